#include "ui/panels/field_layer.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/look/chart_look.h"
#include "ui/view_models/input_space_view.h"

namespace featurescope::ui {
namespace {

constexpr int kShades = 512;

QRgb mixed(const QColor& from, const QColor& to, double share) {
    const auto channel = [share](int a, int b) { return static_cast<int>(std::lround(a + share * (b - a))); };
    return qRgb(channel(from.red(), to.red()), channel(from.green(), to.green()),
                channel(from.blue(), to.blue()));
}

/// Colours for squashed values from -1 to 1.
std::array<QRgb, kShades> shades(const Palette& palette) {
    std::array<QRgb, kShades> table{};
    for (int i = 0; i < kShades; ++i) {
        const double squashed = 2.0 * i / (kShades - 1) - 1;
        const QColor& end = squashed > 0 ? palette.fieldPositive : palette.fieldNegative;
        table[static_cast<std::size_t>(i)] = mixed(palette.fieldZero, end, std::pow(std::abs(squashed), 0.8));
    }
    return table;
}

/// A fine pixel lies so far on the way from one coarse pixel's centre to the next one's.
struct Between {
    int first, second;
    float share;
};

Between between(int fine, int fineness, int count) {
    const float at = std::clamp((static_cast<float>(fine) + 0.5F) / static_cast<float>(fineness) - 0.5F, 0.0F,
                                static_cast<float>(count - 1));
    const int first = static_cast<int>(at);
    return {first, std::min(first + 1, count - 1), at - static_cast<float>(first)};
}

}  // namespace

float typicalMagnitude(const DecisionField& field) {
    // Every 29th value is exact enough for a colour scale and never the cost of a frame.
    const std::vector<float>& values = field.values;
    std::vector<float> sample;
    for (std::size_t i = 0; i < values.size(); i += 29) {
        if (std::isfinite(values[i])) sample.push_back(std::abs(values[i]));
    }
    if (sample.empty()) return 0;
    const auto middle = sample.begin() + static_cast<std::ptrdiff_t>(sample.size() / 2);
    std::nth_element(sample.begin(), middle, sample.end());
    return *middle;
}

QImage coloredField(const DecisionField& field, const Palette& palette, float magnitude) {
    if (field.width < 1 || field.height < 1) return {};
    QImage image(field.width, field.height, QImage::Format_RGB32);
    const float scale = 1.6F * magnitude;
    const std::array<QRgb, kShades> table = shades(palette);
    const float* value = field.values.data();
    for (int row = 0; row < field.height; ++row) {
        auto* pixel = reinterpret_cast<QRgb*>(image.scanLine(row));
        for (int column = 0; column < field.width; ++column, ++value) {
            const float t = scale > 0 && std::isfinite(*value) ? *value / scale : 0.0F;
            const float squashed = t / (1 + std::abs(t));
            const float shade = std::clamp((squashed + 1) / 2 * (kShades - 1) + 0.5F, 0.0F, kShades - 1.0F);
            pixel[column] = table[static_cast<std::size_t>(shade)];
        }
    }
    return image;
}

QImage shadedBand(const DecisionField& share, const QColor& shade, int fineness) {
    QImage image(share.width * fineness, share.height * fineness, QImage::Format_ARGB32_Premultiplied);
    const QRgb inside = qPremultiply(shade.rgba());
    for (int row = 0; row < image.height(); ++row) {
        auto* pixel = reinterpret_cast<QRgb*>(image.scanLine(row));
        const Between y = between(row, fineness, share.height);
        const float* above = share.values.data() + static_cast<std::ptrdiff_t>(y.first) * share.width;
        const float* below = share.values.data() + static_cast<std::ptrdiff_t>(y.second) * share.width;
        for (int column = 0; column < image.width(); ++column) {
            const Between x = between(column, fineness, share.width);
            const float value = std::lerp(std::lerp(above[x.first], above[x.second], x.share),
                                          std::lerp(below[x.first], below[x.second], x.share), y.share);
            pixel[column] = value > kBandLevels[0] && value < kBandLevels[1] ? inside : 0;
        }
    }
    return image;
}

void FieldLayer::setField(const DecisionField& field, float magnitude) {
    image_ = coloredField(field, palette(), magnitude);
    area_ = field.area;
}

void FieldLayer::draw(QPainter& painter, const PlotMapping& map) {
    drawImage(painter, map, image_);
    drawImage(painter, map, band_);
}

void FieldLayer::drawImage(QPainter& painter, const PlotMapping& map, const QImage& image) const {
    if (image.isNull()) return;
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const QRectF whole(map.at(area_.left, area_.top), map.at(area_.right, area_.bottom));
    // Some paint devices do not clip, so only the part that is seen is painted.
    const QRectF seen = whole & map.plot;
    if (seen.isEmpty()) return;
    const double across = image.width() / whole.width(), down = image.height() / whole.height();
    const QRectF source((seen.left() - whole.left()) * across, (seen.top() - whole.top()) * down,
                        seen.width() * across, seen.height() * down);
    painter.drawImage(seen, image, source);
}

void BoundaryLayer::draw(QPainter& painter, const PlotMapping& map) {
    QPainterPath path;
    for (const BoundaryLine& line : lines_) {
        for (std::size_t i = 0; i < line.size(); ++i) {
            const QPointF point = map.at(line[i].x, line[i].y);
            i == 0 ? path.moveTo(point) : path.lineTo(point);
        }
    }
    QPen pen(palette().boundaryHalo, wide(stroke::kBoundaryHalo));
    pen.setJoinStyle(Qt::RoundJoin);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(pen);
    painter.drawPath(path);
    pen.setColor(palette().boundary);
    pen.setWidthF(wide(stroke::kBoundary));
    painter.setPen(pen);
    painter.drawPath(path);
}

}  // namespace featurescope::ui
