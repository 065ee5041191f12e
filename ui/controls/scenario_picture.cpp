#include "ui/controls/scenario_picture.h"

#include <QPainter>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace featurescope::ui {
namespace {

constexpr int kPoints = 9;    // of each group
constexpr double kFar = 0.3;  // of groups from the middle, in units of the picture
constexpr double kLeastSpread = 0.02, kMostSpread = 0.12;

/// Points of a golden spiral: evenly spread, and the same in every picture.
QPointF spiral(int i) {
    const double angle = 2.399963 * i, radius = std::sqrt((i + 0.5) / kPoints);
    return {radius * std::cos(angle), radius * std::sin(angle)};
}

/// Where a group lies: the first two opposite to each other, then those across.
QPointF placeOf(std::size_t group, std::size_t count) {
    if (count == 4) {
        const QPointF places[] = {{kFar, 0}, {-kFar, 0}, {0, -kFar}, {0, kFar}};
        return places[group];
    }
    const double angle = 2 * std::numbers::pi * static_cast<double>(group) / static_cast<double>(count);
    return {kFar * std::cos(angle), -kFar * std::sin(angle)};
}

}  // namespace

QPixmap scenarioPicture(const ExperimentSpec& spec, const Palette& palette, int side, double ratio) {
    QPixmap picture(QSize(side, side) * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette.border, 1));
    painter.setBrush(palette.card);
    painter.drawRoundedRect(QRectF(0.5, 0.5, side - 1, side - 1), 5, 5);
    painter.translate(side / 2.0, side / 2.0);
    const DataTraits traits = traitsOf(spec.data);
    const double spread = std::clamp(kFar * traits.noiseSigma.value_or(0.2), kLeastSpread, kMostSpread);
    const int corrupted =
        static_cast<int>(std::lround(kPoints * (traits.labelNoise ? traits.labelNoise->share : 0)));
    for (std::size_t group = 0; group < traits.groups.size(); ++group) {
        const QColor color =
            palette.clusters[static_cast<std::size_t>(std::clamp(traits.groups[group].colour, 0, 3))];
        for (int i = 0; i < kPoints; ++i) {
            painter.setPen(i < corrupted ? QPen(color, 1) : QPen(Qt::NoPen));
            painter.setBrush(i < corrupted ? QBrush(palette.markerHole) : QBrush(color));
            const QPointF at = placeOf(group, traits.groups.size()) + spiral(i) * spread;
            painter.drawEllipse(at * side, side / 22.0, side / 22.0);
        }
    }
    return picture;
}

}  // namespace featurescope::ui
