#include "ui/main_window.h"

#include <gtest/gtest.h>

#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSlider>
#include <QSplitter>
#include <QTest>
#include <QToolTip>

#include "core/io/atomic_file.h"
#include "core/spec/scenario_table.h"
#include "tests/support/small_spec.h"
#include "tests/support/temporary_folder.h"
#include "ui/exporting/figure_file.h"
#include "ui/exporting/image_export.h"
#include "ui/look/theme.h"
#include "ui/page/card.h"
#include "ui/page/content_hub.h"
#include "ui/page/page.h"
#include "ui/panels/panel.h"
#include "ui/session/session_presenter.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

/// A window with a small experiment on screen.
class WindowTest : public testing::Test {
  protected:
    WindowTest() : window(WindowOptions{}) {
        window.setSpeed(std::numeric_limits<double>::infinity());
        window.open(test::smallSpec());
        window.show();
        window.activateWindow();
    }
    void SetUp() override {
        ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
        ASSERT_TRUE(QTest::qWaitFor([this] { return window.isUpToDate(); }, 5000));
    }
    template <typename Widget>
    Widget& child(const char* name) {
        auto* found = window.findChild<Widget*>(QString::fromLatin1(name));
        EXPECT_NE(found, nullptr) << name;
        return *found;
    }
    const Snapshot& now() { return *window.presenter().snapshot(); }
    bool reaches(const std::function<bool()>& condition) { return QTest::qWaitFor(condition, 5000); }

    MainWindow window;
};

using MainWindowTest = WindowTest;

TEST_F(MainWindowTest, SpaceStartsAndPausesTheRun) {
    QTest::keyClick(&window, Qt::Key_Space);
    ASSERT_TRUE(reaches([this] { return now().state == RunState::running && now().step > 3; }));
    QTest::keyClick(&window, Qt::Key_Space);
    ASSERT_TRUE(reaches([this] { return now().state == RunState::paused; }));
}

TEST_F(MainWindowTest, HelpOnAFocusedNumberSaysWhatPointingAtItSays) {
    auto& number = child<QLabel>("readout-test-error-clean");
    number.setFocus();
    ASSERT_TRUE(reaches([&] { return number.hasFocus(); }));
    QTest::keyClick(&number, Qt::Key_F1);
    ASSERT_TRUE(reaches([] { return QToolTip::isVisible(); }));
    EXPECT_EQ(QToolTip::text(), number.toolTip());
    EXPECT_TRUE(number.toolTip().contains(QStringLiteral("test samples"))) << number.toolTip().toStdString();
    EXPECT_EQ(window.findChild<QWidget*>(QStringLiteral("helpWindow")), nullptr);
    QToolTip::hideText();
}

TEST_F(MainWindowTest, RightTrainsOneStepAndHomeRewinds) {
    const std::string start = now().weightsSha256;
    QTest::keyClick(&window, Qt::Key_Right);
    ASSERT_TRUE(reaches([this] { return now().step == 1 && now().state == RunState::paused; }));
    EXPECT_NE(now().weightsSha256, start);
    QTest::keyClick(&window, Qt::Key_Right);
    ASSERT_TRUE(reaches([this] { return now().step == 2; }));
    QTest::keyClick(&window, Qt::Key_Home);
    ASSERT_TRUE(reaches([this] { return now().step == 0; }));
    EXPECT_EQ(now().weightsSha256, start);
}

TEST_F(MainWindowTest, ButtonsDoWhatTheirKeysDo) {
    QTest::mouseClick(&child<QPushButton>("step"), Qt::LeftButton);
    ASSERT_TRUE(reaches([this] { return now().step == 1; }));
    QTest::mouseClick(&child<QPushButton>("rewind"), Qt::LeftButton);
    ASSERT_TRUE(reaches([this] { return now().step == 0; }));
    QTest::mouseClick(&child<QPushButton>("play"), Qt::LeftButton);
    ASSERT_TRUE(reaches([this] { return now().state == RunState::running; }));
    EXPECT_TRUE(
        reaches([this] { return child<QPushButton>("play").accessibleName() == QStringLiteral("Pause"); }));
}

