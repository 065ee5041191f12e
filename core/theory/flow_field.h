#pragma once

#include <vector>

#include "core/theory/xor_setting.h"

namespace featurescope {

/// One arrow of the flow field in the (<w, mu1>, <w, mu2>) plane.
struct FlowArrow {
    double alongMu1 = 0, alongMu2 = 0;  ///< where a neuron is
    double moveMu1 = 0, moveMu2 = 0;    ///< how one gradient step from f = 0 moves it
};

/// ||w_perp|| of a typical neuron at step 0: omega sqrt(d - 2).
double typicalPerpendicular(const XorSetting& setting);

/// The one-step population gradient (see startStep) on a square grid of `side` x `side` points of
/// [-reach, reach]^2, for neurons with this sign of a_j (+1 or -1) and length across the means.
std::vector<FlowArrow> flowField(const XorSetting& setting, int sign, double perpendicular, double reach,
                                 int side);

}  // namespace featurescope
