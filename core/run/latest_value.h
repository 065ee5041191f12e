#pragma once

#include <atomic>
#include <memory>

namespace featurescope {

/// Mailbox for one writer and one reader that keeps only the newest value; neither side ever waits.
template <typename Value>
class LatestValue {
  public:
    /// Writer: true when the reader has taken the last value and wants a new one.
    bool wanted() const { return wanted_.load(std::memory_order_acquire); }
    /// Writer: replaces whatever lies in the box.
    void publish(std::shared_ptr<const Value> value) {
        wanted_.store(false, std::memory_order_release);
        box_.exchange(std::move(value));
    }
    /// Reader: the newest value, or null when there is none since the last call.
    std::shared_ptr<const Value> take() {
        auto value = box_.exchange(nullptr);
        if (value) wanted_.store(true, std::memory_order_release);
        return value;
    }

  private:
    // Only exchange is used: the thread sanitizer reports libstdc++ 12's load of an atomic shared_ptr.
    std::atomic<std::shared_ptr<const Value>> box_;
    std::atomic<bool> wanted_{true};
};

}  // namespace featurescope