TEST_F(MainWindowTest, FocusedControlsKeepTheirKeys) {
    auto& check = child<QCheckBox>("data.rotated/switch");
    check.setFocus();
    QTest::keyClick(&check, Qt::Key_Space);
    EXPECT_TRUE(check.isChecked());
    auto& box = child<QLineEdit>("network.neurons/box");
    box.setFocus();
    QTest::keyClicks(&box, QStringLiteral("1 "));
    QTest::keyClick(&box, Qt::Key_Home);
    EXPECT_EQ(box.cursorPosition(), 0);
    auto& slider = child<QSlider>("data.label_noise/slider");
    slider.setFocus();
    const int position = slider.value();
    QTest::keyClick(&slider, Qt::Key_Right);
    EXPECT_EQ(slider.value(), position + 1);
    EXPECT_EQ(now().state, RunState::paused);
    EXPECT_EQ(now().step, 0);
}

TEST_F(MainWindowTest, StepSizeAppliesToTheRunningNetwork) {
    QTest::keyClick(&window, Qt::Key_Right);
    ASSERT_TRUE(reaches([this] { return now().step == 1; }));
    const std::uint64_t run = now().runId;
    auto& box = child<QLineEdit>("training.step_size/box");
    box.setFocus();
    box.selectAll();
    QTest::keyClicks(&box, QStringLiteral("0.125"));
    QTest::keyClick(&box, Qt::Key_Return);
    ASSERT_TRUE(reaches([this] { return stepSizeAt(now().spec.training, now().step) == 0.125; }));
    EXPECT_EQ(now().runId, run);
    EXPECT_EQ(now().step, 1);
}

TEST_F(MainWindowTest, OtherEditsStartAgainAtStepZero) {
    QTest::keyClick(&window, Qt::Key_Right);
    ASSERT_TRUE(reaches([this] { return now().step == 1; }));
    auto& box = child<QLineEdit>("network.neurons/box");
    box.setFocus();
    box.selectAll();
    QTest::keyClicks(&box, QStringLiteral("13"));
    QTest::keyClick(&box, Qt::Key_Return);
    ASSERT_TRUE(
        reaches([this] { return now().spec.network.neurons == 13 && now().state == RunState::paused; }));
    EXPECT_EQ(now().step, 0);
    EXPECT_EQ(now().spec.seeds, test::smallSpec().seeds);
}

TEST_F(MainWindowTest, DivergenceIsSaidInABanner) {
    EXPECT_FALSE(child<QFrame>("banner").isVisible());
    ExperimentSpec spec = test::smallSpec();
    spec.training.stepSize = 1e9;
    window.open(spec);
    QTest::keyClick(&window, Qt::Key_Space);
    ASSERT_TRUE(reaches([this] { return now().state == RunState::diverged; }));
    EXPECT_TRUE(reaches([this] { return child<QFrame>("banner").isVisible(); }));
    EXPECT_TRUE(child<QLabel>("bannerText").text().contains(QStringLiteral("“Step size α”")));
    EXPECT_FALSE(child<QLabel>("bannerText").text().contains(QStringLiteral("step_size")));
    window.open(test::smallSpec());
    EXPECT_TRUE(reaches([this] { return !child<QFrame>("banner").isVisible(); }));
}

TEST_F(MainWindowTest, WhyARunPausedIsSaidUntilItGoesOnOrTheMessageIsClosed) {
    auto& banner = child<QFrame>("banner");
    window.presenter().send(SetStopRule{StopRule{.quantity = StopQuantity::step, .value = 5}});
    QTest::keyClick(&window, Qt::Key_Space);
    ASSERT_TRUE(reaches([this] { return now().state == RunState::paused && now().step == 5; }));
    EXPECT_TRUE(reaches([&] { return banner.isVisible(); }));
    EXPECT_EQ(child<QLabel>("bannerText").text(), QStringLiteral("Paused at step 5: step is at least 5."));
    EXPECT_FALSE(child<QPushButton>("bannerHalve").isVisible());
    QTest::mouseClick(&child<QPushButton>("bannerClose"), Qt::LeftButton);
    EXPECT_FALSE(banner.isVisible());
    QTest::keyClick(&window, Qt::Key_Right);
    ASSERT_TRUE(reaches([this] { return now().step == 6; }));
    EXPECT_FALSE(banner.isVisible());
}

