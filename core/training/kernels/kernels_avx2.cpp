#define FEATURESCOPE_KERNELS avx2
#include "core/training/kernels/all_kernels.h"

namespace featurescope {

extern const KernelTable<float> kAvx2FloatKernels;
extern const KernelTable<double> kAvx2DoubleKernels;
const KernelTable<float> kAvx2FloatKernels = avx2::kKernels<float>;
const KernelTable<double> kAvx2DoubleKernels = avx2::kKernels<double>;

}  // namespace featurescope
