#pragma once

#include <gtest/gtest.h>

#include <vector>

#include "core/training/instruction_set.h"

namespace featurescope {

/// The instruction sets that this machine has.
inline std::vector<InstructionSet> supportedSets() {
    std::vector<InstructionSet> sets;
    for (const auto& row : NameTable<InstructionSet>::kinds) {
        if (row.kind != InstructionSet::automatic && isSupported(row.kind)) sets.push_back(row.kind);
    }
    return sets;
}

/// Runs check(set) for each of them, and names it in failures.
template <typename Check>
void forEveryInstructionSet(const Check& check) {
    for (const InstructionSet set : supportedSets()) {
        SCOPED_TRACE(nameOf(set));
        check(set);
    }
}

}  // namespace featurescope
