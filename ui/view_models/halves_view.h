#pragma once

#include "core/run/snapshot.h"

namespace featurescope::ui {

/// f = odd + even on a part of the plane that lies evenly about 0: odd(x) = (f(x) - f(-x)) / 2.
struct OutputHalves {
    DecisionField whole, odd, even;
};

/// @param area  as far to the left as to the right of 0, and as far down as up
OutputHalves outputHalves(const PlaneNetwork& network, const PlaneRectangle& area, int width, int height);

/// Whether the output is drawn on a plane: so it is when phi(z) = p z + q max(0, z).
bool isDrawnOnPlanes(const ExperimentSpec& spec);
/// Whether the odd half is linear in x: so it is without biases, too.
bool hasLinearOddHalf(const ExperimentSpec& spec);

}  // namespace featurescope::ui
