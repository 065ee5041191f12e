#include "ui/view_models/projection_view.h"

#include <algorithm>
#include <cmath>

namespace featurescope::ui {

std::uint8_t colourOf(int place) { return static_cast<std::uint8_t>(place % kGroupColours); }

const SampleGroup& groupOf(const RunScene& scene, std::size_t sample) {
    return scene.groups[static_cast<std::size_t>(scene.samples.groups[sample])];
}

MarkedPoint markedPoint(const RunScene& scene, std::int32_t sample) {
    const ProjectedSamples& samples = scene.samples;
    const auto i = static_cast<std::size_t>(sample);
    Marker marker;
    marker.corrupted = samples.labels[i] != samples.cleanLabels[i];
    marker.colour = samples.groups.empty() ? colourOf(samples.cleanLabels[i] > 0 ? 0 : 2)
                                           : colourOf(groupOf(scene, i).colour);
    return {samples.x[i], samples.y[i], marker, sample};
}

ProjectionPoints projectionPoints(const RunScene& scene, std::size_t maximum) {
    const ProjectedSamples& samples = scene.samples;
    ProjectionPoints result;
    result.total = samples.x.size();
    for (std::size_t i = 0; i < result.total; ++i)
        result.corrupted += samples.labels[i] != samples.cleanLabels[i];
    const std::size_t shown = std::min(result.total, maximum);
    result.points.reserve(shown);
    for (std::size_t k = 0; k < shown; ++k)
        result.points.push_back(markedPoint(scene, static_cast<std::int32_t>(k * result.total / shown)));
    std::stable_partition(result.points.begin(), result.points.end(),
                          [](const MarkedPoint& point) { return !point.marker.corrupted; });
    return result;
}

std::optional<ClusterSpread> clusterSpread(const std::vector<MarkedPoint>& points) {
    if (points.empty()) return std::nullopt;
    ClusterSpread spread;
    spread.colour = std::ranges::min(points, {}, [](const MarkedPoint& point) {
                        return point.marker.colour;
                    }).marker.colour;
    double count = 0, x = 0, y = 0, squares = 0;
    for (const MarkedPoint& point : points) {
        if (point.marker.colour != spread.colour) continue;
        ++count;
        x += point.x;
        y += point.y;
        squares += static_cast<double>(point.x) * point.x + static_cast<double>(point.y) * point.y;
    }
    spread.centre = {x / count, y / count};
    const double centre = spread.centre.x * spread.centre.x + spread.centre.y * spread.centre.y;
    spread.radius = std::sqrt(std::max(0.0, squares / count - centre));
    return spread;
}

std::vector<PlanePoint> directionMarks(const RunScene& scene) {
    std::vector<PlanePoint> marks;
    for (const PlanePoint& tip : scene.directionsOnPlane) {
        marks.push_back(tip);
        marks.push_back({-tip.x, -tip.y});
    }
    return marks;
}

PlaneRectangle visibleArea(double radius, double width, double height) {
    const double shorter = std::max(1.0, std::min(width, height));
    const double halfWidth = radius * std::max(1.0, width) / shorter;
    const double halfHeight = radius * std::max(1.0, height) / shorter;
    return {.left = -halfWidth, .right = halfWidth, .bottom = -halfHeight, .top = halfHeight};
}

}  // namespace featurescope::ui
