#pragma once

#include <atomic>
#include <stop_token>
#include <thread>

namespace featurescope {

/// Turns SIGINT (Ctrl-C) and SIGTERM into a stop request; a second one ends the program at once. Make it
/// before any other thread, since threads inherit which signals they leave to this one.
class InterruptWatch {
  public:
    InterruptWatch();
    ~InterruptWatch();
    InterruptWatch(const InterruptWatch&) = delete;
    InterruptWatch& operator=(const InterruptWatch&) = delete;

    /// Stop is requested once a signal has arrived.
    std::stop_token token() const { return interrupt_.get_token(); }

  private:
    void watch();

    std::stop_source interrupt_;
    std::atomic<bool> isOver_{false};
    std::thread watcher_;
};

}  // namespace featurescope
