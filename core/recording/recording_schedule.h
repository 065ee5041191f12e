#pragma once

#include <cstdint>
#include <string>

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
    /// The schedule of this text, as text() gives it; InputError, which begins with `name`, when there is
    /// none.
    static RecordingSchedule fromText(const std::string& text, const std::string& name);

    /// First recorded step after `step`.
    std::int64_t next(std::int64_t step) const;
    bool contains(std::int64_t step) const { return step == 0 || next(step - 1) == step; }
    /// "log", or the number of steps.
    std::string text() const;
    bool operator==(const RecordingSchedule&) const = default;

  private:
    std::int64_t every_ = 0;  ///< 0: logarithmic
};

}  // namespace featurescope
