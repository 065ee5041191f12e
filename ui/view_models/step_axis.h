#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "core/run/snapshot.h"

namespace featurescope::ui {

/// How steps are spread along a time axis.
enum class StepScale {
    linear,
    logarithmic,  ///< log10(step + 1), so that step 0 is on it
};

/// What the user may choose for the time axis of a panel: a scale, or (nothing) the one that suits the length
/// of the run.
using StepScaleChoice = std::optional<StepScale>;

/// The time axis of every panel that has one: steps from 0 to lastStep(), in pixels proportional to
/// position(step).
class StepAxis {
  public:
    StepAxis() = default;
    /// @param lastStep  >= 1
    StepAxis(StepScale scale, double lastStep);

    StepScale scale() const { return scale_; }
    double lastStep() const { return lastStep_; }
    /// Where a step lies, in units of the axis: 0 at step 0, end() at the last step.
    double position(double step) const;
    /// The inverse of position().
    double stepAt(double position) const;
    double end() const { return position(lastStep_); }
    /// Steps worth a label, at most about `most`: equal distances, or 0, 1, 2, 5, 10, … on the logarithmic
    /// scale, whose places are unequally far apart.
    std::vector<double> ticks(int most) const;
    bool operator==(const StepAxis&) const = default;

  private:
    StepScale scale_ = StepScale::linear;
    double lastStep_ = 10;
};

/// Last step of an axis for a run that has come to `step`: grows in nice steps, at least 10, and ends at
/// `planned` unless the run went beyond.
double lastStepShown(double step, double planned);

/// The axis for a run: to the last step that was recorded or is shown, with the chosen scale, or linear up to
/// kLongestLinear steps and logarithmic beyond.
inline constexpr double kLongestLinear = 2000;
StepAxis stepAxisFor(const Snapshot& snapshot, StepScaleChoice choice);

/// Moments marked on every time axis.
struct StepMarks {
    std::int64_t step = 0;                 ///< the one that is shown
    std::optional<std::int64_t> selected;  ///< picked out by the user
    std::optional<double> theorem;         ///< T = 1 + 1 / (4 alpha) of Theorem 1, rounded up as a step is
    std::vector<std::pair<Landmark, std::int64_t>> landmarks;  ///< measured ones and their steps
    bool operator==(const StepMarks&) const = default;
};
StepMarks stepMarksOf(const Snapshot& snapshot, const Selection& selection);

/// The recorded step nearest to `step`; nothing when none is recorded.
std::optional<std::int64_t> nearestRecordedStep(const TimelineView& timeline, const StepAxis& axis,
                                                double step);

/// Names of the choice in a file of settings: "automatic", "linear", "logarithmic".
std::string_view nameOf(StepScaleChoice choice);
/// The choice of this name; `otherwise` for any other text.
StepScaleChoice stepScaleNamed(std::string_view name, StepScaleChoice otherwise);

}  // namespace featurescope::ui
