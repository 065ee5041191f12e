#include "core/training/kernels/kernels.h"

namespace featurescope {

extern const KernelTable<float> kBaselineFloatKernels;
extern const KernelTable<double> kBaselineDoubleKernels;
#ifdef FEATURESCOPE_AVX2_KERNELS
extern const KernelTable<float> kAvx2FloatKernels;
extern const KernelTable<double> kAvx2DoubleKernels;
#endif

template <>
const KernelTable<float>& kernelsOf(InstructionSet set) {
#ifdef FEATURESCOPE_AVX2_KERNELS
    if (set == InstructionSet::avx2) return kAvx2FloatKernels;
#endif
    return kBaselineFloatKernels;
}

template <>
const KernelTable<double>& kernelsOf(InstructionSet set) {
#ifdef FEATURESCOPE_AVX2_KERNELS
    if (set == InstructionSet::avx2) return kAvx2DoubleKernels;
#endif
    return kBaselineDoubleKernels;
}

}  // namespace featurescope
