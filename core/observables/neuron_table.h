#pragma once

#include <cstdint>
#include <vector>

namespace featurescope {

/// What is known of every neuron at one step; all vectors have m entries (the four that need means are empty
/// when no means are known).
struct NeuronTable {
    std::vector<std::int8_t> sign;                     ///< of a_j: -1, 0 or +1
    std::vector<double> norm;                          ///< ||w_j||
    std::vector<double> cosMu1, cosMu2;                ///< cos(w_j, mu_k) in [-1, 1]; 0 for zero weights
    std::vector<double> projectionMu1, projectionMu2;  ///< <w_j, mu_k> / ||mu_k||
};

}  // namespace featurescope
