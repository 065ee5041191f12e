#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QShortcut>
#include <QSlider>
#include <QTest>
#include <QTimer>

#include "core/spec/scenario_table.h"
#include "tests/support/small_spec.h"
#include "ui/main_window.h"
#include "ui/page/card.h"
#include "ui/page/content_hub.h"
#include "ui/page/page.h"
#include "ui/page/presentation.h"
#include "ui/panels/panel.h"
#include "ui/panels/plot_view.h"
#include "ui/session/session_presenter.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

/// Whoever works without a mouse has nothing but these keys.
class KeyboardWalk : public testing::Test {
  protected:
    KeyboardWalk() : window(WindowOptions{}) {
        window.open(test::smallSpec(400));
        window.resize(1600, 1000);
        window.show();
        window.activateWindow();
    }
    void SetUp() override {
        ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
        ASSERT_TRUE(QTest::qWaitFor([this] { return window.isUpToDate(); }, 5000));
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QWidget* target = QApplication::activePopupWidget();
        if (!target) target = QApplication::focusWidget() ? QApplication::focusWidget() : &window;
        QTest::keyClick(target, key, modifiers);
    }
    /// All that Tab comes by until it is back at the start.
    QList<QWidget*> walk() {
        QList<QWidget*> seen;
        press(Qt::Key_Tab);
        while (QWidget* focus = QApplication::focusWidget()) {
            if (seen.contains(focus) || seen.size() > 500) break;
            seen << focus;
            press(Qt::Key_Tab);
        }
        return seen;
    }
    bool reaches(const std::function<bool()>& condition) { return QTest::qWaitFor(condition, 5000); }
    const Snapshot& now() { return *window.presenter().snapshot(); }

    MainWindow window;
};

TEST_F(KeyboardWalk, TabComesByEveryControlAndEveryChart) {
    const QList<QWidget*> seen = walk();
    for (QWidget* widget : window.findChildren<QWidget*>()) {
        const bool control = qobject_cast<QAbstractButton*>(widget) || qobject_cast<QSlider*>(widget) ||
                             qobject_cast<QComboBox*>(widget) || qobject_cast<QLineEdit*>(widget);
        const bool chart = qobject_cast<Panel*>(widget);
        if (!(control || chart) || !widget->isVisible() || !widget->isEnabled()) continue;
        const bool insideCombo = qobject_cast<QComboBox*>(widget->parentWidget());
        if (insideCombo) continue;
        EXPECT_TRUE(seen.contains(widget))
            << widget->metaObject()->className() << ' ' << widget->objectName().toStdString() << " in "
            << widget->parentWidget()->objectName().toStdString();
    }
    EXPECT_GT(seen.size(), 40);
}

TEST_F(KeyboardWalk, TheFirstChartIsAtMostTwelveTabsAway) {
    int tabs = 0;
    do {
        press(Qt::Key_Tab);
        ++tabs;
    } while (tabs < 50 && !qobject_cast<Panel*>(QApplication::focusWidget()));
    EXPECT_LE(tabs, 12);
    EXPECT_EQ(QApplication::focusWidget(), window.panels().front()) << "the first as seen";
}

TEST_F(KeyboardWalk, AssistiveTechnologyMeetsTheCardsInTheOrderTheyAreSeen) {
    for (const char* layout : {"lecture", "explore", "theory"}) {
        window.showLayout(QString::fromLatin1(layout));
        ASSERT_TRUE(reaches([this] { return window.isUpToDate(); }));
        QStringList seen, met;
        for (const Card* card : window.page().cards()) seen << card->objectName();
        std::function<void(QAccessibleInterface&)> visit = [&](QAccessibleInterface& node) {
            if (qobject_cast<Card*>(node.object())) met << node.object()->objectName();
            for (int i = 0; i < node.childCount(); ++i) visit(*node.child(i));
        };
        visit(*QAccessible::queryAccessibleInterface(&window.page()));
        EXPECT_EQ(met, seen) << layout;
    }
}

TEST_F(KeyboardWalk, WhereTheFocusIsCanBeSeen) {
    for (QWidget* widget : walk()) {
        // A chart's ring is drawn by the card around it.
        QWidget* seen = qobject_cast<Panel*>(widget) ? widget->parentWidget() : widget;
        if (qobject_cast<QLineEdit*>(widget) && widget->property("readOnly").toBool()) continue;
        widget->setFocus(Qt::TabFocusReason);
        const QImage with = seen->grab().toImage();
        widget->clearFocus();
        const QImage without = seen->grab().toImage();
        EXPECT_NE(with, without) << widget->metaObject()->className() << ' '
                                 << widget->objectName().toStdString();
    }
}

TEST_F(KeyboardWalk, EverythingThatTakesTheFocusHasANameARoleAndAToolTip) {
    for (QWidget* widget : walk()) {
        QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(widget);
        ASSERT_NE(accessible, nullptr);
        EXPECT_FALSE(widget->accessibleName().isEmpty()) << widget->objectName().toStdString();
        EXPECT_FALSE(widget->objectName().isEmpty()) << widget->accessibleName().toStdString();
        EXPECT_NE(accessible->role(), QAccessible::NoRole) << widget->objectName().toStdString();
        // Pictures have a readout under the cursor in place of a tooltip.
        if (qobject_cast<Panel*>(widget)) continue;
        EXPECT_FALSE(widget->toolTip().isEmpty()) << widget->objectName().toStdString();
    }
}

TEST_F(KeyboardWalk, EveryChartSaysWhatItShows) {
    for (const char* layout : {"lecture", "explore", "theory"}) {
        window.showLayout(QString::fromLatin1(layout));
        ASSERT_TRUE(reaches([this] { return window.isUpToDate(); }));
        window.page().refreshSummaries();
        for (const Panel* panel : window.panels()) {
            const auto* plot = panel->findChild<PlotView*>();
            EXPECT_FALSE(plot->accessibleName().isEmpty()) << panel->objectName().toStdString();
            EXPECT_GT(plot->accessibleDescription().size(), 20) << panel->objectName().toStdString();
        }
    }
}

