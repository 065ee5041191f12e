#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "ui/view_models/projection_view.h"

namespace featurescope::ui {

/// f at a point of the plane, or its average over the cluster noise across it: what the field shows there.
double valueOnPlane(const PlaneNetwork& network, FieldMode mode, PlanePoint at);

/// Levels of P(f > 0) between which the prediction is in doubt.
inline constexpr std::array<double, 2> kBandLevels{0.1, 0.9};

/// Lines at P(f > 0) = 0.1 and 0.9 in the plane; both empty when the share is not known.
std::array<std::vector<BoundaryLine>, 2> bandLines(const DecisionField& positiveShare);

/// Whether the rule of eq. 2 of the paper speaks of these data: they have two directions, one for each label.
bool hasIdealRule(const RunScene& scene);

/// Where the ideal classifier |<mu1, x>| - |<mu2, x>| (paper, eq. 2) is 0 for points of the plane itself: two
/// lines through the origin, cut to `area`. `means` are mu1 and mu2 projected on the plane; lines that are
/// not determined (a projection of length 0) are left out.
std::vector<BoundaryLine> idealBoundary(const std::vector<PlanePoint>& means, const PlaneRectangle& area);

/// The parts of the lines that lie inside `area`; a line that leaves it and comes back becomes two.
std::vector<BoundaryLine> cutTo(const PlaneRectangle& area, const std::vector<BoundaryLine>& lines);

/// The sample drawn nearest to a point of the plane, if one lies within `reach` (plane units). Of several at
/// the same place the last one, which lies on top.
std::optional<std::int32_t> nearestSample(const std::vector<MarkedPoint>& drawn, PlanePoint at, double reach);

}  // namespace featurescope::ui
