#pragma once

#include <array>

#include "core/base/name_table.h"

namespace featurescope {

/// Which copy of the hot loops runs. Results are bit-identical within one instruction set; between two of
/// them they differ in the last bits, because only some can multiply and add with one rounding.
enum class InstructionSet { automatic, baseline, avx2, avx512 };

template <>
struct NameTable<InstructionSet> {
    static constexpr std::array kinds{
        NamedKind<InstructionSet>{InstructionSet::automatic, "auto", "The fastest that this processor has."},
        NamedKind<InstructionSet>{InstructionSet::baseline, "baseline", "Runs on every processor."},
        NamedKind<InstructionSet>{InstructionSet::avx2, "avx2", "x86-64 with AVX2 and FMA."},
        NamedKind<InstructionSet>{InstructionSet::avx512, "avx512", "x86-64 with AVX-512 F, BW, DQ and VL."},
    };
};

/// Whether this program and this processor have it.
bool isSupported(InstructionSet set);

/// The instruction set to use, never automatic. Throws InputError when `asked` is not supported.
InstructionSet chosenInstructionSet(InstructionSet asked);

}  // namespace featurescope
