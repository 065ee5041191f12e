#include "core/training/engine_choice.h"

#include <gtest/gtest.h>

#include "core/base/errors.h"

namespace featurescope {
namespace {

TEST(EngineChoice, FollowsTheRatioOfSamplesToDimension) {
    EXPECT_EQ(chooseEngine(Engine::automatic, {300, 100, 50}).engine, Engine::gram);
    EXPECT_EQ(chooseEngine(Engine::automatic, {301, 100, 50}).engine, Engine::primal);
}

TEST(EngineChoice, LowDimensionsNeedNoGramMatrix) {
    EXPECT_EQ(chooseEngine(Engine::automatic, {3, 4, 50}).engine, Engine::primal);
}

TEST(EngineChoice, KeepsWhatWasAskedFor) {
    EXPECT_EQ(chooseEngine(Engine::gram, {100000, 2, 50}).engine, Engine::gram);
    EXPECT_EQ(chooseEngine(Engine::primal, {2, 100, 50}).engine, Engine::primal);
}

TEST(EngineChoice, GivesItsReason) {
    EXPECT_NE(chooseEngine(Engine::automatic, {200, 20000, 500}).reason.find("d = 20000"), std::string::npos);
    EXPECT_EQ(chooseEngine(Engine::gram, {1, 1, 1}).reason, "The gram engine was asked for.");
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
