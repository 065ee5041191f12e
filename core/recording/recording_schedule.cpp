#include "core/recording/recording_schedule.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <optional>

#include "core/base/errors.h"
#include "core/base/field.h"
#include "core/base/number_text.h"

namespace featurescope {
namespace {

/// As a distance between recorded steps: no run gets there.
constexpr auto kNoStepBetween = static_cast<std::int64_t>(kLargestExactInteger);

}  // namespace

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

RecordingSchedule RecordingSchedule::endsOnly() { return every(kNoStepBetween); }

bool RecordingSchedule::isEndsOnly() const { return every_ == kNoStepBetween && single_.empty(); }

RecordingSchedule RecordingSchedule::fromText(const std::string& text, const std::string& name) {
    const auto integer = [&](const std::string& part, std::int64_t least) {
        const std::optional<std::int64_t> value = parseInteger(part);
        if (value && *value >= least) return *value;
        throw InputError(name + " is \"" + text +
                         "\"; it must be an integer of 1 or more, \"log\" or \"last\", and single steps may "
                         "follow after commas.");
    };
    const std::size_t comma = text.find(',');
    const std::string kind = text.substr(0, comma);
    const RecordingSchedule schedule = kind == "log"    ? RecordingSchedule{}
                                       : kind == "last" ? endsOnly()
                                                        : every(integer(kind, 1));
    std::vector<std::int64_t> steps;
    for (std::size_t start = comma; start != std::string::npos;) {
        const std::size_t end = text.find(',', start + 1);
        steps.push_back(integer(text.substr(start + 1, end == std::string::npos ? end : end - start - 1), 0));
        start = end;
    }
    return schedule.with(steps);
}

RecordingSchedule RecordingSchedule::with(const std::vector<std::int64_t>& steps) const {
    RecordingSchedule schedule = *this;
    std::vector<std::int64_t>& single = schedule.single_;
    single.insert(single.end(), steps.begin(), steps.end());
    std::sort(single.begin(), single.end());
    single.erase(std::unique(single.begin(), single.end()), single.end());
    return schedule;
}

std::int64_t RecordingSchedule::next(std::int64_t step) const {
    const std::int64_t regular = every_ > 0 ? step - step % every_ + every_ : nextLogarithmicStep(step);
    const auto single = std::upper_bound(single_.begin(), single_.end(), step);
    return single == single_.end() ? regular : std::min(regular, *single);
}

std::string RecordingSchedule::text() const {
    std::string text = every_ == 0 ? "log" : every_ == kNoStepBetween ? "last" : numberText(every_);
    for (const std::int64_t step : single_) text += "," + numberText(step);
    return text;
}

}  // namespace featurescope
