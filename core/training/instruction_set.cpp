#include "core/training/instruction_set.h"

#include <string>

#include "core/base/errors.h"

namespace featurescope {

bool isSupported(InstructionSet set) {
#ifdef FEATURESCOPE_X86_KERNELS
    const bool hasAvx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    if (set == InstructionSet::avx2) return hasAvx2;
    if (set == InstructionSet::avx512) {
        return hasAvx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    }
    return true;
#else
    return set == InstructionSet::automatic || set == InstructionSet::baseline;
#endif
}

InstructionSet chosenInstructionSet(InstructionSet asked) {
    if (asked == InstructionSet::automatic) {
        if (isSupported(InstructionSet::avx512)) return InstructionSet::avx512;
        return isSupported(InstructionSet::avx2) ? InstructionSet::avx2 : InstructionSet::baseline;
    }
    if (!isSupported(asked)) {
        throw InputError("The instruction set \"" + std::string(nameOf(asked)) +
                         "\" is not available on this machine; \"auto\" uses the fastest that is.");
    }
    return asked;
}

}  // namespace featurescope
