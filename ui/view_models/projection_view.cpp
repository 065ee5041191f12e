#include "ui/view_models/projection_view.h"

#include <algorithm>

namespace featurescope::ui {

MarkedPoint markedPoint(const RunScene& scene, std::int32_t sample) {
    const ProjectedSamples& samples = scene.samples;
    const auto i = static_cast<std::size_t>(sample);
    Marker marker;
    marker.corrupted = samples.labels[i] != samples.cleanLabels[i];
    if (!samples.clusters.empty()) {
        marker.cluster = static_cast<std::uint8_t>(samples.clusters[i]);
    } else {
        marker.cluster = samples.cleanLabels[i] > 0 ? 0 : 2;
    }
    return {samples.x[i], samples.y[i], marker, sample};
}

ProjectionPoints projectionPoints(const RunScene& scene, std::size_t maximum) {
    const ProjectedSamples& samples = scene.samples;
    ProjectionPoints result;
    result.total = samples.x.size();
    result.hasClusters = !samples.clusters.empty();
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

std::vector<PlanePoint> clusterMeans(const RunScene& scene) {
    std::vector<PlanePoint> means;
    for (const PlanePoint& mean : scene.means) {
        means.push_back(mean);
        means.push_back({-mean.x, -mean.y});
    }
    return means;
}

PlaneRectangle visibleArea(double radius, double width, double height) {
    const double shorter = std::max(1.0, std::min(width, height));
    const double halfWidth = radius * std::max(1.0, width) / shorter;
    const double halfHeight = radius * std::max(1.0, height) / shorter;
    return {.left = -halfWidth, .right = halfWidth, .bottom = -halfHeight, .top = halfHeight};
}

}  // namespace featurescope::ui
