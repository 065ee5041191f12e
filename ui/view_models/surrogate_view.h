#pragma once

#include <optional>
#include <vector>

#include "core/run/snapshot.h"

namespace featurescope::ui {

/// What the backward pass of sign neurons works with, over [-kPreactivationReach, kPreactivationReach].
struct SurrogateView {
    std::vector<PlanePoint> slope;     ///< the surrogate for the derivative of sign
    std::vector<PlanePoint> integral;  ///< the function that has this derivative and is 0 at 0
    std::vector<double> shares;        ///< kPreactivationBins: of all h, by size; empty when not counted yet
    double outside = 0;                ///< share of h beyond
    double felt = 0;                   ///< share of h that the surrogate is not 0 at
};

/// Nothing for another activation than sign.
std::optional<SurrogateView> surrogateView(const Snapshot& snapshot);

}  // namespace featurescope::ui
