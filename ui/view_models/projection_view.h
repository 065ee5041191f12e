#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/run/snapshot.h"

namespace featurescope::ui {

/// How a sample is drawn: colour and shape follow its cluster, a ring says that its label is corrupted.
struct Marker {
    std::uint8_t cluster = 0;  ///< 0..3 as Cluster; without clusters 0 for clean label +1, 2 for -1
    bool corrupted = false;
};

struct MarkedPoint {
    float x = 0, y = 0;  ///< plane coordinates
    Marker marker;
    std::int32_t sample = 0;  ///< index in the training set
};

/// What the picture of the input space shows of the samples.
struct ProjectionPoints {
    std::vector<MarkedPoint> points;  ///< clean ones first, so that rings lie on top
    std::size_t total = 0;            ///< samples there are; more than points.size() when thinned
    std::size_t corrupted = 0;        ///< of `total`
    bool hasClusters = false;
};

/// The samples to draw, at most `maximum` of them, spread evenly over the training set.
ProjectionPoints projectionPoints(const RunScene& scene, std::size_t maximum = 4000);

/// One sample as it is drawn; `sample` must be one of the scene's.
MarkedPoint markedPoint(const RunScene& scene, std::int32_t sample);

/// Where the four cluster means lie: +mu1, -mu1, +mu2, -mu2; empty when no means are known.
std::vector<PlanePoint> clusterMeans(const RunScene& scene);

/// The part of the plane seen through a plot of `width` x `height` pixels: centred at 0, the same unit on
/// both axes, `radius` on the shorter side.
PlaneRectangle visibleArea(double radius, double width, double height);

}  // namespace featurescope::ui
