#pragma once

#include <sys/resource.h>
#include <unistd.h>

#include <condition_variable>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

#include "core/base/cancel.h"
#include "core/run/latest_value.h"

namespace featurescope {

/// A thread that answers requests, one at a time: of those that wait only the newest is answered. Results go
/// into a mailbox that keeps the newest. Destruction breaks off the work under way and joins.
template <typename Request, typename Result>
class BackgroundTask {
  public:
    /// Answers one request by any number of calls of `publish`; watches the stop token. May throw: what it
    /// has published by then is all there is.
    using Publish = std::function<void(std::shared_ptr<const Result>)>;
    using Work = std::function<void(const Request&, const Publish& publish, const std::stop_token& stop)>;

    /// @param niceness  of the thread, 0..19
    BackgroundTask(Work work, int niceness)
        : work_(std::move(work)), niceness_(niceness), thread_([this] { run(); }) {}
    ~BackgroundTask() {
        {
            const std::lock_guard lock(mutex_);
            closing_ = true;
            underWay_.request_stop();
        }
        wake_.notify_one();
    }
    BackgroundTask(const BackgroundTask&) = delete;
    BackgroundTask& operator=(const BackgroundTask&) = delete;

    /// Answers this one after the one under way, or instead of it when `interrupts`.
    void request(Request request, bool interrupts) {
        {
            const std::lock_guard lock(mutex_);
            waiting_ = std::move(request);
            if (interrupts) underWay_.request_stop();
        }
        wake_.notify_one();
    }
    /// Drops what waits and breaks off what is under way.
    void cancel() {
        const std::lock_guard lock(mutex_);
        waiting_.reset();
        underWay_.request_stop();
    }
    /// The newest result since the last call, or null.
    std::shared_ptr<const Result> take() { return results_.take(); }

  private:
    void run() {
        // A failure only means that the window is less smooth.
        if (niceness_ > 0) setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), niceness_);
        while (const std::optional<Request> request = next()) {
            try {
                work_(
                    *request, [this](auto result) { results_.publish(std::move(result)); }, stop_);
            } catch (const Cancelled&) {
                // A newer request waits, or none does.
            } catch (const std::exception&) {
                // No memory, say. What is shown beside a run is not worth ending the program for.
            }
        }
    }

    /// Waits for a request; nothing when closing.
    std::optional<Request> next() {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [this] { return closing_ || waiting_; });
        if (closing_) return std::nullopt;
        underWay_ = std::stop_source{};
        stop_ = underWay_.get_token();
        return std::exchange(waiting_, std::nullopt);
    }

    const Work work_;
    const int niceness_;
    std::mutex mutex_;  ///< guards the three members below
    std::condition_variable wake_;
    std::optional<Request> waiting_;
    std::stop_source underWay_;
    bool closing_ = false;
    LatestValue<Result> results_;
    std::stop_token stop_;  ///< of the request under way; this thread only
    std::jthread thread_;   ///< last: joined before anything else is destroyed
};

}  // namespace featurescope
