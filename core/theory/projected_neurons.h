#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/theory/xor_setting.h"

namespace featurescope {

/// A neuron as the cluster means see it: w = alongMu1 mu1 + alongMu2 mu2 + a part of norm `perpendicular`
/// across both.
struct ProjectedNeuron {
    double alongMu1 = 0;
    double alongMu2 = 0;
    double perpendicular = 0;  ///< >= 0

    bool operator==(const ProjectedNeuron&) const = default;
};

/// Neurons by their three numbers each (see ProjectedNeuron) and their output weights; all vectors have the
/// same size.
struct ProjectedNeurons {
    std::vector<double> alongMu1, alongMu2, perpendicular, outputWeight;
    std::vector<double> bias = {};  ///< empty: there are none

    double biasOf(std::size_t neuron) const { return bias.empty() ? 0 : bias[neuron]; }
    std::size_t size() const { return alongMu1.size(); }
};

/// The three numbers of actual neurons, from ||w_j||, <w_j, mu_k> and a_j.
ProjectedNeurons projectedNeurons(std::span<const double> norm, std::span<const double> alongMu1,
                                  std::span<const double> alongMu2, std::span<const double> outputWeight);

/// A virtual population of `size` neurons (rounded up to even) that follows the law of W(0) more evenly than
/// independent draws would; half of them positive. A seed gives the same population everywhere.
ProjectedNeurons drawnPopulation(const XorSetting& setting, std::size_t size, std::int64_t seed);

/// Share of `values` in each of `bins` equal bins of [low, high]; values outside count in the nearest bin.
std::vector<double> binShares(std::span<const double> values, double low, double high, std::size_t bins);

}  // namespace featurescope
