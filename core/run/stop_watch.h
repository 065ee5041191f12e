#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/run/stop_rule.h"

namespace featurescope {

/// Follows a stop rule while playing.
class StopWatch {
  public:
    void set(const std::optional<StopRule>& rule) { rule_ = rule; }
    const std::optional<StopRule>& rule() const { return rule_; }
    /// Playing begins; `value` is what the rule's quantity is now.
    void start(double value) { armed_ = rule_ && !holds(value); }
    /// Whether the quantity is to be looked at after this step: see StopRule.
    bool isDue(std::int64_t step) const;
    /// Looks at the quantity; true when playing must pause.
    bool reached(double value);
    /// Why playing paused, as a sentence.
    std::string reason(std::int64_t step) const;

  private:
    bool holds(double value) const { return rule_->isAtMost ? value <= rule_->value : value >= rule_->value; }

    std::optional<StopRule> rule_;
    bool armed_ = false;  ///< the rule has been false since playing began
};

}  // namespace featurescope
