#pragma once

#include "core/math/stable_math.h"

namespace featurescope {

/// log(1 + exp(-y f)) in nats for a label y = -1 or +1. Stable for any margin.
template <typename Scalar>
Scalar logisticLoss(Scalar output, Scalar label) {
    return log1pExp(-label * output);
}

/// Its derivative by the output f: -y / (1 + exp(y f)).
template <typename Scalar>
Scalar logisticSlope(Scalar output, Scalar label) {
    return -label * sigmoid(-label * output);
}

}  // namespace featurescope
