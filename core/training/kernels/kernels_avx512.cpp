#define FEATURESCOPE_KERNELS avx512
#include "core/training/kernels/all_kernels.h"

namespace featurescope {

extern const KernelTable<float> kAvx512FloatKernels;
extern const KernelTable<double> kAvx512DoubleKernels;
extern const RingKernels kAvx512RingKernels;
extern const SignKernels kAvx512SignKernels;
extern const FieldKernels kAvx512FieldKernels;
extern const CertifiedKernels<float> kAvx512FloatCertifiedKernels;
extern const CertifiedKernels<double> kAvx512DoubleCertifiedKernels;
const KernelTable<float> kAvx512FloatKernels = avx512::kKernels<float>;
const KernelTable<double> kAvx512DoubleKernels = avx512::kKernels<double>;
const RingKernels kAvx512RingKernels = avx512::kRingKernels;
const SignKernels kAvx512SignKernels = avx512::kSignKernels;
const FieldKernels kAvx512FieldKernels = avx512::kFieldKernels;
const CertifiedKernels<float> kAvx512FloatCertifiedKernels = avx512::kCertifiedKernels<float>;
const CertifiedKernels<double> kAvx512DoubleCertifiedKernels = avx512::kCertifiedKernels<double>;

}  // namespace featurescope
