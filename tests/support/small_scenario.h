#pragma once

#include <algorithm>
#include <type_traits>

#include "core/spec/sections.h"
#include "core/spec/spec_validation.h"

namespace featurescope::test {

/// A scenario with all its texts, in a size whose steps take microseconds; as it is where that would not be
/// allowed.
inline ExperimentSpec smallVersionOf(const ExperimentSpec& spec) {
    ExperimentSpec result = spec;
    visitSections(result, [](std::string_view, auto& settings) {
        visitFields(settings, [](const Field& field, auto& value) {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, std::int64_t>) {
                if (field.key == "dimension") value = std::min<std::int64_t>(value, 20);
                if (field.key == "train_samples" || field.key == "test_samples")
                    value = std::min<std::int64_t>(value, 120);
                if (field.key == "neurons") value = std::min<std::int64_t>(value, 24);
                if (field.key == "steps") value = std::min<std::int64_t>(value, 400);
            }
        });
    });
    return validate(result).empty() ? result : spec;
}

}  // namespace featurescope::test
