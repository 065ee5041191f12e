#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/spec/experiment_spec.h"

namespace featurescope {

/// What made a picture: enough to make it again. It never holds a path, a host or a user name.
struct Recipe {
    ExperimentSpec spec{};         ///< with the step size changes made up to `step`
    std::int64_t step = 0;         ///< >= 0
    std::string view{};            ///< what was shown, a JSON value the window understands; empty for none
    std::string engine{};          ///< as LearnerInfo; empty when unknown
    std::string instructionSet{};  ///< as LearnerInfo; empty when unknown
    std::string programVersion{};  ///< "0.1.0"; empty when unknown
    std::string weightsSha256{};   ///< of W at `step`; empty when unknown
    std::string outputWeightsSha256{};  ///< of a at `step`; empty when unknown or not trained

    bool operator==(const Recipe&) const = default;
};

/// The recipe as one line of JSON in plain ASCII, so that no file format's text encoding can harm it.
/// InputError when `view` is not JSON.
std::string recipeToJson(const Recipe& recipe);

/// Reads what recipeToJson wrote, and the bare spec that the first versions of the program left in their
/// pictures (then at step 0). Throws InputError starting with `name`; a newer format is refused with a
/// sentence.
Recipe recipeFromJson(std::string_view text, const std::string& name);

}  // namespace featurescope
