#pragma once

#include <cstdint>
#include <type_traits>

#include "core/base/field.h"

namespace featurescope {

/// Seeds of the four independent random streams; changing one changes only that part.
struct Seeds {
    std::int64_t data = 1;
    std::int64_t labels = 1;
    std::int64_t weights = 1;
    std::int64_t test = 1;

    bool operator==(const Seeds&) const = default;
};

/// The list of settings, in the order files and the form show them.
template <typename Settings, typename Visitor>
void visitFields(Settings& s, Visitor&& visit) requires std::is_same_v<std::remove_const_t<Settings>, Seeds> {
    const auto seed = [](std::string_view key, std::string_view label, std::string_view help) {
        return Field{.key = key,
                     .label = label,
                     .symbol = "",
                     .help = help,
                     .minimum = 0,
                     .maximum = kLargestExactInteger};
    };
    visit(seed("data", "Data seed", "Seed of the training inputs."), s.data);
    visit(seed("labels", "Label seed", "Seed of the flipped training labels."), s.labels);
    visit(seed("weights", "Weight seed", "Seed of the first-layer weights at step 0."), s.weights);
    visit(seed("test", "Test seed", "Seed of the test samples and their flipped labels."), s.test);
}

}  // namespace featurescope
