#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/run/snapshot.h"

namespace featurescope::ui {

/// Colours for groups of samples: two blues for those with label +1, two oranges for -1.
inline constexpr int kGroupColours = 4;
std::uint8_t colourOf(int place);

/// The group of a sample of a scene that has groups.
const SampleGroup& groupOf(const RunScene& scene, std::size_t sample);

/// How a sample is drawn: colour and shape follow its group, a ring says that its label is corrupted.
struct Marker {
    std::uint8_t colour = 0;  ///< below kGroupColours; without groups 0 for clean label +1, 2 for -1
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
};

/// The samples to draw, at most `maximum` of them, spread evenly over the training set.
ProjectionPoints projectionPoints(const RunScene& scene, std::size_t maximum = 4000);

/// Where the samples of one group lie and how far they spread.
struct ClusterSpread {
    std::uint8_t colour = 0;  ///< of the group
    PlanePoint centre;
    double radius = 0;  ///< root mean square distance from the centre, in plane units
};

/// Of the first group there is; nothing without samples.
std::optional<ClusterSpread> clusterSpread(const std::vector<MarkedPoint>& points);

/// One sample as it is drawn; `sample` must be one of the scene's.
MarkedPoint markedPoint(const RunScene& scene, std::int32_t sample);

/// Where the directions of the data and their opposites end: +mu1, -mu1, +mu2, -mu2.
std::vector<PlanePoint> directionMarks(const RunScene& scene);

/// The part of the plane seen through a plot of `width` x `height` pixels: centred at 0, the same unit on
/// both axes, `radius` on the shorter side.
PlaneRectangle visibleArea(double radius, double width, double height);

}  // namespace featurescope::ui
