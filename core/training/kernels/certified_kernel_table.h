#pragma once

#include <cstddef>
#include <cstdint>

namespace featurescope {

// Kernels of the certified engine (see Certificates). Like kernel_table.h, this header shares no inline
// functions with the rest of the program. Rows have `depth` numbers, a multiple of CertifiedKernels::lanes,
// zero beyond d.

/// Groups of neurons: each has a clock per sample. The groups of a class follow each other.
inline constexpr int kGroups = 16;
inline constexpr int kClasses = 4;
inline constexpr int kGroupsPerClass = kGroups / kClasses;
/// Keys of a group are padded to multiples of this.
inline constexpr std::ptrdiff_t kKeyUnit = 16;

/// out_r = <row_r, input>. The order of additions is the same for every count and place of a row.
template <typename Scalar>
struct RowDots {
    const Scalar* input;
    const Scalar* const* rows;
    std::ptrdiff_t count;
    std::ptrdiff_t depth;
    Scalar* out;  ///< count, written
};

/// clock_g += stepSize |<input, direction of the class of g>| + inputNorm drift_g.
template <typename Scalar>
struct ClockAdvance {
    const Scalar* input;
    const Scalar* const* directions;  ///< kClasses rows
    std::ptrdiff_t depth;
    double stepSize;
    double inputNorm;
    const double* drifts;    ///< kGroups
    double* clocks;          ///< kGroups
    const double* earliest;  ///< kGroups
};

/// Finite keys of one group that the clock has reached.
struct KeyScan {
    const float* keys;     ///< count; what counts is |key|
    std::ptrdiff_t count;  ///< multiple of kKeyUnit
    float clock;
    std::uint32_t first;     ///< number of the first key
    std::uint32_t* expired;  ///< written: numbers of the finite keys that are not above the clock
    float* lowest;           ///< written: the smallest of the others
};

/// out = sum of coefficient_r row_r.
template <typename Scalar>
struct RowSum {
    const Scalar* const* rows;
    const Scalar* coefficients;
    std::ptrdiff_t count;
    std::ptrdiff_t depth;
    Scalar* out;  ///< depth, written
};

/// w += scale (shared + own), and sum += outputWeight w.
template <typename Scalar>
struct NeuronUpdate {
    Scalar* weights;
    const Scalar* shared;
    const Scalar* own;  ///< null for 0
    Scalar scale;
    Scalar outputWeight;
    Scalar* weightedSum;
    std::ptrdiff_t depth;
    Scalar* squares;  ///< written: |w|^2 and |own|^2
};

/// One instruction set's kernels.
template <typename Scalar>
struct CertifiedKernels {
    std::ptrdiff_t lanes;
    void (*dots)(const RowDots<Scalar>&);
    /// Returns a mask of the groups whose earliest key the clock has reached.
    std::uint32_t (*advanceClocks)(const ClockAdvance<Scalar>&);
    /// Returns how many have expired.
    std::ptrdiff_t (*scanKeys)(const KeyScan&);
    void (*sumRows)(const RowSum<Scalar>&);
    /// target += coefficient row.
    void (*addRow)(Scalar coefficient, const Scalar* row, std::ptrdiff_t depth, Scalar* target);
    void (*updateNeuron)(const NeuronUpdate<Scalar>&);
};

}  // namespace featurescope
