#include "ui/panels/ridge_layer.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/look/chart_look.h"

namespace featurescope::ui {
namespace {

constexpr std::array kShares{0.1, 0.5, 0.9};
constexpr double kMostColumns = 700;
constexpr double kPrintedColumns = 4;  // to a pixel of the layout, for a printer's dots

}  // namespace

void RidgeLayer::show(const RidgeView& shown, const StepAxis& axis, double lastStep) {
    strips_.joined = shown.choice.own;
    end_ = axis.end();
    const double room = this->view().plotRect().width();
    const double width = this->view().look().print.isFigure
                             ? std::clamp(kPrintedColumns * room, 2.0, kPrintedColumns * kMostColumns)
                             : std::clamp(room, 2.0, kMostColumns);
    std::vector<double> columnSteps;
    for (double column = 0.5; column < width; ++column)
        columnSteps.push_back(axis.stepAt(column / std::floor(width) * end_));
    picture_ = ridgePicture(shown, columnSteps, lastStep);
    for (std::size_t i = 0; i < kShares.size(); ++i) {
        quantiles_[i].clear();
        if (!strips_.joined) continue;
        for (const RidgeRow& row : shown.rows) {
            if (const std::optional<double> value = quantileOf(shown, row, kShares[i]))
                quantiles_[i].emplace_back(axis.position(static_cast<double>(row.step)), *value);
        }
    }
}

QImage RidgeLayer::image(const std::vector<float>& shares, const QColor& color) const {
    QImage image(static_cast<int>(picture_.columns), static_cast<int>(picture_.bins),
                 QImage::Format_ARGB32_Premultiplied);
    const float* share = shares.data();
    for (int row = 0; row < image.height(); ++row) {
        auto* pixel = reinterpret_cast<QRgb*>(image.scanLine(row));
        for (int column = 0; column < image.width(); ++column, ++share) {
            const int alpha = static_cast<int>(std::lround(255 * std::clamp(*share, 0.0F, 1.0F)));
            pixel[column] = qPremultiply(qRgba(color.red(), color.green(), color.blue(), alpha));
        }
    }
    return image;
}

void RidgeLayer::draw(QPainter& painter, const PlotMapping& map) {
    if (picture_.columns == 0 || picture_.bins == 0) return;
    // Bins must stay apart, so no smoothing.
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    const auto strip = [&](const std::vector<float>& shares, bool positive, const QColor& color) {
        if (shares.empty()) return;
        const double lowest = strips_.joined ? 0 : -1;
        const QRectF place(map.at(map.xLow, strips_.place(1, positive)),
                           map.at(map.xHigh, strips_.place(lowest, positive)));
        painter.drawImage(place, image(shares, color));
        if (strips_.joined) return;
        painter.setPen(QPen(palette().axis, stroke::kAxis));
        const double zero = std::round(map.y(strips_.place(0, positive))) + 0.5;
        painter.drawLine(QPointF(map.plot.left(), zero), QPointF(map.plot.right(), zero));
    };
    strip(picture_.positive, true, strips_.joined ? palette().accent : palette().neuronPositive);
    strip(picture_.negative, false, palette().neuronNegative);
    drawLines(painter, map);
    drawQuantiles(painter, map);
}

void RidgeLayer::setLines(const std::vector<RidgeLine>& lines, const StepAxis& axis) {
    lines_.clear();
    for (const RidgeLine& line : lines) {
        std::vector<QPointF>& places = lines_.emplace_back();
        for (const PlanePoint& point : line.points)
            places.emplace_back(axis.position(point.x), strips_.place(point.y, line.positive));
    }
}

void RidgeLayer::drawLines(QPainter& painter, const PlotMapping& map) const {
    // With a halo, because they lie over strips of any strength.
    for (const std::vector<QPointF>& places : lines_) {
        QPolygonF line;
        for (const QPointF& place : places) line << map.at(place.x(), place.y());
        painter.setPen(QPen(palette().boundaryHalo, wide(2.6)));
        painter.drawPolyline(line);
        painter.setPen(QPen(palette().text, wide(1)));
        painter.drawPolyline(line);
    }
}

void RidgeLayer::drawQuantiles(QPainter& painter, const PlotMapping& map) const {
    for (std::size_t i = 0; i < quantiles_.size(); ++i) {
        if (quantiles_[i].empty()) continue;
        QPolygonF line;
        for (const QPointF& point : quantiles_[i]) line << map.at(point.x(), point.y());
        const bool median = i == 1;
        painter.setPen(QPen(palette().boundaryHalo, wide(median ? 4.5 : 3)));
        painter.drawPolyline(line);
        painter.setPen(median ? QPen(palette().text, wide(2)) : dashedPen(palette().text, wide(1.2)));
        painter.drawPolyline(line);
    }
}

}  // namespace featurescope::ui
