#include "ui/page/help_window.h"

#include <gtest/gtest.h>

#include <QListWidget>
#include <QTest>
#include <QTextBrowser>

#include "ui/page/window_keys.h"
#include "ui/panels/panel_table.h"

using namespace featurescope::ui;

namespace {

TEST(HelpPages, ThereIsOneForEveryPanel) {
    for (const PanelKind& kind : panelKinds()) {
        const QString page = helpPage(QString::fromLatin1(kind.id));
        EXPECT_TRUE(page.startsWith(QStringLiteral("# %1\n").arg(titleOf(kind)))) << kind.id;
        EXPECT_GT(page.size(), 400) << kind.id;
    }
    EXPECT_TRUE(helpPage(QStringLiteral("no-such-page")).isEmpty());
}

TEST(HelpPages, KeysAreThoseOfTheWindow) {
    const QString page = helpPage(QStringLiteral("keys"));
    for (const WindowKey& key : windowKeys()) {
        EXPECT_TRUE(page.contains(QString::fromUtf8(key.text))) << key.id;
        EXPECT_TRUE(page.contains(keyText(key.id))) << key.id;
    }
}

TEST(HelpWindow, ShowsThePageAskedFor) {
    HelpWindow window;
    window.setLook(Look());
    window.showPage(QStringLiteral("loss"));
    EXPECT_TRUE(window.isVisible());
    EXPECT_EQ(window.page(), QStringLiteral("loss"));
    const auto* text = window.findChild<QTextBrowser*>(QStringLiteral("helpText"));
    EXPECT_TRUE(text->toPlainText().startsWith(QStringLiteral("Training loss")));
    auto* list = window.findChild<QListWidget*>(QStringLiteral("helpPages"));
    QTest::keyClick(list, Qt::Key_Home);
    EXPECT_TRUE(text->toPlainText().startsWith(QStringLiteral("Start here")));
    window.showPage(QStringLiteral("no-such-page"));
    EXPECT_EQ(window.page(), QStringLiteral("start"));
}

TEST(HelpWindow, ClosesWithEscape) {
    HelpWindow window;
    window.showPage(QStringLiteral("errors"));
    window.findChild<QTextBrowser*>(QStringLiteral("helpText"))->setFocus();
    QTest::keyClick(window.focusWidget(), Qt::Key_Escape);
    EXPECT_FALSE(window.isVisible());
}

TEST(HelpPages, SayForWhichDataTestLabelsAreFlipped) {
    EXPECT_TRUE(
        helpPage(QStringLiteral("errors")).contains(QStringLiteral("adversaries leave test labels clean")));
}

TEST(WindowKeys, AreUniqueAndUnderstood) {
    QSet<QString> seen;
    for (const WindowKey& key : windowKeys()) {
        for (const QKeySequence& sequence : sequencesOf(key)) {
            EXPECT_FALSE(sequence.isEmpty()) << key.id;
            EXPECT_FALSE(seen.contains(sequence.toString())) << key.id;
            seen.insert(sequence.toString());
        }
        EXPECT_FALSE(keyText(key.id).isEmpty());
    }
    EXPECT_TRUE(keyText("no-such-key").isEmpty());
}

}  // namespace
