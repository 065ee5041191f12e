#include "core/recording/recording_schedule.h"

#include <cassert>
#include <cmath>
#include <optional>

#include "core/base/errors.h"
#include "core/base/field.h"
#include "core/base/number_text.h"

namespace featurescope {

std::int64_t nextLogarithmicStep(std::int64_t step) {
    constexpr std::int64_t kDense = 10;
    constexpr double kPerDecade = 24;  // 20 would fall short between, say, 11 and 110 through rounding
    assert(static_cast<double>(step) <= kLargestExactInteger);
    if (step < kDense) return step + 1;
    // Steps round(10^(k / 24)): from the exponent of `step`, the first k that rounds to a larger step.
    auto k = static_cast<std::int64_t>(std::floor(kPerDecade * std::log10(static_cast<double>(step))));
    std::int64_t next = step;
    while (next <= step) next = std::llround(std::pow(10.0, static_cast<double>(++k) / kPerDecade));
    return next;
}

bool isLogarithmicStep(std::int64_t step) { return step == 0 || nextLogarithmicStep(step - 1) == step; }

RecordingSchedule RecordingSchedule::every(std::int64_t steps) {
    RecordingSchedule schedule;
    schedule.every_ = steps;
    return schedule;
}

RecordingSchedule RecordingSchedule::fromText(const std::string& text, const std::string& name) {
    if (text == "log") return {};
    const std::optional<std::int64_t> steps = parseInteger(text);
    if (!steps || *steps < 1) {
        throw InputError(name + " is \"" + text + "\"; it must be an integer of 1 or more, or \"log\".");
    }
    return every(*steps);
}

std::int64_t RecordingSchedule::next(std::int64_t step) const {
    return every_ > 0 ? step - step % every_ + every_ : nextLogarithmicStep(step);
}

std::string RecordingSchedule::text() const { return every_ > 0 ? numberText(every_) : "log"; }

}  // namespace featurescope
