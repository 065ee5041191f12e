#pragma once

#include <cstddef>
#include <cstdint>

namespace featurescope {

// Kernels that find the signs of pre-activations by integers (see SignForward). Their results are exact, and
// the same for every instruction set. Like kernel_table.h, this header shares no inline functions with the
// rest of the program.

/// Signs of the dot products of some rows with one packed block of 64 columns, all rounded to integers of 16
/// bits. Dot products must lie within 32 bits; sums in between may wrap around.
struct SignBlock {
    const std::int16_t* rows;         ///< row-major, count x 2 pairs
    std::ptrdiff_t count;             ///< rows
    std::ptrdiff_t pairs;             ///< half the length of a row
    const std::int16_t* panels;       ///< 64 columns in panels of SignKernels::panelWidth, pair by pair
    const std::int32_t* rowSlack;     ///< count, >= 0; 0 only for a row of zeros
    const std::int32_t* columnSlack;  ///< 64, >= 0; see doubts
    std::uint64_t columns;            ///< bit i says that column i is there and not zero
    std::uint64_t* activity;          ///< count words, written: bit i says that the dot product is
                                      ///< above rowSlack + columnSlack_i
    std::uint64_t* doubts;  ///< count words, written: bit i says that neither the dot product nor its
                            ///< negative is above that; never set where row or column is zero
};

/// One instruction set's kernels for signs.
struct SignKernels {
    std::ptrdiff_t panelWidth;  ///< columns per packed panel; divides 64
    /// Returns the number of doubts.
    std::ptrdiff_t (*signs)(const SignBlock&);
    /// Bit j of `columns[i]` becomes bit i of `rows[j]`; `count` <= 64 rows, 64 columns.
    void (*transposeBits)(const std::uint64_t* rows, std::ptrdiff_t count, std::uint64_t* columns);
};

}  // namespace featurescope
