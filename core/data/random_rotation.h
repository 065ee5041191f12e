#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

#include "core/math/types.h"

namespace featurescope {

/// A random orthogonal d x d matrix, uniform (Haar) over the orthogonal group, kept as the Householder
/// reflectors whose product it is (G. W. Stewart, SIAM J. Numer. Anal. 17, 1980). Takes 4 d^2 bytes.
class RandomRotation {
  public:
    RandomRotation(std::int64_t dimension, std::int64_t seed, const std::stop_token& stop);

    /// Replaces every column x (length d) by Q x. Costs 2 d^2 operations a column. Throws Cancelled.
    template <typename Scalar>
    void apply(Matrix<Scalar>& columns, const std::stop_token& stop) const;

  private:
    std::vector<Vector<double>> reflectors_;  ///< reflector k: unit vector over coordinates k, ..., d - 1
    Vector<double> signs_;                    ///< d, -1 or +1
};

extern template void RandomRotation::apply(Matrix<float>&, const std::stop_token&) const;
extern template void RandomRotation::apply(Matrix<double>&, const std::stop_token&) const;

}  // namespace featurescope