TEST_F(MainWindowTest, ScenarioMenuOpensAScenario) {
    auto& menu = child<QPushButton>("scenarioMenu");
    menu.menu()->popup(window.pos());
    auto& search = child<QLineEdit>("scenarioSearch");
    QTest::keyClicks(&search, "moves 1 crisp");
    QTest::keyClick(&search, Qt::Key_Return);
    EXPECT_FALSE(menu.menu()->isVisible());
    EXPECT_TRUE(reaches([this] { return now().spec.title == scenarioNamed("crisp-clusters").title; }));
}

TEST_F(MainWindowTest, EveryControlHasANameAToolTipAndAnObjectName) {
    int controls = 0;
    for (QWidget* widget : window.findChildren<QWidget*>()) {
        const bool control = qobject_cast<QAbstractButton*>(widget) ||
                             qobject_cast<QAbstractSlider*>(widget) || qobject_cast<QLineEdit*>(widget) ||
                             qobject_cast<QComboBox*>(widget);
        if (!control || !widget->isVisible() || widget->inherits("QScrollBar")) continue;
        ++controls;
        QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(widget);
        ASSERT_NE(accessible, nullptr);
        EXPECT_FALSE(accessible->text(QAccessible::Name).isEmpty()) << widget->objectName().toStdString();
        EXPECT_FALSE(widget->accessibleName().isEmpty()) << widget->objectName().toStdString();
        EXPECT_FALSE(widget->toolTip().isEmpty()) << widget->objectName().toStdString();
        EXPECT_FALSE(widget->objectName().isEmpty()) << widget->accessibleName().toStdString();
    }
    EXPECT_GT(controls, 35);
}

TEST_F(MainWindowTest, IsUpToDateOnlyWithTheoryOfTheStepShown) {
    for (const std::int64_t step : {60, 61}) {
        window.presenter().send(RunTo{step});
        ASSERT_TRUE(reaches([&] { return now().step == step && window.isUpToDate(); }));
        ASSERT_TRUE(window.hub().content().theory);
        EXPECT_EQ(window.hub().content().theory->population.step, step);
    }
}

TEST_F(MainWindowTest, IsUpToDateOnlyWithEveryBaselineThatAPanelShows) {
    window.showLayout(QStringLiteral("theory"));
    EXPECT_FALSE(window.isUpToDate());
    ASSERT_TRUE(reaches([&] { return window.isUpToDate(); }));
    ASSERT_TRUE(window.hub().content().baselines);
    EXPECT_TRUE(window.hub().content().baselines->complete);
}

TEST_F(MainWindowTest, AMomentPickedInOneRunIsForgottenInTheNext) {
    window.hub().select({.neurons = {2}, .samples = {}, .step = 0});
    const std::uint64_t run = now().runId;
    ExperimentSpec other = test::smallSpec();
    other.seeds.weights += 1;
    window.open(other);
    ASSERT_TRUE(reaches([&] { return now().runId != run && window.isUpToDate(); }));
    EXPECT_FALSE(window.hub().content().selection.step.has_value());
    EXPECT_EQ(window.hub().content().selection.neurons, std::vector<std::int32_t>{2});
}

TEST_F(MainWindowTest, NothingIsCutAtTheSmallestCommonSizes) {
    for (const QSize& size : {QSize(1024, 700), QSize(1280, 800), QSize(1920, 1080)}) {
        window.resize(size);
        QCoreApplication::processEvents();
        EXPECT_EQ(window.size(), size);
        const QRect whole = window.rect();
        for (const Panel* panel : window.panels()) {
            EXPECT_TRUE(whole.contains(QRect(panel->mapTo(&window, QPoint()), panel->size())));
            EXPECT_GT(panel->plotRectInPanel().width(), 120);
            EXPECT_GT(panel->plotRectInPanel().height(), 50);
        }
        for (const QPushButton* button : window.findChildren<QPushButton*>()) {
            if (!button->isVisible() || button->objectName() == QStringLiteral("scenarioMenu")) continue;
            EXPECT_GE(button->width(), button->minimumSizeHint().width())
                << button->objectName().toStdString();
        }
    }
}

