#include "core/run/stop_watch.h"

#include <bit>

#include "core/base/number_text.h"

namespace featurescope {

bool StopWatch::isDue(std::int64_t step) const {
    if (!rule_) return false;
    if (rule_->quantity == StopQuantity::step || rule_->quantity == StopQuantity::seconds) return true;
    constexpr std::int64_t kEverySoMany = 200;  // half a percent
    if (step <= kEverySoMany) return true;
    // A power of two, so that the steps looked at do not depend on where playing began.
    const auto stride =
        static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(step / kEverySoMany)));
    return step % stride == 0;
}

bool StopWatch::reached(double value) {
    if (!rule_) return false;
    if (!holds(value)) {
        armed_ = true;
        return false;
    }
    return armed_;
}

std::string StopWatch::reason(std::int64_t step) const {
    return "Paused at step " + numberText(step) + ": " + std::string(nameOf(rule_->quantity)) +
           (rule_->isAtMost ? " is at most " : " is at least ") + numberText(rule_->value) + ".";
}

}  // namespace featurescope
