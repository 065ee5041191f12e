#pragma once

#include "core/training/instruction_set.h"
#include "core/training/kernels/certified_kernel_table.h"
#include "core/training/kernels/field_kernel_table.h"
#include "core/training/kernels/kernel_table.h"
#include "core/training/kernels/ring_kernel_table.h"
#include "core/training/kernels/sign_kernel_table.h"

namespace featurescope {

/// The kernels of an instruction set that is supported and not automatic.
template <typename Scalar>
const KernelTable<Scalar>& kernelsOf(InstructionSet set);

template <>
const KernelTable<float>& kernelsOf(InstructionSet set);
template <>
const KernelTable<double>& kernelsOf(InstructionSet set);

/// The kernels of the planar learner for such an instruction set.
const RingKernels& ringKernelsOf(InstructionSet set);

/// The kernels for signs by integers for such an instruction set.
const SignKernels& signKernelsOf(InstructionSet set);

/// The kernels of pictures for such an instruction set.
const FieldKernels& fieldKernelsOf(InstructionSet set);

/// The kernels of the certified engine for such an instruction set.
template <typename Scalar>
const CertifiedKernels<Scalar>& certifiedKernelsOf(InstructionSet set);

template <>
const CertifiedKernels<float>& certifiedKernelsOf(InstructionSet set);
template <>
const CertifiedKernels<double>& certifiedKernelsOf(InstructionSet set);

}  // namespace featurescope
