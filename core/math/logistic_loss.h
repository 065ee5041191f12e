#pragma once

#include <cstdint>
#include <limits>
#include <span>

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

/// Mean loss over the samples, summed in double; not a number when there are none.
/// @param outputs  numbers, as many as labels
template <typename Outputs>
double meanLogisticLoss(const Outputs& outputs, std::span<const std::int8_t> labels) {
    if (labels.empty()) return std::numeric_limits<double>::quiet_NaN();
    double sum = 0;
    auto label = labels.begin();
    for (const auto output : outputs)
        sum += logisticLoss(static_cast<double>(output), static_cast<double>(*label++));
    return sum / static_cast<double>(labels.size());
}

}  // namespace featurescope
