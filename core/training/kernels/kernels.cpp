#include "core/training/kernels/kernels.h"

namespace featurescope {

extern const KernelTable<float> kBaselineFloatKernels;
extern const KernelTable<double> kBaselineDoubleKernels;
extern const RingKernels kBaselineRingKernels;
extern const SignKernels kBaselineSignKernels;
extern const FieldKernels kBaselineFieldKernels;
extern const CertifiedKernels<float> kBaselineFloatCertifiedKernels;
extern const CertifiedKernels<double> kBaselineDoubleCertifiedKernels;
#ifdef FEATURESCOPE_X86_KERNELS
extern const KernelTable<float> kAvx2FloatKernels;
extern const KernelTable<double> kAvx2DoubleKernels;
extern const KernelTable<float> kAvx512FloatKernels;
extern const KernelTable<double> kAvx512DoubleKernels;
extern const RingKernels kAvx2RingKernels;
extern const SignKernels kAvx2SignKernels;
extern const FieldKernels kAvx2FieldKernels;
extern const CertifiedKernels<float> kAvx2FloatCertifiedKernels;
extern const CertifiedKernels<double> kAvx2DoubleCertifiedKernels;
extern const RingKernels kAvx512RingKernels;
extern const SignKernels kAvx512SignKernels;
extern const FieldKernels kAvx512FieldKernels;
extern const CertifiedKernels<float> kAvx512FloatCertifiedKernels;
extern const CertifiedKernels<double> kAvx512DoubleCertifiedKernels;
#endif

template <>
const KernelTable<float>& kernelsOf([[maybe_unused]] InstructionSet set) {
#ifdef FEATURESCOPE_X86_KERNELS
    if (set == InstructionSet::avx512) return kAvx512FloatKernels;
    if (set == InstructionSet::avx2) return kAvx2FloatKernels;
#endif
    return kBaselineFloatKernels;
}

template <>
const KernelTable<double>& kernelsOf([[maybe_unused]] InstructionSet set) {
#ifdef FEATURESCOPE_X86_KERNELS
    if (set == InstructionSet::avx512) return kAvx512DoubleKernels;
    if (set == InstructionSet::avx2) return kAvx2DoubleKernels;
#endif
    return kBaselineDoubleKernels;
}

const RingKernels& ringKernelsOf([[maybe_unused]] InstructionSet set) {
#ifdef FEATURESCOPE_X86_KERNELS
    if (set == InstructionSet::avx512) return kAvx512RingKernels;
    if (set == InstructionSet::avx2) return kAvx2RingKernels;
#endif
    return kBaselineRingKernels;
}

const SignKernels& signKernelsOf([[maybe_unused]] InstructionSet set) {
#ifdef FEATURESCOPE_X86_KERNELS
    if (set == InstructionSet::avx512) return kAvx512SignKernels;
    if (set == InstructionSet::avx2) return kAvx2SignKernels;
#endif
    return kBaselineSignKernels;
}

const FieldKernels& fieldKernelsOf([[maybe_unused]] InstructionSet set) {
#ifdef FEATURESCOPE_X86_KERNELS
    if (set == InstructionSet::avx512) return kAvx512FieldKernels;
    if (set == InstructionSet::avx2) return kAvx2FieldKernels;
#endif
    return kBaselineFieldKernels;
}

template <>
const CertifiedKernels<float>& certifiedKernelsOf([[maybe_unused]] InstructionSet set) {
#ifdef FEATURESCOPE_X86_KERNELS
    if (set == InstructionSet::avx512) return kAvx512FloatCertifiedKernels;
    if (set == InstructionSet::avx2) return kAvx2FloatCertifiedKernels;
#endif
    return kBaselineFloatCertifiedKernels;
}

template <>
const CertifiedKernels<double>& certifiedKernelsOf([[maybe_unused]] InstructionSet set) {
#ifdef FEATURESCOPE_X86_KERNELS
    if (set == InstructionSet::avx512) return kAvx512DoubleCertifiedKernels;
    if (set == InstructionSet::avx2) return kAvx2DoubleCertifiedKernels;
#endif
    return kBaselineDoubleCertifiedKernels;
}

}  // namespace featurescope
