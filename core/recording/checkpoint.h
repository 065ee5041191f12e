#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "core/math/named_array.h"

namespace featurescope {

/// Everything a run needs, beside its spec and data, to go on from `step` to the same bits.
struct Checkpoint {
    std::int64_t step = 0;
    std::string engine;          ///< "primal" or "gram"
    std::string instructionSet;  ///< whose arithmetic the run follows
    /// The engine's whole state in the run's precision.
    std::variant<std::vector<NamedArray<float>>, std::vector<NamedArray<double>>> arrays;

    bool operator==(const Checkpoint&) const = default;
};

using CheckpointPtr = std::shared_ptr<const Checkpoint>;

/// Checkpoints of one run in order of their steps; shared and immutable, so that copying the list is cheap.
using CheckpointList = std::vector<CheckpointPtr>;

/// Memory a checkpoint takes, bookkeeping included.
inline std::uint64_t bytesOf(const Checkpoint& checkpoint) {
    constexpr std::uint64_t kBookkeeping = 512;
    return std::visit(
        [](const auto& arrays) {
            std::uint64_t bytes = kBookkeeping;
            for (const auto& array : arrays) bytes += array.values.size() * sizeof(array.values[0]);
            return bytes;
        },
        checkpoint.arrays);
}

}  // namespace featurescope
