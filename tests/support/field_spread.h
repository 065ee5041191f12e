#pragma once

#include <vector>

#include "core/theory/normal_law.h"
#include "core/theory/smoothed_field.h"

namespace featurescope::test {

/// Standard deviation of f(P + z) over z to first order at every pixel, straight from all weights:
/// sigma ||sum_j a_j Phi(h / tau) w_j,perp||.
/// @param perpendicularWeights  m x k with k <= d: row j is w_j without its part in the plane, in any basis
/// @return height x width values, top row first
inline std::vector<double> fieldSpread(const ProjectedNeurons& neurons,
                                       const Matrix<double>& perpendicularWeights, double sigma,
                                       const FieldGrid& grid) {
    const auto count = static_cast<Eigen::Index>(neurons.size());
    std::vector<double> spread;
    Matrix<double> active(grid.width, count);  // a row of pixels: one matrix product for all of them
    for (int row = 0; row < grid.height; ++row) {
        const double y = grid.top - (grid.top - grid.bottom) * (row + 0.5) / grid.height;
        for (Eigen::Index j = 0; j < count; ++j) {
            const auto k = static_cast<std::size_t>(j);
            const double tau = sigma * neurons.perpendicular[k];
            for (int column = 0; column < grid.width; ++column) {
                const double x = grid.left + (grid.right - grid.left) * (column + 0.5) / grid.width;
                const double h = neurons.alongMu1[k] * x + neurons.alongMu2[k] * y;
                const double on = tau > 0 ? normalCdf(h / tau) : h > 0 ? 1.0 : 0.0;
                active(column, j) = neurons.outputWeight[k] * on;
            }
        }
        const Vector<double> lengths = (active * perpendicularWeights).rowwise().norm();
        for (const double length : lengths) spread.push_back(sigma * length);
    }
    return spread;
}

}  // namespace featurescope::test
