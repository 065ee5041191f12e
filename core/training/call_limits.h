#pragma once

#include <algorithm>
#include <cstddef>

#include "core/training/kernels/kernel_table.h"

namespace featurescope {

/// Multiply-adds of one kernel call: a few milliseconds on a slow core, so that a stop is noticed in time.
inline constexpr std::ptrdiff_t kWorkPerCall = std::ptrdiff_t{1} << 25;

/// Neurons one kernel call takes through a block of 64 samples, a multiple of kRowUnit. Depends on d alone.
inline std::ptrdiff_t rowsPerCall(std::ptrdiff_t depth) {
    return std::max<std::ptrdiff_t>(1, kWorkPerCall / (kBlockSize * kRowUnit * depth)) * kRowUnit;
}

}  // namespace featurescope
