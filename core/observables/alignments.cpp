#include "core/observables/alignments.h"

#include <algorithm>
#include <cmath>

namespace featurescope {
namespace {

std::vector<double> absoluteCosines(const NeuronTable& neurons, bool own) {
    std::vector<double> values;
    for (std::size_t j = 0; j < neurons.cosMu1.size(); ++j) {
        if (neurons.signOf(j) == 0) continue;
        const bool first = (neurons.signOf(j) > 0) == own;
        values.push_back(std::abs(first ? neurons.cosMu1[j] : neurons.cosMu2[j]));
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
                        const Matrix<Scalar>& means) {
    const Eigen::Index m = weights.rows();
    const auto size = static_cast<std::size_t>(m);
    NeuronTable table;
    table.outputWeight.resize(size);
    table.norm.resize(size);
    for (Eigen::Index j = 0; j < m; ++j) {
        const auto k = static_cast<std::size_t>(j);
        table.outputWeight[k] = static_cast<double>(outputWeights[j]);
        table.norm[k] = weights.row(j).template cast<double>().norm();
    }
    const auto project = [&](Eigen::Index which, std::vector<double>& cosine,
                             std::vector<double>& projection) {
        const Vector<double> direction = means.col(which).template cast<double>().normalized();
        cosine.resize(size);
        projection.resize(size);
        for (Eigen::Index j = 0; j < m; ++j) {
            const auto k = static_cast<std::size_t>(j);
            projection[k] = weights.row(j).template cast<double>().dot(direction);
            cosine[k] = table.norm[k] > 0 ? std::clamp(projection[k] / table.norm[k], -1.0, 1.0) : 0.0;
        }
    };
    if (means.cols() == 2) {
        project(0, table.cosMu1, table.projectionMu1);
        project(1, table.cosMu2, table.projectionMu2);
    }
    return table;
}

std::vector<double> ownAlignments(const NeuronTable& neurons) { return absoluteCosines(neurons, true); }
std::vector<double> crossAlignments(const NeuronTable& neurons) { return absoluteCosines(neurons, false); }

template NeuronTable neuronTable(const WeightMatrix<float>&, const Vector<float>&, const Matrix<float>&);
template NeuronTable neuronTable(const WeightMatrix<double>&, const Vector<double>&, const Matrix<double>&);

}  // namespace featurescope
