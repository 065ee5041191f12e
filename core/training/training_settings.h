#pragma once

#include <array>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "core/base/field.h"
#include "core/base/name_table.h"
#include "core/model/loss.h"

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

/// How the step size depends on the step.
enum class StepSchedule { constant, inverseSqrt };

template <>
struct NameTable<StepSchedule> {
    static constexpr std::array kinds{
        NamedKind<StepSchedule>{StepSchedule::constant, "constant", "The step size in force (the paper)."},
        NamedKind<StepSchedule>{
            StepSchedule::inverseSqrt, "inverse-sqrt",
            "The step size in force, divided by sqrt(t + 2) for the step from t to t + 1."},
    };
};

/// What is fitted to the hidden features beside the run.
enum class Readout { none, ridge };

template <>
struct NameTable<Readout> {
    static constexpr std::array kinds{
        NamedKind<Readout>{Readout::none, "none", "Nothing."},
        NamedKind<Readout>{
            Readout::ridge, "ridge",
            "Ridge regression on the hidden features of the readout samples, at every recorded "
            "step. It never changes the run."},
    };
};

/// Settings of full-batch gradient descent.
struct TrainingSettings {
    double stepSize = 0.2;
    std::int64_t steps = 400;
    Precision precision = Precision::single;
    std::vector<StepSizeChange> stepSizeChanges;  ///< strictly increasing steps
    Loss loss = Loss::logistic;
    StepSchedule stepSchedule = StepSchedule::constant;
    double reconstruction = 0;
    Readout readout = Readout::none;
    double readoutRidge = 1;

    bool operator==(const TrainingSettings&) const = default;
};

/// The step size in force at `step`: what the schedule divides.
double stepSizeInForce(const TrainingSettings& training, std::int64_t step);
/// Step size alpha used by the step from `step` to `step + 1`.
double stepSizeAt(const TrainingSettings& training, std::int64_t step);
/// Puts this step size in force from `step` on; later changes are dropped.
void changeStepSizeFrom(TrainingSettings& training, std::int64_t step, double stepSize);

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
                .label = "Train for",
                .symbol = "",
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
    visit(Field{.key = "step_schedule",
                .label = "Step schedule",
                .symbol = "",
                .help = "How the step size depends on the step.",
                .optional = true},
          s.stepSchedule);
    visit(Field{.key = "loss",
                .label = "Loss",
                .symbol = "ℓ",
                .help = "What gradient descent lowers: the mean of this over the training samples.",
                .optional = true},
          s.loss);
    visit(
        Field{.key = "reconstruction",
              .label = "Reconstruction",
              .symbol = "λ",
              .help =
                  "Weight of the penalty for features that the output cannot rebuild; only where the second "
                  "layer alone is trained.",
              .minimum = 0,
              .sliderLow = 0,
              .sliderHigh = 10,
              .optional = true},
        s.reconstruction);
    visit(Field{.key = "readout",
                .label = "Readout",
                .symbol = "",
                .help = "What is fitted to the hidden features and measured; it never changes the run.",
                .optional = true},
          s.readout);
    visit(Field{.key = "readout_ridge",
                .label = "Readout ridge",
                .symbol = "",
                .help = "Weight of the squared norm of the readout.",
                .minimum = 0,
                .aboveMinimum = true,
                .sliderLow = 1e-4,
                .sliderHigh = 100,
                .logarithmic = true,
                .optional = true,
                .inEffect = s.readout == Readout::ridge,
                .inEffectWith = "training.readout \"ridge\""},
          s.readoutRidge);
}

}  // namespace featurescope
