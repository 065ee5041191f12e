// The whole set of kernels for the instruction set this source is compiled for. Included only by the kernels.
#pragma once

#include "core/training/kernels/activation_kernels.h"
#include "core/training/kernels/certified_kernels.h"
#include "core/training/kernels/field_kernels.h"
#include "core/training/kernels/low_dimension_kernels.h"
#include "core/training/kernels/product_kernels.h"
#include "core/training/kernels/ring_kernels.h"
#include "core/training/kernels/sign_kernels.h"
#include "core/training/kernels/table_kernels.h"

namespace featurescope::FEATURESCOPE_KERNELS {

template <typename Scalar, typename... Losses>
constexpr KernelTable<Scalar> kernelsFor(LossList<Losses...>) {
    return {kLanes<Scalar>,
            kPanelWidth<Scalar>,
            FEATURESCOPE_MOST_GROUP_BITS,
            forward<Scalar>,
            settleSigns<Scalar>,
            product<Scalar>,
            activate<Scalar>,
            tableSum<Scalar>,
            tableDots<Scalar>,
            slabUpdate<Scalar>,
            panelUpdate<Scalar>,
            lowDimensionForward<Scalar>,
            lowDimensionBackward<Scalar>,
            {sumOutputs<Scalar, Losses>...},
            {Losses::couplesSamples ? shareOut<Scalar, Losses> : nullptr...}};
}

template <typename Scalar>
inline constexpr KernelTable<Scalar> kKernels = kernelsFor<Scalar>(AllLosses{});

template <typename... Losses>
constexpr RingKernels ringKernelsFor(LossList<Losses...>) {
    return {arcsInDoubt, addJumps, sumLanes, {walk<Losses>...}, moveNeurons};
}

inline constexpr RingKernels kRingKernels = ringKernelsFor(AllLosses{});

inline constexpr SignKernels kSignKernels{kSignPanelWidth, signsOf, transposeBits};

inline constexpr FieldKernels kFieldKernels{roundedRow};

template <typename Scalar>
inline constexpr CertifiedKernels<Scalar> kCertifiedKernels{
    kLanes<Scalar>,  dots<Scalar>,   advanceClocks<Scalar>, scanKeys,
    sumRows<Scalar>, addRow<Scalar>, updateNeuron<Scalar>};

}  // namespace featurescope::FEATURESCOPE_KERNELS
