#include "core/observables/alignments.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace featurescope {
namespace {

std::vector<double> absoluteCosines(const NeuronTable& neurons, bool own) {
    std::vector<double> values;
    if (!neurons.own) return values;
    for (std::size_t j = 0; j < neurons.norm.size(); ++j) {
        const std::int8_t sign = neurons.signOf(j);
        if (sign == 0) continue;
        const std::size_t direction = own ? neurons.own->of(sign) : neurons.own->otherThan(sign);
        values.push_back(std::abs(neurons.cosines[direction][j]));
    }
    return values;
}

}  // namespace

std::optional<double> NeuronTable::commonOutputWeightSize() const {
    std::optional<double> common;
    for (const double a : outputWeight) {
        if (a == 0) continue;
        if (common && *common != std::abs(a)) return std::nullopt;
        common = std::abs(a);
    }
    return common;
}

template <typename Scalar>
NeuronTable neuronTable(const WeightMatrix<Scalar>& weights, const Vector<Scalar>& outputWeights,
                        const Matrix<Scalar>& directions, std::span<const ReferenceDirection> names) {
    assert(static_cast<std::size_t>(directions.cols()) == names.size());
    const Eigen::Index m = weights.rows();
    const auto size = static_cast<std::size_t>(m);
    NeuronTable table{.outputWeight = std::vector<double>(size),
                      .norm = std::vector<double>(size),
                      .own = ownDirections(names)};
    for (Eigen::Index j = 0; j < m; ++j) {
        const auto k = static_cast<std::size_t>(j);
        table.outputWeight[k] = static_cast<double>(outputWeights[j]);
        table.norm[k] = weights.row(j).template cast<double>().norm();
    }
    // Directions live among the inputs; a bias is no coordinate of theirs.
    const bool hasBias = weights.cols() > directions.rows();
    for (Eigen::Index which = 0; which < directions.cols(); ++which) {
        const Vector<double> direction = directions.col(which).template cast<double>().normalized();
        std::vector<double> cosine(size), projection(size);
        for (Eigen::Index j = 0; j < m; ++j) {
            const auto k = static_cast<std::size_t>(j);
            projection[k] = weights.row(j).head(direction.size()).template cast<double>().dot(direction);
            const double norm = hasBias ? weights.row(j).head(direction.size()).template cast<double>().norm()
                                        : table.norm[k];
            cosine[k] = norm > 0 ? std::clamp(projection[k] / norm, -1.0, 1.0) : 0.0;
        }
        table.cosines.push_back(std::move(cosine));
        table.projections.push_back(std::move(projection));
    }
    return table;
}

std::vector<double> ownAlignments(const NeuronTable& neurons) { return absoluteCosines(neurons, true); }
std::vector<double> crossAlignments(const NeuronTable& neurons) { return absoluteCosines(neurons, false); }

template NeuronTable neuronTable(const WeightMatrix<float>&, const Vector<float>&, const Matrix<float>&,
                                 std::span<const ReferenceDirection>);
template NeuronTable neuronTable(const WeightMatrix<double>&, const Vector<double>&, const Matrix<double>&,
                                 std::span<const ReferenceDirection>);

}  // namespace featurescope
