#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace featurescope {

/// What is known of every neuron at one step; all vectors have m entries (the four that need means are empty
/// when no means are known).
struct NeuronTable {
    std::vector<double> outputWeight;                  ///< a_j
    std::vector<double> norm;                          ///< ||w_j||
    std::vector<double> cosMu1, cosMu2;                ///< cos(w_j, mu_k) in [-1, 1]; 0 for zero weights
    std::vector<double> projectionMu1, projectionMu2;  ///< <w_j, mu_k> / ||mu_k||

    /// Sign of a_j: -1, 0 or +1.
    std::int8_t signOf(std::size_t neuron) const {
        return static_cast<std::int8_t>((outputWeight[neuron] > 0) - (outputWeight[neuron] < 0));
    }
    /// |a_j| where all neurons with an output (a_j != 0) have the same, else nothing.
    std::optional<double> commonOutputWeightSize() const;
};

}  // namespace featurescope
