#pragma once

#include <string>
#include <vector>

#include "core/spec/experiment_spec.h"

namespace featurescope {

/// One thing wrong with a spec. `key` is the dotted path ("training.step_size"), `message` a whole sentence
/// that contains the key, the value and what is allowed.
struct Problem {
    std::string key;
    std::string message;
};

/// Everything wrong with the values of a spec (ranges, finiteness, combinations); empty when it is fine.
/// Does not look at memory; see core/run/memory_need.h.
std::vector<Problem> validate(const ExperimentSpec& spec);

/// Throws InputError with all messages, one a line, when validate() finds any.
void requireValid(const ExperimentSpec& spec);

}  // namespace featurescope
