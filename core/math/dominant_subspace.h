#pragma once

#include <Eigen/Core>
#include <stop_token>

#include "core/math/types.h"

namespace featurescope {

/// The directions along which rows are longest together, with the singular values that belong to them.
struct DominantSubspace {
    Matrix<double>
        directions;        ///< d x k, orthonormal, by falling size; the largest entry of each is positive
    Vector<double> sizes;  ///< k, ||rows * direction||
};

/// When the search for a dominant subspace ends.
struct SubspaceLimits {
    int mostIterations = 100;
    double tolerance = 1e-9;  ///< relative change of the sizes in one iteration
};

/// About the `count` leading right singular directions of `rows`, by subspace iteration with a Rayleigh-Ritz
/// step; exact up to rounding when `count` is the rank. Deterministic. An iteration costs about 4 r d k
/// operations. Throws Cancelled.
/// @param rows     r x d
/// @param count    k, at most min(r, d - without.cols()) of them come back
/// @param without  d x p, orthonormal: directions that do not count; p may be 0
template <typename Scalar>
DominantSubspace dominantSubspace(const Eigen::Ref<const WeightMatrix<Scalar>>& rows, Eigen::Index count,
                                  const SubspaceLimits& limits, const Matrix<double>& without,
                                  const std::stop_token& stop);

extern template DominantSubspace dominantSubspace<float>(const Eigen::Ref<const WeightMatrix<float>>&,
                                                         Eigen::Index, const SubspaceLimits&,
                                                         const Matrix<double>&, const std::stop_token&);
extern template DominantSubspace dominantSubspace<double>(const Eigen::Ref<const WeightMatrix<double>>&,
                                                          Eigen::Index, const SubspaceLimits&,
                                                          const Matrix<double>&, const std::stop_token&);

}  // namespace featurescope
