#include "core/run/command_queue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/support/session_probe.h"

namespace featurescope {
namespace {

using test::quickSpec;

Restart restartWithSeed(std::int64_t seed) {
    ExperimentSpec spec = quickSpec();
    spec.seeds.weights = seed;
    return {.spec = spec, .data = nullptr};
}

std::deque<Command> queueOf(std::initializer_list<Command> commands) {
    std::deque<Command> queue;
    for (const Command& command : commands) enqueue(queue, command);
    return queue;
}

template <typename Kind>
std::ptrdiff_t count(const std::deque<Command>& queue) {
    return std::count_if(queue.begin(), queue.end(),
                         [](const Command& command) { return std::holds_alternative<Kind>(command); });
}

// They would act on the run before, whose record a new step size cuts off.
TEST(CommandQueue, WhatWasMeantForARunThatIsNeverBegunGoesWithIt) {
    const std::deque<Command> queue = queueOf({restartWithSeed(1), SetStepSize{0.1}, SetSteps{7}, StepBy{3},
                                               RunTo{9}, ShowStep{2}, Rewind{}, restartWithSeed(2)});
    EXPECT_EQ(count<SetStepSize>(queue) + count<SetSteps>(queue) + count<StepBy>(queue) +
                  count<RunTo>(queue) + count<ShowStep>(queue) + count<Rewind>(queue),
              0);
    ASSERT_EQ(count<Restart>(queue), 1);
    EXPECT_EQ(std::get<Restart>(queue.back()).spec.seeds.weights, 2);
}

TEST(CommandQueue, WhatIsForTheRunUnderWayStays) {
    const std::deque<Command> queue = queueOf({SetStepSize{0.1}, StepBy{3}, restartWithSeed(1), RunTo{5}});
    ASSERT_EQ(queue.size(), 4U);
    EXPECT_TRUE(std::holds_alternative<SetStepSize>(queue[0]));
    EXPECT_TRUE(std::holds_alternative<RunTo>(queue[3]));
}

TEST(CommandQueue, WhatHoldsForEveryRunStays) {
    const std::deque<Command> queue = queueOf({restartWithSeed(1), SetMemoryBudget{5}, SetView{}, SetSpeed{},
                                               SetStopRule{}, KeepArchive{}, restartWithSeed(2)});
    EXPECT_EQ(queue.size(), 6U);
}

TEST(CommandQueue, TheNextRunGoesOnPlayingOrNot) {
    const auto lastOfThem = [](std::initializer_list<Command> between) {
        std::deque<Command> queue = queueOf({restartWithSeed(1)});
        for (const Command& command : between) enqueue(queue, command);
        enqueue(queue, restartWithSeed(2));
        return queue.size() > 1 && std::holds_alternative<Play>(queue[queue.size() - 2]);
    };
    EXPECT_TRUE(lastOfThem({Play{}}));
    EXPECT_TRUE(lastOfThem({Pause{}, Play{}, SetStepSize{1}}));
    EXPECT_FALSE(lastOfThem({Play{}, Pause{}}));
    EXPECT_FALSE(lastOfThem({Play{}, RunTo{3}})) << "running to a step ends playing";
    EXPECT_FALSE(lastOfThem({}));
}

TEST(CommandQueue, OfTwoStepsToShowTheFirstGoes) {
    const std::deque<Command> queue = queueOf({ShowStep{1}, ShowStep{2}, StepBy{1}, ShowStep{3}});
    ASSERT_EQ(queue.size(), 3U);
    EXPECT_EQ(std::get<ShowStep>(queue[0]).step, 2);
}

TEST(CommandQueue, ASecondRestartLeavesTheRecordOfTheRunBeforeAlone) {
    // Steps of this run take some 10 ms, so all three commands wait together.
    ExperimentSpec slow = quickSpec();
    std::get<XorClusters>(slow.data) = {.dimension = 200, .trainSamples = 3000, .testSamples = 0};
    slow.network.neurons = 200;
    slow.training.steps = 1000;
    TrainingSession session({});
    session.send(Restart{slow, nullptr});
    session.send(RunTo{12});
    ASSERT_TRUE(test::restingAt(session, 12));
    session.send(ShowStep{1});
    const test::SnapshotPtr before = test::restingAt(session, 1);
    ASSERT_TRUE(before);
    session.send(Play{});  // the same steps again
    ExperimentSpec other = slow;
    other.training.stepSize = 0.5;
    session.send(Restart{other, nullptr});
    session.send(SetStepSize{0.7});
    other.training.stepSize = 0.25;
    session.send(Restart{other, nullptr});
    const test::SnapshotPtr after =
        test::waitFor(session, [&](const Snapshot& s) { return s.spec == other; });
    ASSERT_TRUE(after);
    EXPECT_EQ(after->runId, before->runId + 1) << "a branch would have taken a number of its own";
}

}  // namespace
}  // namespace featurescope
