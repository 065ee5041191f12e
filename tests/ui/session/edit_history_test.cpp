#include "ui/session/edit_history.h"

#include <gtest/gtest.h>

#include <QSignalSpy>

using namespace featurescope;
using namespace featurescope::ui;

namespace {

EditMoment momentAt(double stepSize, std::int64_t step) {
    EditMoment moment;
    moment.spec.training.stepSize = stepSize;
    moment.step = step;
    return moment;
}

class EditHistoryTest : public testing::Test {
  protected:
    EditHistoryTest() {
        QObject::connect(&history, &EditHistory::restoreWanted,
                         [this](const EditMoment& moment) { restored.push_back(moment); });
    }
    EditHistory history{[](const ExperimentSpec& before, const ExperimentSpec& after) {
        return QString::number(before.training.stepSize) + QStringLiteral(" to ") +
               QString::number(after.training.stepSize);
    }};
    std::vector<EditMoment> restored;
};

TEST_F(EditHistoryTest, UndoAndRedoRestoreSpecAndStep) {
    history.note(momentAt(0.1, 30), momentAt(0.2, 0), "");
    EXPECT_TRUE(restored.empty()) << "noting a change must not carry it out again";
    history.stack().undo();
    history.stack().redo();
    ASSERT_EQ(restored.size(), 2U);
    EXPECT_EQ(restored[0].spec.training.stepSize, 0.1);
    EXPECT_EQ(restored[0].step, 30);
    EXPECT_EQ(restored[1].spec.training.stepSize, 0.2);
    EXPECT_EQ(restored[1].step, 0);
}

TEST_F(EditHistoryTest, ADragIsOneEntryThatNamesItsEnds) {
    double value = 0.1;
    for (int i = 0; i < 40; ++i, value += 0.01)
        history.note(momentAt(value, 5), momentAt(value + 0.01, 0), "training.step_size", i > 0);
    ASSERT_EQ(history.stack().count(), 1);
    EXPECT_EQ(history.stack().text(0), QStringLiteral("0.1 to 0.5"));
    history.stack().undo();
    ASSERT_EQ(restored.size(), 1U);
    EXPECT_EQ(restored[0].spec.training.stepSize, 0.1);
    EXPECT_EQ(restored[0].step, 5);
}

TEST_F(EditHistoryTest, PressesOneAfterTheOtherAreEntriesOfTheirOwn) {
    for (int press = 0; press < 3; ++press)
        history.note(momentAt(press, 5), momentAt(press + 1, 0), "seeds.weights");
    EXPECT_EQ(history.stack().count(), 3);
}

TEST(EditHistory, DoingAgainLeadsToWhereTheRunWasWhenItWasUndone) {
    EditMoment present = momentAt(0.1, 30);
    EditHistory history([](const auto&, const auto&) { return QString(); },
                        [&present] { return std::optional(present); });
    std::vector<EditMoment> restored;
    QObject::connect(&history, &EditHistory::restoreWanted,
                     [&](const EditMoment& moment) { restored.push_back(moment); });
    history.note(present, momentAt(0.2, 0), "");
    present = momentAt(0.2, 500);
    history.stack().undo();
    present = momentAt(0.1, 30);
    history.stack().redo();
    ASSERT_EQ(restored.size(), 2U);
    EXPECT_EQ(restored[0].step, 30);
    EXPECT_EQ(restored[1].step, 500);
}

TEST_F(EditHistoryTest, DifferentSettingsAndUnnamedChangesStayApart) {
    history.note(momentAt(0.1, 0), momentAt(0.2, 0), "training.step_size");
    history.note(momentAt(0.2, 0), momentAt(0.3, 0), "network.neurons");
    history.note(momentAt(0.3, 0), momentAt(0.4, 0), "");
    history.note(momentAt(0.4, 0), momentAt(0.5, 0), "");
    EXPECT_EQ(history.stack().count(), 4);
    while (history.stack().canUndo()) history.stack().undo();
    EXPECT_EQ(restored.back().spec.training.stepSize, 0.1);
}

}  // namespace
