#pragma once

#include "core/training/instruction_set.h"
#include "core/training/kernels/kernel_table.h"

namespace featurescope {

/// The kernels of an instruction set that is supported and not automatic.
template <typename Scalar>
const KernelTable<Scalar>& kernelsOf(InstructionSet set);

template <>
const KernelTable<float>& kernelsOf(InstructionSet set);
template <>
const KernelTable<double>& kernelsOf(InstructionSet set);

}  // namespace featurescope
