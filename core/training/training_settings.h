#pragma once

#include <array>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "core/base/field.h"
#include "core/base/name_table.h"

namespace featurescope {

/// Number type of data, weights and arithmetic.
enum class Precision { single, dbl };

template <>
struct NameTable<Precision> {
    static constexpr std::array kinds{
        NamedKind<Precision>{Precision::single, "float", "32 bits per number."},
        NamedKind<Precision>{Precision::dbl, "double", "64 bits per number."},
    };
};

/// From step `step` on, the step size is `stepSize`.
struct StepSizeChange {
    std::int64_t step = 0;
    double stepSize = 0;
    bool operator==(const StepSizeChange&) const = default;
};

/// Settings of full-batch gradient descent on W.
struct TrainingSettings {
    double stepSize = 0.2;
    std::int64_t steps = 400;
    Precision precision = Precision::single;
    std::vector<StepSizeChange> stepSizeChanges;  ///< strictly increasing steps

    bool operator==(const TrainingSettings&) const = default;
};

/// Step size alpha used by the step from `step` to `step + 1`.
inline double stepSizeAt(const TrainingSettings& training, std::int64_t step) {
    double stepSize = training.stepSize;
    for (const StepSizeChange& change : training.stepSizeChanges) {
        if (change.step <= step) stepSize = change.stepSize;
    }
    return stepSize;
}

/// Uses this step size from `step` on; later changes are dropped.
inline void changeStepSizeFrom(TrainingSettings& training, std::int64_t step, double stepSize) {
    std::vector<StepSizeChange>& changes = training.stepSizeChanges;
    const bool isLast = changes.empty() || changes.back().step <= step;
    if (isLast && stepSizeAt(training, step) == stepSize) return;
    std::erase_if(changes, [step](const StepSizeChange& change) { return change.step >= step; });
    if (stepSizeAt(training, step) == stepSize) return;
    if (step == 0) {
        training.stepSize = stepSize;
    } else {
        changes.push_back({step, stepSize});
    }
}

/// The list of settings, in the order files and the form show them.
template <typename Settings, typename Visitor>
void visitFields(Settings& s,
                 Visitor&& visit) requires std::is_same_v<std::remove_const_t<Settings>, TrainingSettings> {
    visit(Field{.key = "step_size",
                .label = "Step size",
                .symbol = "α",
                .help = "Step size of gradient descent.",
                .minimum = 0,
                .sliderLow = 1e-3,
                .sliderHigh = 10,
                .logarithmic = true,
                .effect = ChangeEffect::appliesAtOnce},
          s.stepSize);
    visit(Field{.key = "steps",
                .label = "Steps",
                .symbol = "T",
                .help = "Number of gradient steps after which training pauses.",
                .minimum = 0,
                .maximum = kLargestExactInteger,
                .sliderLow = 1,
                .sliderHigh = 100000,
                .logarithmic = true,
                .effect = ChangeEffect::appliesAtOnce},
          s.steps);
    visit(Field{.key = "precision",
                .label = "Precision",
                .symbol = "",
                .help = "Number type of data, weights and arithmetic."},
          s.precision);
    visit(Field{.key = "step_size_changes",
                .label = "Step size changes",
                .symbol = "",
                .help = "List of [step, step size]: the step from k to k + 1 uses the last entry whose step "
                        "is at most k.",
                .optional = true,
                .effect = ChangeEffect::appliesAtOnce},
          s.stepSizeChanges);
}

}  // namespace featurescope
