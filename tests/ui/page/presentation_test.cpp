#include "ui/page/presentation.h"

#include <gtest/gtest.h>

#include <QAbstractAnimation>
#include <QAbstractButton>
#include <QCoreApplication>
#include <QCursor>
#include <QFontInfo>
#include <QGraphicsEffect>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QtCharts/QChart>
#include <map>

#include "core/spec/scenario_table.h"
#include "tests/support/small_spec.h"
#include "ui/main_window.h"
#include "ui/page/content_hub.h"
#include "ui/page/page.h"
#include "ui/panels/panel.h"
#include "ui/panels/plot_view.h"
#include "ui/session/session_presenter.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

constexpr int kLeastPixels = 24;

class PresentationTest : public testing::Test {
  protected:
    PresentationTest() : window(WindowOptions{}) {
        window.open(test::smallSpec(400));
        window.resize(1920, 1080);
        window.show();
        window.activateWindow();
    }
    void SetUp() override {
        ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
        ASSERT_TRUE(QTest::qWaitFor([this] { return window.isUpToDate(); }, 5000));
    }
    void present() {
        QTest::keyClick(&window, Qt::Key_F11);
        ASSERT_TRUE(window.presentation().isOn());
        window.resize(1920, 1080);
        ASSERT_TRUE(QTest::qWaitFor([this] { return window.isUpToDate(); }, 5000));
    }
    QWidget& child(const char* name) { return *window.findChild<QWidget*>(QString::fromLatin1(name)); }
    bool reaches(const std::function<bool()>& condition) { return QTest::qWaitFor(condition, 5000); }
    std::int64_t step() { return window.presenter().snapshot()->step; }

    MainWindow window;
};

TEST_F(PresentationTest, SmallestTextHasTwentyFourPixels) {
    present();
    for (const char* layout : {"lecture", "explore", "theory"}) {
        window.showLayout(QString::fromLatin1(layout));
        QTest::keyClick(&window, Qt::Key_F4);
        EXPECT_TRUE(child("experimentForm").isVisible());
        int texts = 0;
        for (const QWidget* widget : window.findChildren<QWidget*>()) {
            const bool hasText = qobject_cast<const QLabel*>(widget) ||
                                 qobject_cast<const QAbstractButton*>(widget) ||
                                 widget->inherits("QLineEdit") || widget->inherits("QComboBox");
            if (!hasText || !widget->isVisible()) continue;
            ++texts;
            EXPECT_GE(QFontInfo(widget->font()).pixelSize(), kLeastPixels)
                << layout << ' ' << widget->objectName().toStdString() << " of "
                << widget->parentWidget()->objectName().toStdString();
        }
        EXPECT_GT(texts, 20);
        QTest::keyClick(&window, Qt::Key_F4);
    }
}

TEST_F(PresentationTest, TextInsideChartsHasTwentyFourPixelsInEveryRole) {
    present();
    // Charts draw their texts with these fonts only.
    for (const TextRole role : {TextRole::body, TextRole::small, TextRole::caption, TextRole::cardTitle,
                                TextRole::windowTitle, TextRole::readout}) {
        EXPECT_GE(QFontInfo(fontFor(role, window.look())).pixelSize(), kLeastPixels);
    }
    for (const Panel* panel : window.panels())
        EXPECT_EQ(panel->findChild<PlotView*>()->look().textScale, window.look().textScale);
}

TEST_F(PresentationTest, MenusOfPanelsHaveTwentyFourPixels) {
    present();
    auto& options = *child("panel-projection").findChild<QPushButton*>(QStringLiteral("options"));
    QMenu& menu = *options.menu();
    menu.popup(window.mapToGlobal(QPoint(100, 100)));
    ASSERT_TRUE(reaches([&menu] { return menu.isVisible(); }));
    EXPECT_GE(QFontInfo(menu.font()).pixelSize(), kLeastPixels);
    int parts = 0;
    for (const QWidget* part : menu.findChildren<QWidget*>()) {
        const bool hasText =
            qobject_cast<const QLabel*>(part) || part->inherits("QSpinBox") || part->inherits("QLineEdit");
        if (!hasText) continue;
        ++parts;
        EXPECT_GE(QFontInfo(part->font()).pixelSize(), kLeastPixels) << part->objectName().toStdString();
    }
    EXPECT_GE(parts, 6);
    menu.close();
}

