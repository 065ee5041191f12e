#include "core/run/background_task.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

namespace featurescope {
namespace {

using namespace std::chrono_literals;
using Task = BackgroundTask<int, int>;

/// The next result for which `wanted` holds; -1 after 20 seconds.
template <typename Wanted>
int waitFor(Task& task, const Wanted& wanted) {
    const auto deadline = std::chrono::steady_clock::now() + 20s;
    while (std::chrono::steady_clock::now() < deadline) {
        if (const auto result = task.take(); result && wanted(*result)) return *result;
        std::this_thread::sleep_for(1ms);
    }
    return -1;
}

void untilStopped(const std::stop_token& stop) {
    while (true) {
        throwIfCancelled(stop);
        std::this_thread::sleep_for(100us);
    }
}

TEST(BackgroundTask, AnswersARequest) {
    Task task([](int request, const Task::Publish& publish,
                 const std::stop_token&) { publish(std::make_shared<const int>(10 * request)); },
              0);
    EXPECT_EQ(task.take(), nullptr);
    task.request(4, false);
    EXPECT_EQ(waitFor(task, [](int) { return true; }), 40);
}

TEST(BackgroundTask, AnswersOnlyTheNewestOfThoseThatWait) {
    std::atomic<bool> mayGoOn = false;
    std::atomic<int> answered = 0;
    Task task(
        [&](int request, const Task::Publish& publish, const std::stop_token&) {
            while (!mayGoOn) std::this_thread::sleep_for(100us);
            ++answered;
            publish(std::make_shared<const int>(request));
        },
        0);
    task.request(1, false);
    for (int request = 2; request <= 9; ++request) task.request(request, false);
    mayGoOn = true;
    EXPECT_EQ(waitFor(task, [](int result) { return result == 9; }), 9);
    EXPECT_LE(answered, 2) << "the first one may have begun before the others came";
}

TEST(BackgroundTask, IsInterruptedByAnUrgentRequest) {
    Task task(
        [](int request, const Task::Publish& publish, const std::stop_token& stop) {
            publish(std::make_shared<const int>(request));
            if (request == 1) untilStopped(stop);
            publish(std::make_shared<const int>(-request));
        },
        0);
    task.request(1, false);
    EXPECT_EQ(waitFor(task, [](int result) { return result == 1; }), 1);
    task.request(2, true);
    EXPECT_EQ(waitFor(task, [](int result) { return result == -2; }), -2);
}

TEST(BackgroundTask, CanBeCancelledAndAskedAgain) {
    std::atomic<int> begun = 0;
    Task task(
        [&](int request, const Task::Publish& publish, const std::stop_token& stop) {
            ++begun;
            if (request == 1) untilStopped(stop);
            publish(std::make_shared<const int>(request));
        },
        5);
    task.request(1, false);
    while (begun == 0) std::this_thread::sleep_for(100us);
    task.cancel();
    task.request(3, false);
    EXPECT_EQ(waitFor(task, [](int) { return true; }), 3);
}

TEST(BackgroundTask, AFailureLeavesNothingAndTheNextRequestIsAnswered) {
    Task task(
        [](int request, const Task::Publish& publish, const std::stop_token&) {
            if (request == 1) throw std::bad_alloc();
            publish(std::make_shared<const int>(request));
        },
        0);
    task.request(1, false);
    std::this_thread::sleep_for(5ms);
    EXPECT_EQ(task.take(), nullptr);
    task.request(2, false);
    EXPECT_EQ(waitFor(task, [](int) { return true; }), 2);
}

TEST(BackgroundTask, WhoeverWaitsGetsEveryKindOfEnd) {
    Task task(
        [](int request, const Task::Publish& publish, const std::stop_token& stop) {
            std::this_thread::sleep_for(2ms);
            if (request == 2) throw std::bad_alloc();
            if (request == 3) untilStopped(stop);
            publish(std::make_shared<const int>(request));
            std::this_thread::sleep_for(2ms);
        },
        0);
    EXPECT_EQ(task.wait({}), nullptr) << "nobody has asked";
    task.request(1, false);
    const auto first = task.wait({});
    ASSERT_NE(first, nullptr);
    EXPECT_EQ(*first, 1);
    EXPECT_EQ(task.wait({}), nullptr) << "nothing more comes";
    task.request(2, false);
    EXPECT_THROW(task.wait({}), std::bad_alloc);
    task.request(3, false);
    std::stop_source patience;
    const std::jthread impatient([&patience] {
        std::this_thread::sleep_for(5ms);
        patience.request_stop();
    });
    EXPECT_THROW(task.wait(patience.get_token()), Cancelled);
    task.request(4, true);
    const auto last = task.wait({});
    ASSERT_NE(last, nullptr);
    EXPECT_EQ(*last, 4);
}

TEST(BackgroundTask, EndsWhateverIsUnderWay) {
    std::atomic<bool> begun = false;
    {
        Task task(
            [&](int, const Task::Publish&, const std::stop_token& stop) {
                begun = true;
                untilStopped(stop);
            },
            0);
        task.request(1, false);
        while (!begun) std::this_thread::sleep_for(100us);
    }
    SUCCEED() << "joined";
}

}  // namespace
}  // namespace featurescope
