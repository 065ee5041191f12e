#include "ui/session/edit_commands.h"

#include <gtest/gtest.h>

using namespace featurescope;
using namespace featurescope::ui;

namespace {

TEST(EditCommands, NoChangeNeedsNoCommand) {
    const ExperimentSpec spec;
    EXPECT_TRUE(commandsForEdit(spec, spec, 7, nullptr).empty());
}

TEST(EditCommands, StepSizeAppliesWithoutANewStart) {
    const ExperimentSpec before;
    ExperimentSpec edited = before;
    edited.training.stepSize = 0.5;
    const std::vector<Command> commands = commandsForEdit(before, edited, 7, nullptr);
    ASSERT_EQ(commands.size(), 1U);
    ASSERT_TRUE(std::holds_alternative<SetStepSize>(commands[0]));
    EXPECT_EQ(std::get<SetStepSize>(commands[0]).stepSize, 0.5);
}

TEST(EditCommands, StepsApplyWithoutANewStart) {
    const ExperimentSpec before;
    ExperimentSpec edited = before;
    edited.training.steps = 12345;
    const std::vector<Command> commands = commandsForEdit(before, edited, 7, nullptr);
    ASSERT_EQ(commands.size(), 1U);
    ASSERT_TRUE(std::holds_alternative<SetSteps>(commands[0]));
    EXPECT_EQ(std::get<SetSteps>(commands[0]).steps, 12345);
}

TEST(EditCommands, AnythingElseStartsAgainWithTheSameSeeds) {
    ExperimentSpec before;
    before.seeds = {.data = 3, .labels = 4, .weights = 5, .test = 6};
    ExperimentSpec edited = before;
    edited.network.neurons = 7;
    const std::vector<Command> commands = commandsForEdit(before, edited, 7, nullptr);
    ASSERT_EQ(commands.size(), 1U);
    ASSERT_TRUE(std::holds_alternative<Restart>(commands[0]));
    EXPECT_EQ(std::get<Restart>(commands[0]).spec, edited);
}

TEST(EditCommands, ANewStartKeepsTheScheduleOfTheStepSize) {
    ExperimentSpec before;
    before.training.stepSize = 0.2;
    before.training.stepSizeChanges = {{10, 0.4}};
    ExperimentSpec edited = before;
    edited.network.neurons = 7;
    const Restart restart = std::get<Restart>(commandsForEdit(before, edited, 20, nullptr).at(0));
    EXPECT_EQ(restart.spec, edited);
    EXPECT_EQ(restart.spec.training.stepSizeChanges, before.training.stepSizeChanges);
}

TEST(EditCommands, EditedStepSizeChangesKeepTheFirstStepSize) {
    ExperimentSpec before;
    before.training.stepSize = 0.2;
    before.training.stepSizeChanges = {{10, 0.4}};
    ExperimentSpec edited = before;
    edited.training.stepSizeChanges = {{15, 0.8}};
    const Restart restart = std::get<Restart>(commandsForEdit(before, edited, 20, nullptr).at(0));
    EXPECT_EQ(restart.spec, edited);
}

TEST(EditCommands, AtStep0AnotherStepSizeLeavesLaterChangesAsTheyAre) {
    ExperimentSpec before;
    before.training.stepSizeChanges = {{10, 0.4}};
    ExperimentSpec edited = before;
    edited.training.stepSize = 0.5;
    const Restart restart = std::get<Restart>(commandsForEdit(before, edited, 0, nullptr).at(0));
    EXPECT_EQ(restart.spec, edited);
}

}  // namespace
