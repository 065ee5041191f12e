#pragma once

#include <algorithm>
#include <cstddef>

#include "core/training/kernels/kernel_table.h"

namespace featurescope {

/// Up to 64 vectors of one length, each contiguous in memory.
template <typename Scalar>
struct ColumnBlock {
    const Scalar* first;
    std::ptrdiff_t stride;  ///< between the starts of two vectors
    std::ptrdiff_t count;   ///< 1 .. 64
    std::ptrdiff_t depth;   ///< length of a vector
};

/// Writes the block as the kernels read it: panels of `panelWidth` vectors, entry k of all of them side by
/// side. Missing vectors are zero. @param panels  depth x 64 numbers, written
template <typename Scalar>
void packBlock(const ColumnBlock<Scalar>& block, std::ptrdiff_t panelWidth, Scalar* panels) {
    for (std::ptrdiff_t c = 0; c < kBlockSize; ++c) {
        Scalar* to = panels + c / panelWidth * panelWidth * block.depth + c % panelWidth;
        const Scalar* from = block.first + std::min(c, block.count - 1) * block.stride;
        const bool given = c < block.count;
        for (std::ptrdiff_t k = 0; k < block.depth; ++k) to[k * panelWidth] = given ? from[k] : Scalar(0);
    }
}

}  // namespace featurescope
