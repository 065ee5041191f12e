#pragma once

#include <limits>
#include <string_view>

namespace featurescope {

/// What a running experiment does when a setting changes.
enum class ChangeEffect {
    restarts,       ///< a new start at step 0 with the same seeds
    appliesAtOnce,  ///< from the next step on
    none,           ///< the trained network does not depend on it
};

/// One setting as people meet it: in files, on the command line, in the form of the window.
/// Each settings struct lists its fields in a `visitFields(settings, visitor)` right below it; JSON, `--set`,
/// validation and the form all follow from that list.
struct Field {
    std::string_view key;       ///< as in files, "train_samples"
    std::string_view label;     ///< "Training samples"
    std::string_view symbol;    ///< "n", or empty when the paper has none
    std::string_view help;      ///< one sentence
    double minimum = 0;         ///< smallest allowed value (numbers only)
    bool aboveMinimum = false;  ///< the minimum itself is not allowed (real numbers only)
    double maximum = std::numeric_limits<double>::max();  ///< largest allowed value (numbers only)
    double sliderLow = 0;      ///< range of the slider in the form; the box beside it takes the whole range
    double sliderHigh = 1;     ///< see sliderLow
    bool logarithmic = false;  ///< the slider moves by ratios
    bool optional = false;     ///< files may leave it out; it then has its default
    ChangeEffect effect = ChangeEffect::restarts;  ///< see ChangeEffect
    bool inEffect = true;  ///< false: the other settings leave it without effect; it must be at its default
    std::string_view inEffectWith{};  ///< what gives it an effect: `network.start "symmetric"`
};

/// Largest integer that every JSON reader keeps exactly; the limit of counts and seeds.
inline constexpr double kLargestExactInteger = 9007199254740991.0;

}  // namespace featurescope