TEST_F(KeyboardWalk, ALessonCanBeGivenWithKeysAlone) {
    press(Qt::Key_PageDown);
    ASSERT_TRUE(reaches([this] { return now().step == 1; }));
    press(Qt::Key_Space);
    ASSERT_TRUE(reaches([this] { return now().state == RunState::running; }));
    press(Qt::Key_Space);
    ASSERT_TRUE(reaches([this] { return now().state == RunState::paused; }));
    press(Qt::Key_Home);
    ASSERT_TRUE(reaches([this] { return now().step == 0; }));
    press(Qt::Key_2, Qt::ControlModifier);
    EXPECT_GT(window.panels().size(), 4U);
    press(Qt::Key_F6);
    ASSERT_NE(window.page().focusedCard(), nullptr);
    press(Qt::Key_Return);
    EXPECT_EQ(window.panels().size(), 1U);
    press(Qt::Key_Escape);
    EXPECT_GT(window.panels().size(), 4U);
    press(Qt::Key_F11);
    EXPECT_TRUE(window.presentation().isOn());
    press(Qt::Key_Escape);
    EXPECT_FALSE(window.presentation().isOn());
}

TEST_F(KeyboardWalk, F2ChoosesAnotherPanel) {
    press(Qt::Key_F6);
    Card* card = window.page().focusedCard();
    ASSERT_NE(card, nullptr);
    const std::string before = card->kind().id;
    // The menu has an event loop of its own; the key that chooses must come from inside it.
    QTimer chooser;
    chooser.callOnTimeout([&] {
        if (!QApplication::activePopupWidget()) return;
        chooser.stop();
        press(before == "errors" ? Qt::Key_5 : Qt::Key_4);
    });
    chooser.start(5);
    press(Qt::Key_F2);
    EXPECT_TRUE(reaches([&] { return card->kind().id != before; }));
}

TEST_F(KeyboardWalk, F1OpensThePageOfTheFocusedPanel) {
    press(Qt::Key_F6);
    const QString id = QString::fromLatin1(window.page().focusedCard()->kind().id);
    press(Qt::Key_F1);
    auto* help = window.findChild<QDialog*>(QStringLiteral("helpWindow"));
    ASSERT_NE(help, nullptr);
    EXPECT_TRUE(help->isVisible());
    const auto* list = help->findChild<QListWidget*>();
    EXPECT_EQ(list->currentItem()->data(Qt::UserRole).toString(), id);
    help->close();
}

TEST_F(KeyboardWalk, ShiftF1OpensThePaperOfTheScenario) {
    window.open(scenarioNamed("rank-two"));
    ASSERT_TRUE(reaches([this] { return now().spec.title == scenarioNamed("rank-two").title; }));
    press(Qt::Key_F6);
    press(Qt::Key_F1, Qt::ShiftModifier);
    auto* help = window.findChild<QDialog*>(QStringLiteral("helpWindow"));
    ASSERT_NE(help, nullptr);
    const auto* list = help->findChild<QListWidget*>();
    EXPECT_EQ(list->currentItem()->data(Qt::UserRole).toString(), QStringLiteral("papers/rank-two"));
    help->close();
}

TEST_F(KeyboardWalk, AKeyOfTheFocusedPanelGoesBeforeTheSameKeyOfTheWindow) {
    press(Qt::Key_F6);
    Panel* panel = window.page().focusedCard()->panel();
    int pressed = 0;
    auto* shortcut = new QShortcut(Qt::Key_Home, panel);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    QObject::connect(shortcut, &QShortcut::activated, panel, [&pressed] { ++pressed; });
    press(Qt::Key_Right);
    ASSERT_TRUE(reaches([this] { return now().step == 1; }));
    press(Qt::Key_Home);
    EXPECT_EQ(pressed, 1);
    EXPECT_EQ(now().step, 1);
    press(Qt::Key_F6);
    press(Qt::Key_Home);
    EXPECT_TRUE(reaches([this] { return now().step == 0; }));
    EXPECT_EQ(pressed, 1);
}

TEST_F(KeyboardWalk, EscapeEndsASelectionFirst) {
    window.hub().select({.neurons = {1, 3}, .samples = {}, .step = {}});
    EXPECT_EQ(window.hub().content().selection.neurons.size(), 2U);
    ASSERT_TRUE(reaches([this] { return window.isUpToDate(); }));
    press(Qt::Key_F11);
    press(Qt::Key_Escape);
    EXPECT_TRUE(window.hub().content().selection.empty());
    EXPECT_TRUE(window.presentation().isOn());
    press(Qt::Key_Escape);
    EXPECT_FALSE(window.presentation().isOn());
}

TEST_F(KeyboardWalk, ASelectionFollowsIntoTheNextRunAsFarAsItExists) {
    window.hub().select({.neurons = {1, 19, 400}, .samples = {59, 60}, .step = {}});
    EXPECT_EQ(window.hub().content().selection.neurons, (std::vector<std::int32_t>{1, 19}));
    EXPECT_EQ(window.hub().content().selection.samples, (std::vector<std::int32_t>{59}));
    ExperimentSpec smaller = test::smallSpec(400);
    smaller.network.neurons = 10;
    window.open(smaller);
    ASSERT_TRUE(reaches([this] { return now().spec.network.neurons == 10 && now().scene; }));
    EXPECT_EQ(window.hub().content().selection.neurons, (std::vector<std::int32_t>{1}));
}

}  // namespace
