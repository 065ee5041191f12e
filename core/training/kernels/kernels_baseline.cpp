#define FEATURESCOPE_KERNELS baseline
#include "core/training/kernels/all_kernels.h"

namespace featurescope {

extern const KernelTable<float> kBaselineFloatKernels;
extern const KernelTable<double> kBaselineDoubleKernels;
extern const RingKernels kBaselineRingKernels;
extern const SignKernels kBaselineSignKernels;
extern const FieldKernels kBaselineFieldKernels;
extern const CertifiedKernels<float> kBaselineFloatCertifiedKernels;
extern const CertifiedKernels<double> kBaselineDoubleCertifiedKernels;
const KernelTable<float> kBaselineFloatKernels = baseline::kKernels<float>;
const KernelTable<double> kBaselineDoubleKernels = baseline::kKernels<double>;
const RingKernels kBaselineRingKernels = baseline::kRingKernels;
const SignKernels kBaselineSignKernels = baseline::kSignKernels;
const FieldKernels kBaselineFieldKernels = baseline::kFieldKernels;
const CertifiedKernels<float> kBaselineFloatCertifiedKernels = baseline::kCertifiedKernels<float>;
const CertifiedKernels<double> kBaselineDoubleCertifiedKernels = baseline::kCertifiedKernels<double>;

}  // namespace featurescope
