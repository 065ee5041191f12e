#pragma once

#include <span>

#include "core/math/types.h"

namespace featurescope {

/// A linear function of features and a constant: the last of its m + 1 numbers is that of the constant.
struct RidgeReadout {
    Vector<double> coefficients;

    /// Its values on samples with these features, m x n.
    Vector<double> on(const Matrix<double>& features) const;
};

/// The c that lowers (1/n) ||P c - y||^2 + (ridge/m) ||c||^2, where a row of P holds the features of a sample
/// and a 1.
/// @param features  m x n
/// @param targets   n
RidgeReadout ridgeReadout(const Matrix<double>& features, std::span<const double> targets, double ridge);

}  // namespace featurescope
