#pragma once

#include <cstddef>

namespace featurescope {

// Kernels of pictures. Like kernel_table.h, this header shares no inline functions with the rest of the
// program.

/// Pixels per row are padded to a multiple of this.
inline constexpr std::ptrdiff_t kPixelUnit = 64;

/// One row of a picture of sum_j a_j E relu(h_j + tau_j z), z ~ N(0, 1), h_j = slope_j x + offset_j: a relu
/// whose corner is rounded to the width tau_j.
struct RoundedRow {
    const float* slopes;         ///< count
    const float* offsets;        ///< count
    const float* widths;         ///< tau_j >= 0, count
    const float* sharpness;      ///< 1 / tau_j, 0 where tau_j is 0, count
    const float* outputWeights;  ///< a_j, count
    std::ptrdiff_t count;        ///< few enough to add up in float
    const float* x;              ///< of the pixel centres, `pixels`
    std::ptrdiff_t pixels;       ///< multiple of kPixelUnit
    double* values;              ///< pixels, added to
};

/// One instruction set's kernels of pictures.
struct FieldKernels {
    void (*roundedRow)(const RoundedRow&);
};

}  // namespace featurescope
