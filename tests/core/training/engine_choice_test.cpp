#include "core/training/engine_choice.h"

#include <gtest/gtest.h>

#include "core/base/errors.h"

namespace featurescope {
namespace {

TEST(EngineChoice, FollowsTheRatioOfSamplesToDimension) {
    EXPECT_EQ(chooseEngine(Engine::automatic, {250, 100, 50}, {}).engine, Engine::gram);
    EXPECT_EQ(chooseEngine(Engine::automatic, {251, 100, 50}, {}).engine, Engine::primal);
}

TEST(EngineChoice, LowDimensionsNeedNoGramMatrix) {
    EXPECT_EQ(chooseEngine(Engine::automatic, {3, 4, 50}, {}).engine, Engine::primal);
}

TEST(EngineChoice, KeepsWhatWasAskedFor) {
    EXPECT_EQ(chooseEngine(Engine::gram, {100000, 2, 50}, {}).engine, Engine::gram);
    EXPECT_EQ(chooseEngine(Engine::primal, {2, 100, 50}, {}).engine, Engine::primal);
}

TEST(EngineChoice, CertifiedIsForManySamplesAndTheFirstLayer) {
    EXPECT_EQ(chooseEngine(Engine::certified, {251, 100, 50}, {}).engine, Engine::certified);
    for (const ProblemSize size : {ProblemSize{250, 100, 50}, ProblemSize{1000, 4, 50}}) {
        try {
            chooseEngine(Engine::certified, size, {});
            ADD_FAILURE() << "not refused";
        } catch (const InputError& error) {
            EXPECT_NE(std::string(error.what()).find("n > 2.5 d and d > 4, and here n = "), std::string::npos)
                << error.what();
        }
    }
    EXPECT_THROW(chooseEngine(Engine::certified, {251, 100, 50}, {.trained = TrainedLayers::both}),
                 InputError);
}

TEST(EngineChoice, ThreadsThatWouldOnlyWaitAreLeftOut) {
    const LearnerOptions primal{.engine = Engine::primal, .threads = 4};
    EXPECT_EQ(threadsWorthUsing(primal, {100, 10, 10}), 1);
    EXPECT_EQ(threadsWorthUsing(primal, {1000, 10, 30}), 2);
    EXPECT_EQ(threadsWorthUsing(primal, {10000, 100, 1000}), 4);
    const LearnerOptions gram{.engine = Engine::gram, .threads = 4};
    EXPECT_EQ(threadsWorthUsing(gram, {10, 100000, 100}), 1);
    EXPECT_EQ(threadsWorthUsing(gram, {1000, 1, 1000}), 4);
}

TEST(EngineChoice, NoThreadIsUsedThatWouldGetNoNeurons) {
    const LearnerOptions primal{.engine = Engine::primal, .threads = 4};
    EXPECT_EQ(threadsWorthUsing(primal, {100000, 100, 10}), 1);
    EXPECT_EQ(threadsWorthUsing(primal, {100000, 100, 13}), 2);
    EXPECT_EQ(threadsWorthUsing(primal, {100000, 100, 100}), 4);
    EXPECT_EQ(threadsWorthUsing(primal, {1 << 21, 100, 100}), 2) << "their outputs must fit into memory";
}

TEST(EngineChoice, GivesItsReason) {
    EXPECT_NE(chooseEngine(Engine::automatic, {200, 20000, 500}, {}).reason.find("d = 20000"),
              std::string::npos);
    EXPECT_EQ(chooseEngine(Engine::gram, {1, 1, 1}, {}).reason, "The gram engine was asked for.");
}

TEST(InstructionSets, AutomaticIsSupported) {
    EXPECT_TRUE(isSupported(chosenInstructionSet(InstructionSet::automatic)));
    EXPECT_EQ(chosenInstructionSet(InstructionSet::baseline), InstructionSet::baseline);
}

TEST(InstructionSets, WhatIsNotSupportedIsRefused) {
    for (const auto& row : NameTable<InstructionSet>::kinds) {
        if (isSupported(row.kind)) continue;
        EXPECT_THROW((void)chosenInstructionSet(row.kind), InputError) << row.name;
    }
}

}  // namespace
}  // namespace featurescope
