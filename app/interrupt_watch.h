#pragma once

#include <atomic>
#include <stop_token>
#include <thread>

namespace featurescope {

/// Turns the signals that ask a program to end into a stop request: SIGINT (Ctrl-C), SIGTERM, SIGHUP (the
/// terminal is gone; not under nohup) and SIGXCPU (a limit on computing time). Until somebody heeds them, and
/// at a second SIGINT or SIGTERM, they end the program at once. A limit on the size of files is an error of
/// writing like a full disk. Make it before any other thread, since threads inherit which signals they leave
/// to this one.
class InterruptWatch {
  public:
    InterruptWatch();
    ~InterruptWatch();
    InterruptWatch(const InterruptWatch&) = delete;
    InterruptWatch& operator=(const InterruptWatch&) = delete;

    /// From the first call on a signal requests this stop. To be called when what is given is read: nobody
    /// can ask a program to stop that waits for the other end of a pipe.
    std::stop_token heed() const {
        isHeeded_ = true;
        return interrupt_.get_token();
    }

  private:
    void watch();

    std::stop_source interrupt_;
    std::atomic<bool> isOver_{false};
    mutable std::atomic<bool> isHeeded_{false};
    std::thread watcher_;
};

}  // namespace featurescope
