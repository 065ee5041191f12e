#pragma once

#include <cstdint>

namespace featurescope {

/// Prediction is +1 where f > 0, else -1.
template <typename Scalar>
constexpr std::int8_t prediction(Scalar output) {
    return output > 0 ? std::int8_t{1} : std::int8_t{-1};
}

}  // namespace featurescope