/// On the projectors that there are, in every layout: text is 1/45 of the height or more, and a picture is
/// half of its card or more.
TEST_F(PresentationTest, ChartsStayChartsOnEveryProjector) {
    for (const QSize screen : {QSize(1280, 800), QSize(1366, 768), QSize(1920, 1080)}) {
        present();
        window.resize(screen);
        for (const char* layout : {"lecture", "explore", "theory"}) {
            window.showLayout(QString::fromLatin1(layout));
            ASSERT_TRUE(reaches([this] { return window.isUpToDate(); }));
            const std::string where = std::string(layout) + " at " + std::to_string(screen.width()) + " x " +
                                      std::to_string(screen.height());
            EXPECT_EQ(window.size(), screen) << where;
            EXPECT_LE(window.panels().size(), 3U) << where;
            EXPECT_GE(45 * QFontInfo(fontFor(TextRole::small, window.look())).pixelSize(), screen.height())
                << where;
            for (const Panel* panel : window.panels()) {
                const std::string which = panel->objectName().toStdString() + " in " + where;
                EXPECT_TRUE(window.rect().contains(QRect(panel->mapTo(&window, QPoint()), panel->size())))
                    << which;
                EXPECT_GE(panel->plotRectInPanel().height(), 100) << which;
                EXPECT_GE(2 * panel->plotRectInPanel().height(), panel->parentWidget()->height()) << which;
            }
        }
        QTest::keyClick(&window, Qt::Key_Escape);
        EXPECT_GT(window.panels().size(), 3U) << "all cards are back";
    }
}

/// For every choice of panels the scenario whose sentence needs most room.
std::vector<const Scenario*> scenariosOfAllPanels() {
    std::map<std::vector<std::string>, const Scenario*> found;
    for (const Scenario& scenario : scenarios()) {
        const Scenario*& one = found[scenario.spec.opening.presentation.panels];
        if (!one || one->spec.watch.size() < scenario.spec.watch.size()) one = &scenario;
    }
    std::vector<const Scenario*> all;
    for (const auto& [panels, scenario] : found) all.push_back(scenario);
    return all;
}

TEST_F(PresentationTest, ChartsOfScenariosStayChartsOnTheSmallestProjector) {
    const std::vector<const Scenario*> all = scenariosOfAllPanels();
    EXPECT_GT(all.size(), 8U);
    for (const Scenario* scenario : all) {
        window.open(scenario->spec);
        ASSERT_TRUE(QTest::qWaitFor(
            [&] { return window.presenter().snapshot()->spec == scenario->spec && window.isUpToDate(); },
            20000))
            << scenario->name;
        QTest::keyClick(&window, Qt::Key_F11);
        window.resize(1280, 800);
        ASSERT_TRUE(reaches([this] { return window.isUpToDate(); })) << scenario->name;
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
        EXPECT_EQ(window.size(), QSize(1280, 800)) << scenario->name;
        for (const Panel* panel : window.panels()) {
            const std::string which = panel->objectName().toStdString() + " of " + scenario->name;
            EXPECT_GE(2 * panel->plotRectInPanel().height(), panel->parentWidget()->height()) << which;
        }
        QTest::keyClick(&window, Qt::Key_Escape);
    }
}

TEST_F(PresentationTest, ShowsTheSentenceOfTheScenarioAndNoControlsUntilTheMouseMoves) {
    ExperimentSpec spec = test::smallSpec(400);
    spec.watch = "Watch the clean test error.";
    window.open(spec);
    ASSERT_TRUE(reaches([&] { return window.presenter().snapshot()->spec == spec && window.isUpToDate(); }));
    EXPECT_FALSE(child("presentationCaption").isVisible());
    EXPECT_TRUE(child("playbackBar").isVisible());
    present();
    EXPECT_TRUE(child("presentationCaption").isVisible());
    EXPECT_FALSE(child("playbackBar").isVisible());
    QTest::keyClick(&window, Qt::Key_Space);
    EXPECT_TRUE(reaches([this] { return step() > 0; })) << "its key stays";
    QTest::keyClick(&window, Qt::Key_Escape);
    EXPECT_TRUE(child("playbackBar").isVisible());
}

TEST_F(PresentationTest, ButtonsOfCardsAreSeenOnlyWhileTheMouseMoves) {
    const auto isSeen = [](const QWidget& button) { return button.isVisible() && !button.graphicsEffect(); };
    // Another card may have come with a change of the page.
    const auto help = [this]() -> QWidget& {
        return *child("card-errors").findChild<QWidget*>(QStringLiteral("help"));
    };
    const auto ofPanel = [this]() -> QWidget& {
        return *child("panel-errors").findChild<QAbstractButton*>();
    };
    EXPECT_TRUE(isSeen(help()) && isSeen(ofPanel()));
    QCursor::setPos(window.mapToGlobal(QPoint(5, 5)));
    present();
    EXPECT_FALSE(isSeen(help()) || isSeen(ofPanel()));
    const QRect plot = child("panel-errors").geometry();
    QCursor::setPos(window.mapToGlobal(QPoint(300, 300)));
    EXPECT_TRUE(reaches([&] { return isSeen(help()) && isSeen(ofPanel()); }));
    EXPECT_EQ(child("panel-errors").geometry(), plot) << "no picture moves";
    QTest::keyClick(&window, Qt::Key_Escape);
    EXPECT_TRUE(isSeen(help()) && isSeen(ofPanel()));
}

