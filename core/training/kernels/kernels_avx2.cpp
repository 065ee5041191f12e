#define FEATURESCOPE_KERNELS avx2
#include "core/training/kernels/all_kernels.h"

namespace featurescope {

extern const KernelTable<float> kAvx2FloatKernels;
extern const KernelTable<double> kAvx2DoubleKernels;
extern const RingKernels kAvx2RingKernels;
extern const SignKernels kAvx2SignKernels;
extern const FieldKernels kAvx2FieldKernels;
extern const CertifiedKernels<float> kAvx2FloatCertifiedKernels;
extern const CertifiedKernels<double> kAvx2DoubleCertifiedKernels;
const KernelTable<float> kAvx2FloatKernels = avx2::kKernels<float>;
const KernelTable<double> kAvx2DoubleKernels = avx2::kKernels<double>;
const RingKernels kAvx2RingKernels = avx2::kRingKernels;
const SignKernels kAvx2SignKernels = avx2::kSignKernels;
const FieldKernels kAvx2FieldKernels = avx2::kFieldKernels;
const CertifiedKernels<float> kAvx2FloatCertifiedKernels = avx2::kCertifiedKernels<float>;
const CertifiedKernels<double> kAvx2DoubleCertifiedKernels = avx2::kCertifiedKernels<double>;

}  // namespace featurescope
