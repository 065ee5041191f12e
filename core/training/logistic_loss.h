#pragma once

#include <cstdint>
#include <span>

#include "core/math/types.h"

namespace featurescope {

/// Mean logistic loss log(1 + exp(-y f)) in nats, summed in double. Stable for any margin.
template <typename Scalar>
double logisticLoss(const Vector<Scalar>& outputs, std::span<const std::int8_t> labels);

/// Derivative of the mean logistic loss with respect to each output: -y sigmoid(-y f) / n.
template <typename Scalar>
void logisticLossSlope(const Vector<Scalar>& outputs, std::span<const std::int8_t> labels,
                       Vector<Scalar>& slope);

extern template double logisticLoss(const Vector<float>&, std::span<const std::int8_t>);
extern template double logisticLoss(const Vector<double>&, std::span<const std::int8_t>);
extern template void logisticLossSlope(const Vector<float>&, std::span<const std::int8_t>, Vector<float>&);
extern template void logisticLossSlope(const Vector<double>&, std::span<const std::int8_t>, Vector<double>&);

}  // namespace featurescope
