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
    /// has published by then is all there is, and whoever waits for more is told.
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
        std::stop_source stop;  // here, because on the other thread nobody would hear that there is no memory
        {
            const std::lock_guard lock(mutex_);
            waiting_ = std::move(request);
            stopOfWaiting_ = std::move(stop);
            failure_ = nullptr;
            if (interrupts) underWay_.request_stop();
        }
        wake_.notify_one();
    }
    /// Drops what waits and breaks off what is under way.
    void cancel() {
        {
            const std::lock_guard lock(mutex_);
            waiting_.reset();
            underWay_.request_stop();
        }
        news_.notify_all();
    }
    /// The newest result since the last call, or null.
    std::shared_ptr<const Result> take() { return results_.take(); }
    /// Waits for that. Null when all requests are answered and there is none left. Throws Cancelled when the
    /// token is triggered, and what the newest answer broke off with.
    std::shared_ptr<const Result> wait(const std::stop_token& stop) {
        std::shared_ptr<const Result> result;
        std::unique_lock lock(mutex_);
        const auto hasNews = [&] {
            result = results_.take();
            return result || failure_ || !(isAnswering_ || waiting_);
        };
        if (!news_.wait(lock, stop, hasNews)) throw Cancelled{};
        if (!result && failure_) std::rethrow_exception(failure_);
        return result;
    }

  private:
    void run() {
        // A failure only means that the window is less smooth.
        if (niceness_ > 0) setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), niceness_);
        while (const std::optional<Request> request = next()) {
            std::exception_ptr failure;
            try {
                work_(
                    *request, [this](auto result) { publish(std::move(result)); }, stop_);
            } catch (const Cancelled&) {
                // A newer request waits, or none does.
            } catch (const std::exception&) {
                // No memory, say. What is shown beside a run is not worth ending the program for.
                failure = std::current_exception();
            }
            {
                const std::lock_guard lock(mutex_);
                isAnswering_ = false;
                if (!waiting_) failure_ = std::move(failure);
            }
            news_.notify_all();
        }
    }

    void publish(std::shared_ptr<const Result> result) {
        results_.publish(std::move(result));
        // Taking the lock makes sure that whoever is about to wait sees it.
        { const std::lock_guard lock(mutex_); }
        news_.notify_all();
    }

    /// Waits for a request; nothing when closing.
    std::optional<Request> next() {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [this] { return closing_ || waiting_; });
        if (closing_) return std::nullopt;
        underWay_ = std::exchange(stopOfWaiting_, std::stop_source(std::nostopstate));
        stop_ = underWay_.get_token();
        isAnswering_ = true;
        failure_ = nullptr;
        return std::exchange(waiting_, std::nullopt);
    }

    const Work work_;
    const int niceness_;
    std::mutex mutex_;  ///< guards the members of this group
    std::condition_variable wake_;
    std::condition_variable_any news_;
    std::optional<Request> waiting_;
    bool isAnswering_ = false;
    std::exception_ptr failure_;  ///< what the last answer broke off with
    std::stop_source stopOfWaiting_{std::nostopstate}, underWay_;
    bool closing_ = false;
    LatestValue<Result> results_;
    std::stop_token stop_;  ///< of the request under way; this thread only
    std::jthread thread_;   ///< last: joined before anything else is destroyed
};

}  // namespace featurescope
