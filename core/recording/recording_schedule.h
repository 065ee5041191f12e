#pragma once

#include <cstdint>
#include <optional>

namespace featurescope {

/// Which steps are recorded. Step 0 always is; the caller also records the last step.
class RecordingSchedule {
  public:
    /// Steps 0, 1, 2, ... 10, then 24 per decade at nearly equal ratios.
    static RecordingSchedule logarithmic() { return RecordingSchedule(std::nullopt); }
    /// Every multiple of `steps`, which is at least 1.
    static RecordingSchedule every(std::int64_t steps) { return RecordingSchedule(steps); }

    /// The first recorded step after `step`.
    std::int64_t after(std::int64_t step) const;

  private:
    explicit RecordingSchedule(std::optional<std::int64_t> every) : every_(every) {}

    std::optional<std::int64_t> every_;
};

}  // namespace featurescope
