#pragma once

#include <algorithm>
#include <cstddef>

#include "core/training/kernels/kernel_table.h"

namespace featurescope {

/// A range of neurons or samples, first to last - 1.
struct IndexRange {
    std::ptrdiff_t first = 0;
    std::ptrdiff_t last = 0;

    std::ptrdiff_t size() const { return last - first; }
    bool operator==(const IndexRange&) const = default;
};

/// Part number `part` of `whole` units cut into `parts` parts as equal as possible.
constexpr IndexRange partOf(std::ptrdiff_t whole, std::ptrdiff_t part, std::ptrdiff_t parts) {
    return {whole * part / parts, whole * (part + 1) / parts};
}

/// Most chunks of neurons whose outputs on n samples, kept chunk by chunk, stay within 16 MiB; at least 2.
constexpr std::ptrdiff_t affordableChunks(std::ptrdiff_t samples, std::size_t scalarBytes) {
    constexpr std::ptrdiff_t kBudget = std::ptrdiff_t{16} << 20;
    return std::max<std::ptrdiff_t>(
        2, kBudget / (std::max<std::ptrdiff_t>(1, samples) * static_cast<std::ptrdiff_t>(scalarBytes)));
}

/// Neurons cut into chunks whose number depends on the sizes alone. Every thread takes whole chunks, and what
/// the chunks contribute is added in their order: results are the same for any number of threads.
class NeuronChunks {
  public:
    /// @param neurons   m
    /// @param mostChunks  a limit for memory's sake, >= 1
    NeuronChunks(std::ptrdiff_t neurons, std::ptrdiff_t mostChunks)
        : neurons_(neurons),
          units_((neurons + kRowUnit - 1) / kRowUnit),
          count_(std::clamp<std::ptrdiff_t>(std::min(units_, mostChunks), 1, 16)) {}

    std::ptrdiff_t count() const { return count_; }
    std::ptrdiff_t neurons() const { return neurons_; }

    /// Most neurons of a chunk.
    std::ptrdiff_t largest() const { return (units_ + count_ - 1) / count_ * kRowUnit; }

    /// Neurons of chunk `chunk`.
    IndexRange neuronsOf(std::ptrdiff_t chunk) const { return neuronsOf(IndexRange{chunk, chunk + 1}); }
    /// Neurons of several chunks in a row.
    IndexRange neuronsOf(IndexRange chunks) const {
        return {std::min(neurons_, units_ * chunks.first / count_ * kRowUnit),
                std::min(neurons_, units_ * chunks.last / count_ * kRowUnit)};
    }

  private:
    std::ptrdiff_t neurons_;
    std::ptrdiff_t units_;
    std::ptrdiff_t count_;
};

}  // namespace featurescope
