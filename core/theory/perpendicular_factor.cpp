#include "core/theory/perpendicular_factor.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/math/dominant_subspace.h"
#include "core/theory/normal_law.h"

namespace featurescope {
namespace {

// Enough columns that a small network is described exactly; for a large one the cost of a pixel, m k, stays
// near 128 k operations, and at least the directions that training makes neurons share are there.
Eigen::Index columnsFor(Eigen::Index neurons) {
    return std::clamp<Eigen::Index>(131072 / std::max<Eigen::Index>(neurons, 1), 32, 128);
}

}  // namespace

template <typename Scalar>
PerpendicularFactor perpendicularFactor(const WeightMatrix<Scalar>& weights, const Vector<double>& horizontal,
                                        const Vector<double>& vertical,
                                        const std::vector<double>& perpendicular,
                                        const std::stop_token& stop) {
    assert(static_cast<Eigen::Index>(perpendicular.size()) == weights.rows());
    Matrix<double> plane(weights.cols(), 2);
    plane << horizontal, vertical;
    // One iteration sharpens the basis enough; more would only follow noise of equal size everywhere.
    const DominantSubspace shared = dominantSubspace<Scalar>(
        weights, columnsFor(weights.rows()), {.mostIterations = 1, .tolerance = 0}, plane, stop);
    PerpendicularFactor factor;
    factor.coordinates =
        Matrix<Scalar>(weights * shared.directions.template cast<Scalar>()).template cast<float>();
    factor.rest.resize(weights.rows());
    for (Eigen::Index j = 0; j < weights.rows(); ++j) {
        const double all = perpendicular[static_cast<std::size_t>(j)];
        const double known = factor.coordinates.row(j).template cast<double>().squaredNorm();
        // With every direction in the basis only rounding is left over.
        const double left = all * all - known;
        factor.rest[j] = left > 1e-6 * all * all ? static_cast<float>(std::sqrt(left)) : 0.0F;
    }
    return factor;
}

template PerpendicularFactor perpendicularFactor(const WeightMatrix<float>&, const Vector<double>&,
                                                 const Vector<double>&, const std::vector<double>&,
                                                 const std::stop_token&);
template PerpendicularFactor perpendicularFactor(const WeightMatrix<double>&, const Vector<double>&,
                                                 const Vector<double>&, const std::vector<double>&,
                                                 const std::stop_token&);

double spreadAt(const ProjectedNeurons& neurons, const PerpendicularFactor& factor, double sigma, double x,
                double y) {
    Vector<double> sum = Vector<double>::Zero(factor.coordinates.cols());
    double squares = 0;
    for (std::size_t j = 0; j < neurons.size(); ++j) {
        const double h = neurons.alongMu1[j] * x + neurons.alongMu2[j] * y + neurons.biasOf(j);
        const double tau = sigma * neurons.perpendicular[j];
        const double on = neurons.outputWeight[j] * (tau > 0 ? normalCdf(h / tau) : h > 0 ? 1.0 : 0.0);
        const auto row = static_cast<Eigen::Index>(j);
        sum += on * factor.coordinates.row(row).transpose().cast<double>();
        squares += std::pow(on * static_cast<double>(factor.rest[row]), 2);
    }
    return sigma * std::sqrt(sum.squaredNorm() + squares);
}

}  // namespace featurescope