TEST_F(PresentationTest, FiguresStayOnASmallProjectorWithoutTheSpeed) {
    QCursor::setPos(window.mapToGlobal(QPoint(5, 5)));
    present();
    window.resize(1280, 800);
    ASSERT_TRUE(reaches([this] { return window.isUpToDate(); }));
    EXPECT_TRUE(child("readout-step").isVisible());
    EXPECT_TRUE(child("readout-test-error-clean").isVisible());
    EXPECT_FALSE(child("readout-speed").isVisible());
    QTest::keyClick(&window, Qt::Key_Escape);
    window.resize(1920, 1080);
    EXPECT_TRUE(child("readout-speed").isVisible());
}

TEST_F(PresentationTest, ALongTitleTakesTheRoomBesideTheFigures) {
    ExperimentSpec spec = test::smallSpec(400);
    spec.title = "From lazy to rich: grokking in regression";
    window.open(spec);
    ASSERT_TRUE(reaches([&] { return window.presenter().snapshot()->spec == spec && window.isUpToDate(); }));
    QCursor::setPos(window.mapToGlobal(QPoint(5, 5)));
    present();
    const auto* title = child("scenarioMenu").findChild<QLabel*>();
    EXPECT_TRUE(reaches([&] { return title->text() == QString::fromStdString(spec.title); }))
        << title->text().toStdString();
    EXPECT_TRUE(child("readout-test-error").isVisible()) << "and takes none of theirs";
}

TEST_F(PresentationTest, TextGrowsAtRestTooAndIsRemembered) {
    const double before = window.look().textScale;
    QTest::keyClick(&window, Qt::Key_Plus, Qt::ControlModifier);
    EXPECT_GT(window.look().textScale, before);
    QTest::keyClick(&window, Qt::Key_0, Qt::ControlModifier);
    EXPECT_EQ(window.look().textScale, before);
}

TEST_F(PresentationTest, HidesTheFormAndBringsItBackAtTheEnd) {
    const Look atRest = window.look();
    EXPECT_TRUE(child("experimentForm").isVisible());
    present();
    EXPECT_EQ(window.size(), QSize(1920, 1080)) << "off screen there is no screen to fill";
    EXPECT_FALSE(child("experimentForm").isVisible());
    QTest::keyClick(&window, Qt::Key_Escape);
    EXPECT_FALSE(window.presentation().isOn());
    EXPECT_TRUE(child("experimentForm").isVisible());
    EXPECT_EQ(window.look().textScale, atRest.textScale);
    EXPECT_EQ(window.look().strokeScale, atRest.strokeScale);
}

TEST_F(PresentationTest, TextGrowsToThreefoldAndNoFurther) {
    present();
    EXPECT_DOUBLE_EQ(window.look().textScale, Presentation::kLeastScale);
    EXPECT_GT(window.look().strokeScale, 1.4);
    for (int i = 0; i < 9; ++i) QTest::keyClick(&window, Qt::Key_Plus, Qt::ControlModifier);
    EXPECT_DOUBLE_EQ(window.look().textScale, Presentation::kMostScale);
    for (int i = 0; i < 9; ++i) QTest::keyClick(&window, Qt::Key_Minus, Qt::ControlModifier);
    EXPECT_DOUBLE_EQ(window.look().textScale, Presentation::kLeastScale);
}

TEST_F(PresentationTest, ARemoteStepsForthAndBackAndBlanks) {
    present();
    const std::string start = window.presenter().snapshot()->weightsSha256;
    QTest::keyClick(&window, Qt::Key_PageDown);
    ASSERT_TRUE(reaches([this] { return step() == 1; }));
    QTest::keyClick(&window, Qt::Key_PageUp);
    ASSERT_TRUE(reaches([this] { return step() == 0; }));
    EXPECT_EQ(window.presenter().snapshot()->weightsSha256, start);
    QTest::keyClick(&window, Qt::Key_B);
    EXPECT_TRUE(child("blankScreen").isVisible());
    EXPECT_EQ(child("blankScreen").geometry(), window.rect());
    QTest::keyClick(&window, Qt::Key_B);
    EXPECT_FALSE(child("blankScreen").isVisible());
}

TEST_F(PresentationTest, BlankingBelongsToThePresentation) {
    QTest::keyClick(&window, Qt::Key_B);
    EXPECT_FALSE(child("blankScreen").isVisible());
}

TEST_F(PresentationTest, NothingIsAnimated) {
    for (const Panel* panel : window.panels()) {
        EXPECT_EQ(panel->findChild<PlotView*>()->chart()->animationOptions(), QChart::NoAnimation);
    }
    QTest::mouseClick(&child("step"), Qt::LeftButton);
    EXPECT_TRUE(window.findChildren<QAbstractAnimation*>().isEmpty());
}

}  // namespace
