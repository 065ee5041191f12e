#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace featurescope {

/// First recorded step after `step` on the logarithmic schedule: 0, 1, 2, ..., 10, then at least 20 a decade.
/// @param step  at most kLargestExactInteger
std::int64_t nextLogarithmicStep(std::int64_t step);
/// Whether this step is on the logarithmic schedule.
bool isLogarithmicStep(std::int64_t step);

/// Which steps of a run are recorded, beside the last one. Step 0 always is.
class RecordingSchedule {
  public:
    /// Ever sparser: nextLogarithmicStep.
    RecordingSchedule() = default;
    /// Every so many steps, >= 1.
    static RecordingSchedule every(std::int64_t steps);
    /// Nothing but the first and the last step.
    static RecordingSchedule endsOnly();
    /// The schedule of this text, as text() gives it; InputError, which begins with `name`, when there is
    /// none.
    static RecordingSchedule fromText(const std::string& text, const std::string& name);

    /// This schedule with single steps more, in any order.
    RecordingSchedule with(const std::vector<std::int64_t>& steps) const;
    /// The single steps, in order.
    const std::vector<std::int64_t>& singleSteps() const { return single_; }
    bool isEndsOnly() const;

    /// First recorded step after `step`.
    std::int64_t next(std::int64_t step) const;
    bool contains(std::int64_t step) const { return step == 0 || next(step - 1) == step; }
    /// "log", "last" or the number of steps, followed by the single steps: "log,50,200".
    std::string text() const;
    bool operator==(const RecordingSchedule&) const = default;

  private:
    std::int64_t every_ = 0;  ///< 0: logarithmic
    std::vector<std::int64_t> single_;
};

}  // namespace featurescope
