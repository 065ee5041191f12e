#include "ui/session/backward_player.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <limits>
#include <map>

#include "tests/support/small_spec.h"
#include "ui/main_window.h"
#include "ui/session/session_presenter.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

/// A run that was trained to step 60, and every state of it that came on screen since.
class BackwardPlayerTest : public testing::Test {
  protected:
    BackwardPlayerTest() {
        QObject::connect(&presenter, &SessionPresenter::arrived, &player, [this] {
            const Snapshot& now = *presenter.snapshot();
            if (now.weightsSha256.empty()) return;
            const auto [known, isNew] = hashes.emplace(now.step, now.weightsSha256);
            EXPECT_EQ(known->second, now.weightsSha256) << "step " << now.step;
            if (steps.empty() || steps.back() != now.step) steps.push_back(now.step);
        });
        presenter.send(SetSpeed{});
        presenter.send(Restart{.spec = test::smallSpec(), .data = {}});
    }
    void SetUp() override {
        // One by one, so that every hash is known.
        for (std::int64_t step = 0; step <= kEnd; ++step) {
            if (step > 0) presenter.send(StepBy{1});
            ASSERT_TRUE(reaches([&] { return presenter.snapshot() && hashes.contains(step); }));
        }
        steps.clear();
    }
    bool reaches(const std::function<bool()>& condition) { return QTest::qWaitFor(condition, 8000); }
    std::int64_t step() { return presenter.snapshot()->step; }

    static constexpr std::int64_t kEnd = 60;
    SessionPresenter presenter{SessionOptions{}};
    BackwardPlayer player{presenter};
    std::map<std::int64_t, std::string> hashes;
    std::vector<std::int64_t> steps;
};

TEST_F(BackwardPlayerTest, ShowsEverySingleStepToTheBitAndStopsAtTheStart) {
    presenter.send(SetSpeed{.stepsPerFrame = 1});
    player.start();
    EXPECT_TRUE(player.isPlaying());
    ASSERT_TRUE(reaches([&] { return !player.isPlaying(); }));
    ASSERT_EQ(steps.front(), kEnd);
    for (std::size_t i = 1; i < steps.size(); ++i) EXPECT_EQ(steps[i], steps[i - 1] - 1);
    EXPECT_EQ(step(), 0);
    EXPECT_EQ(presenter.snapshot()->trainedTo, kEnd);
}

TEST_F(BackwardPlayerTest, KeepsThePaceOfTheDial) {
    presenter.send(SetSpeed{.stepsPerSecond = 10});
    player.start();
    QTest::qWait(650);
    // On a busy machine it may be later, but never ahead.
    EXPECT_LT(step(), kEnd);
    EXPECT_GE(step(), kEnd - 10);
    presenter.send(SetSpeed{.stepsPerSecond = 1000});
    EXPECT_TRUE(reaches([&] { return step() == 0; }));
}

TEST_F(BackwardPlayerTest, PauseAndEveryOtherTravelEndIt) {
    presenter.send(SetSpeed{.stepsPerSecond = 5});
    for (const Command& command : std::initializer_list<Command>{Pause{}, StepBy{1}, ShowStep{30}, Rewind{},
                                                                 RunTo{kEnd}, SetStepSize{0.1}, Play{}}) {
        presenter.send(ShowStep{kEnd / 2});
        ASSERT_TRUE(reaches([&] { return step() == kEnd / 2; }));
        player.start();
        ASSERT_TRUE(player.isPlaying());
        presenter.send(SetView{});
        presenter.send(SetMemoryBudget{});
        EXPECT_TRUE(player.isPlaying()) << "these move nothing";
        presenter.send(command);
        EXPECT_FALSE(player.isPlaying()) << "command " << command.index();
    }
}

TEST_F(BackwardPlayerTest, EndsTrainingAndDoesNotStartAtStepZero) {
    presenter.send(Play{});
    ASSERT_TRUE(reaches([&] { return step() > kEnd && presenter.snapshot()->state == RunState::running; }));
    presenter.send(SetSpeed{.stepsPerFrame = 1});
    player.start();
    const std::int64_t from = step();
    ASSERT_TRUE(reaches([&] { return step() < from && presenter.snapshot()->state == RunState::paused; }));
    presenter.send(Rewind{});
    ASSERT_TRUE(reaches([&] { return step() == 0; }));
    player.start();
    EXPECT_FALSE(player.isPlaying());
}

TEST(PositionBefore, LogarithmicTimeGivesEveryDecadeTheSameTime) {
    const SetSpeed speed{.secondsPerDecade = 4};
    EXPECT_NEAR(positionBefore(9999, speed, 9999, 4), 999, 1e-9);
    EXPECT_NEAR(positionBefore(999, speed, 9999, 4), 99, 1e-9);
    double position = 999;
    for (int i = 0; i < 400; ++i) position = positionBefore(position, speed, 9999, 0.01);
    EXPECT_NEAR(position, 99, 1e-6) << "the same in many small pieces";
    EXPECT_EQ(positionBefore(3, speed, 9999, 100), 0);
}

TEST(PositionBefore, AtFullSpeedAWholeRunTakesAFewSeconds) {
    EXPECT_EQ(positionBefore(1e6, {}, 1000000, 4), 0);
    EXPECT_GT(positionBefore(1e6, {}, 1000000, 3), 0);
    EXPECT_EQ(positionBefore(100, {}, 100, 1), 40) << "but not less than 60 steps a second";
}

TEST(PlayingBackwards, HasAKeyAndAButtonAndSpacePausesIt) {
    MainWindow window{WindowOptions{}};
    window.open(test::smallSpec());
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    const auto reaches = [](const std::function<bool()>& condition) {
        return QTest::qWaitFor(condition, 8000);
    };
    const auto now = [&]() -> const Snapshot& { return *window.presenter().snapshot(); };
    ASSERT_TRUE(reaches([&] { return window.isUpToDate(); }));
    window.presenter().send(RunTo{50});
    ASSERT_TRUE(reaches([&] { return now().step == 50 && window.isUpToDate(); }));
    window.setSpeed(5);
    QTest::keyClick(&window, Qt::Key_Space, Qt::ShiftModifier);
    ASSERT_TRUE(reaches([&] { return now().step < 50; }));
    auto* button = window.findChild<QPushButton*>(QStringLiteral("backwards"));
    ASSERT_NE(button, nullptr);
    EXPECT_EQ(button->accessibleName(), QStringLiteral("Pause playing backwards"));
    EXPECT_EQ(window.findChild<QPushButton*>(QStringLiteral("play"))->accessibleName(),
              QStringLiteral("Pause"));
    QTest::keyClick(&window, Qt::Key_Space);
    EXPECT_EQ(button->accessibleName(), QStringLiteral("Play backwards"));
    QTest::qWait(300);
    const std::int64_t step = now().step;
    EXPECT_GT(step, 40);
    QTest::qWait(300);
    EXPECT_EQ(now().step, step);
    QTest::mouseClick(button, Qt::LeftButton);
    EXPECT_TRUE(reaches([&] { return now().step < step; }));
}

}  // namespace
