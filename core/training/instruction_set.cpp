#include "core/training/instruction_set.h"

#include <string>

#include "core/base/errors.h"

namespace featurescope {

bool isSupported(InstructionSet set) {
    if (set != InstructionSet::avx2) return true;
#ifdef FEATURESCOPE_AVX2_KERNELS
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
    return false;
#endif
}

InstructionSet chosenInstructionSet(InstructionSet asked) {
    if (asked == InstructionSet::automatic) {
        return isSupported(InstructionSet::avx2) ? InstructionSet::avx2 : InstructionSet::baseline;
    }
    if (!isSupported(asked)) {
        throw InputError("The instruction set \"" + std::string(nameOf(asked)) +
                         "\" is not available on this machine; \"auto\" uses the fastest that is.");
    }
    return asked;
}

}  // namespace featurescope
