#include "core/recording/checkpoint_store.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace featurescope {
namespace {

constexpr std::size_t kNumbers = 1000;

CheckpointPtr checkpointAt(std::int64_t step) {
    Checkpoint checkpoint{.step = step, .engine = "primal", .instructionSet = "baseline", .arrays = {}};
    checkpoint.arrays = std::vector<NamedArray<float>>{
        {"W", 1, kNumbers, std::vector<float>(kNumbers, static_cast<float>(step))}};
    return std::make_shared<const Checkpoint>(std::move(checkpoint));
}

std::uint64_t roomFor(std::uint64_t count) { return count * bytesOf(*checkpointAt(0)); }

/// Offers every step of a run to the store.
void train(CheckpointStore& store, std::int64_t first, std::int64_t last, std::int64_t spacing) {
    for (std::int64_t step = first; step <= last; ++step) {
        if (store.wants(step, spacing)) store.add(checkpointAt(step));
    }
}

/// Most steps to run again to reach a step in first .. last.
std::int64_t longestWay(const CheckpointStore& store, std::int64_t first, std::int64_t last) {
    std::int64_t longest = 0;
    for (std::int64_t step = first; step <= last; ++step) {
        const CheckpointPtr from = store.before(step);
        longest = std::max(longest, step - (from ? from->step : 0));
    }
    return longest;
}

TEST(CheckpointStore, StandsOneSpacingApartWhileThereIsRoom) {
    CheckpointStore store;
    train(store, 0, 1000, 10);
    ASSERT_EQ(store.list().size(), 100U);
    EXPECT_EQ(longestWay(store, 0, 1000), 9);
}

TEST(CheckpointStore, GivesTheLastOneAtOrBeforeAStep) {
    CheckpointStore store;
    for (const std::int64_t step : {30, 10, 20}) store.add(checkpointAt(step));
    EXPECT_EQ(store.before(9), nullptr);
    EXPECT_EQ(store.before(10)->step, 10);
    EXPECT_EQ(store.before(29)->step, 20);
    EXPECT_EQ(store.before(1000)->step, 30);
}

TEST(CheckpointStore, NeverExceedsItsBudgetAndKeepsTheNewest) {
    CheckpointStore store(roomFor(20) + 7);
    for (std::int64_t last = 100; last <= 20000; last += 100) {
        train(store, last - 99, last, 10);
        ASSERT_LE(store.bytes(), store.budget());
        ASSERT_GE(store.list().size(), 10U) << last;
        ASSERT_TRUE(std::is_sorted(store.list().begin(), store.list().end(),
                                   [](const auto& a, const auto& b) { return a->step < b->step; }));
    }
    std::uint64_t bytes = 0;
    for (const CheckpointPtr& checkpoint : store.list()) bytes += bytesOf(*checkpoint);
    EXPECT_EQ(store.bytes(), bytes);
}

TEST(CheckpointStore, TheWayToAnyStepStaysNearTheBestPossible) {
    // With N checkpoints no spacing can be better than T / N everywhere; by the square root it is 2 T / N at
    // the end and proportionally less before. Thinning by steps of two at a time loses at most another factor
    // of two.
    constexpr std::int64_t kSteps = 50000, kCount = 50;
    CheckpointStore store(roomFor(kCount));
    train(store, 0, kSteps, 1);
    for (std::int64_t end = 500; end <= kSteps; end *= 10) {
        const double spacing =
            2.0 / kCount * std::sqrt(static_cast<double>(kSteps)) * std::sqrt(static_cast<double>(end));
        EXPECT_LE(static_cast<double>(longestWay(store, 0, end)), 2 * spacing) << end;
    }
}

TEST(CheckpointStore, OfSmallStatesStopsGrowingLongBeforeItsBudget) {
    constexpr std::int64_t kSteps = 60000;
    CheckpointStore store;
    train(store, 0, kSteps / 2, 1);
    const std::uint64_t halfway = store.bytes();
    train(store, kSteps / 2 + 1, kSteps, 1);
    EXPECT_LE(store.list().size(), 4096U);
    EXPECT_LE(store.bytes(), halfway + halfway / 100);
    EXPECT_LT(store.bytes(), store.budget() / 8);
    EXPECT_LE(longestWay(store, 0, kSteps), 4 * kSteps / 4096);
}

TEST(CheckpointStore, AroundAStepTheWayBackGrowsOnlyWithTheDistance) {
    constexpr std::int64_t kFocus = 10000;
    CheckpointStore store = CheckpointStore::around(kFocus, roomFor(40));
    train(store, 1, kFocus, 1);
    for (std::int64_t distance = 10; distance <= kFocus; distance *= 10) {
        EXPECT_LE(longestWay(store, kFocus - distance, kFocus), distance) << distance;
    }
    EXPECT_LE(longestWay(store, kFocus - 10, kFocus), 5);
}

TEST(CheckpointStore, TakesNoMoreThanItNeedsOnceItIsFull) {
    // Each one taken and dropped again costs a copy of the state.
    CheckpointStore store(roomFor(20));
    int taken = 0;
    for (std::int64_t step = 1; step <= 100000; ++step) {
        if (!store.wants(step, 1)) continue;
        store.add(checkpointAt(step));
        ++taken;
    }
    EXPECT_LT(taken, 20 * 12) << "about one doubling of the steps renews half of them";
}

TEST(CheckpointStore, FillsGapsWhenStepsAreTrainedAgain) {
    CheckpointStore store;
    train(store, 0, 1000, 100);
    train(store, 0, 500, 10);
    EXPECT_EQ(longestWay(store, 0, 499), 9);
    EXPECT_FALSE(store.wants(250, 10));
    store.add(checkpointAt(250));
    EXPECT_EQ(
        std::count_if(store.list().begin(), store.list().end(), [](const auto& c) { return c->step == 250; }),
        1);
}

TEST(CheckpointStore, ForgetsWhatCameAfterABranch) {
    CheckpointStore store;
    train(store, 0, 100, 10);
    store.dropAfter(50);
    EXPECT_EQ(store.list().back()->step, 50);
    EXPECT_EQ(store.bytes(), roomFor(store.list().size()));
    EXPECT_TRUE(store.wants(60, 10));
}

// Without any, each step back would train the whole run again.
TEST(CheckpointStore, KeepsTheNewestEvenWhenItAloneIsAboveTheBudget) {
    for (CheckpointStore store :
         {CheckpointStore(roomFor(1) / 2), CheckpointStore::around(1000, roomFor(1) / 2)}) {
        train(store, 1, 1000, 10);
        ASSERT_EQ(store.list().size(), 1U);
        EXPECT_EQ(store.list().back()->step, 1000);
        EXPECT_EQ(store.bytes(), roomFor(1));
        store.setBudget(roomFor(1) / 3);
        EXPECT_EQ(store.list().size(), 1U);
    }
}

TEST(CheckpointStore, ASmallerBudgetDropsAtOnceAndNoneAtAllIsAllowed) {
    CheckpointStore store;
    train(store, 0, 1000, 10);
    store.setBudget(roomFor(12));
    EXPECT_LE(store.list().size(), 12U);
    EXPECT_EQ(store.list().back()->step, 1000);
    store.setBudget(0);
    EXPECT_TRUE(store.list().empty());
    EXPECT_EQ(store.bytes(), 0U);
    store.add(checkpointAt(5));
    EXPECT_TRUE(store.list().empty());
    EXPECT_EQ(store.before(1000), nullptr);
}

}  // namespace
}  // namespace featurescope
