#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/data/own_directions.h"

namespace featurescope {

/// What is known of every neuron at one step. `cosines` and `projections` have one entry per reference
/// direction of the data; all other vectors, and theirs, have m entries.
struct NeuronTable {
    std::vector<double> outputWeight;                   ///< a_j
    std::vector<double> norm;                           ///< ||w_j||
    std::vector<std::vector<double>> cosines = {};      ///< cos(w_j, mu_k) in [-1, 1]; 0 for zero weights
    std::vector<std::vector<double>> projections = {};  ///< <w_j, mu_k> / ||mu_k||
    std::optional<OwnDirections> own = {};              ///< nothing unless one direction belongs to each sign

    /// Number k of reference directions.
    std::size_t directions() const { return cosines.size(); }
    /// Sign of a_j: -1, 0 or +1.
    std::int8_t signOf(std::size_t neuron) const {
        return static_cast<std::int8_t>((outputWeight[neuron] > 0) - (outputWeight[neuron] < 0));
    }
    /// |a_j| where all neurons with an output (a_j != 0) have the same, else nothing.
    std::optional<double> commonOutputWeightSize() const;
};

}  // namespace featurescope
