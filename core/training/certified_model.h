#pragma once

#include <algorithm>
#include <array>

#include "core/model/piecewise.h"
#include "core/training/aligned_vector.h"
#include "core/training/padded_inputs.h"

namespace featurescope {

/// The weights in the order of their groups, and what the chunks of samples read of them. Rows are padded to
/// whole vectors.
///
/// With s_g(i) the majority of the bits of group g on sample i, the code of i is the set of groups active on
/// it by majority. A pair whose bit is not that of the majority deviates, with sign +1 where it is active and
/// -1 where it is not. For phi(z) = p z + q max(0, z),
///
///   f_i = <x_i, q sum_{g in code} u_g + p sum_g u_g> + q sum_{j deviates} sign a_j z_ij,  u_g = sum a_j w_j,
///   dw_j = -stepSize a_j (V_g + E_j),   V_g = q sum_{i: g in code} g_i x_i + p sum_i g_i x_i,
///   E_j = q sum_{i deviates} sign g_i x_i.
///
/// A neuron that is active nowhere takes p sum_i g_i x_i for V_g + E_j: what rounding leaves of two sums that
/// cancel would wake a neuron whose weights are all 0.
template <typename Scalar>
struct CertifiedModel {
    CertifiedModel(const GroupLayout& groups, const PaddedInputs<Scalar>& samples,
                   const Piecewise& activation, const WeightMatrix<Scalar>& start, const Vector<Scalar>& a)
        : kernels(&samples.kernels()),
          layout(&groups),
          depth(samples.depth()),
          inputs(samples.row(0)),
          linear(static_cast<Scalar>(activation.linear)),
          hinge(static_cast<Scalar>(activation.hinge)),
          weights(static_cast<std::size_t>(groups.neurons() * depth)),
          outputWeights(static_cast<std::size_t>(groups.neurons())),
          groupSums(static_cast<std::size_t>(kGroups * depth)),
          wholeSum(static_cast<std::size_t>(depth)),
          directions(static_cast<std::size_t>((kGroups + 1) * depth)) {
        for (std::ptrdiff_t j = 0; j < groups.neurons(); ++j) {
            const std::ptrdiff_t outside = groups.outside(j);
            std::copy_n(start.data() + outside * start.cols(), start.cols(), weight(j));
            outputWeights[static_cast<std::size_t>(j)] = a[outside];
        }
        for (int c = 0; c < kClasses; ++c)
            classDirections[static_cast<std::size_t>(c)] = direction(layout->leaderOf(c));
    }
    CertifiedModel(const CertifiedModel&) = delete;
    CertifiedModel& operator=(const CertifiedModel&) = delete;

    const Scalar* input(std::ptrdiff_t sample) const { return inputs + sample * depth; }
    Scalar* weight(std::ptrdiff_t place) { return weights.data() + place * depth; }
    const Scalar* weight(std::ptrdiff_t place) const { return weights.data() + place * depth; }
    Scalar outputWeight(std::ptrdiff_t place) const { return outputWeights[static_cast<std::size_t>(place)]; }
    Scalar* groupSum(int group) { return groupSums.data() + group * depth; }
    const Scalar* groupSum(int group) const { return groupSums.data() + group * depth; }
    /// @param group  kGroups stands for a group that is active nowhere
    Scalar* direction(int group) { return directions.data() + group * depth; }

    const CertifiedKernels<Scalar>* kernels;
    const GroupLayout* layout;
    std::ptrdiff_t depth;  ///< d rounded up to whole vectors
    const Scalar* inputs;
    Scalar linear, hinge;  ///< p and q
    AlignedVector<Scalar> weights;
    AlignedVector<Scalar> outputWeights;  ///< a_j
    AlignedVector<Scalar> groupSums;      ///< u_g
    AlignedVector<Scalar> wholeSum;       ///< sum of the u_g, where p is not 0
    AlignedVector<Scalar> directions;     ///< V_g of the last step, 0 before the first
    std::array<const Scalar*, kClasses> classDirections;
    std::array<double, kGroups> drifts{};  ///< of the last step, see Certificates
    double lastStepSize = 0;
};

}  // namespace featurescope
