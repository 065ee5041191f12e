#define FEATURESCOPE_KERNELS baseline
#include "core/training/kernels/all_kernels.h"

namespace featurescope {

extern const KernelTable<float> kBaselineFloatKernels;
extern const KernelTable<double> kBaselineDoubleKernels;
const KernelTable<float> kBaselineFloatKernels = baseline::kKernels<float>;
const KernelTable<double> kBaselineDoubleKernels = baseline::kKernels<double>;

}  // namespace featurescope
