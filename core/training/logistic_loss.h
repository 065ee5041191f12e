#pragma once

#include <cstdint>
#include <span>

#include "core/math/types.h"

namespace featurescope {

/// Mean logistic loss log(1 + exp(-y f)) in nats, summed in double. Stable for any margin.
template <typename Scalar>
double logisticLoss(const Vector<Scalar>& outputs, std::span<const std::int8_t> labels);

extern template double logisticLoss(const Vector<float>&, std::span<const std::int8_t>);
extern template double logisticLoss(const Vector<double>&, std::span<const std::int8_t>);

}  // namespace featurescope