TEST_F(MainWindowTest, PictureCarriesTheExperiment) {
    const test::TemporaryFolder folder;
    const QString path = QString::fromStdString((folder / "window.png").string());
    writePicture({{.image = pictureOf(window, 2), .recipe = recipeOf(now(), {})}, path});
    const QImage picture(path);
    EXPECT_EQ(picture.size(), window.size() * 2);
    const Recipe recipe = recipeInPicture(readWholeFile(path.toStdString(), 1 << 26), "window.png");
    EXPECT_EQ(recipe.spec, now().spec);
    EXPECT_EQ(recipe.weightsSha256, now().weightsSha256);
}

TEST_F(MainWindowTest, ColoursSwitchByHandAndFollowTheSystemUntilThen) {
    window.setSystemBrightness(Brightness::dark);
    EXPECT_EQ(window.look().palette.brightness, Brightness::dark);
    QTest::mouseClick(&child<QPushButton>("brightness"), Qt::LeftButton);
    EXPECT_EQ(window.look().palette.brightness, nextTheme(Brightness::dark));
    window.setSystemBrightness(Brightness::dark);
    EXPECT_EQ(window.look().palette.brightness, nextTheme(Brightness::dark));
}

TEST(MainWindow, RemembersSizesAndColoursInTheGivenSettings) {
    const test::TemporaryFolder folder;
    const QString path = QString::fromStdString((folder / "settings.ini").string());
    const auto settings = [&] { return std::make_shared<QSettings>(path, QSettings::IniFormat); };
    QList<int> sizes;
    {
        MainWindow window(WindowOptions{.session = {}, .settings = settings()});
        window.show();
        window.resize(1111, 777);
        auto* columns = window.findChild<QSplitter*>(QStringLiteral("columns"));
        columns->setSizes({300, 400});
        sizes = columns->sizes();
        QTest::mouseClick(window.findChild<QPushButton*>(QStringLiteral("brightness")), Qt::LeftButton);
        window.close();
    }
    MainWindow window(WindowOptions{.session = {}, .settings = settings()});
    window.show();
    EXPECT_EQ(window.size(), QSize(1111, 777));
    EXPECT_EQ(window.findChild<QSplitter*>(QStringLiteral("columns"))->sizes(), sizes);
    EXPECT_EQ(window.look().palette.brightness, Brightness::dark);
}

TEST(MainWindow, RemembersTheLayoutUntilItIsReset) {
    const test::TemporaryFolder folder;
    const QString path = QString::fromStdString((folder / "settings.ini").string());
    const auto settings = [&] { return std::make_shared<QSettings>(path, QSettings::IniFormat); };
    const auto ids = [](const MainWindow& window) {
        QStringList result;
        for (const Panel* panel : window.panels()) result << panel->objectName();
        return result;
    };
    QStringList shipped, changed;
    {
        MainWindow window(WindowOptions{.session = {}, .settings = settings()});
        window.show();
        window.activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
        QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
        shipped = ids(window);
        Card& last = *window.page().cards().back();
        window.page().choose(last, QStringLiteral("projection"));
        changed = ids(window);
        EXPECT_NE(shipped, changed);
        window.close();
    }
    MainWindow window(WindowOptions{.session = {}, .settings = settings()});
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    EXPECT_EQ(ids(window), changed);
    QTest::keyClick(&window, Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(ids(window), shipped);
}

TEST(MainWindow, OpensAndClosesFiftyTimesInMidTraining) {
    for (int i = 0; i < 50; ++i) {
        MainWindow window{WindowOptions{}};
        window.open(test::smallSpec());
        window.setSpeed(std::numeric_limits<double>::infinity());
        window.presenter().send(Play{});
        window.show();
        ASSERT_TRUE(QTest::qWaitFor(
            [&] {
                return window.presenter().snapshot() &&
                       window.presenter().snapshot()->state == RunState::running;
            },
            5000));
        window.close();
    }
}

}  // namespace
