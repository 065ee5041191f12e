#include "ui/page/page.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QPointer>
#include <QSignalSpy>
#include <QSplitter>
#include <QTest>
#include <QToolButton>

#include "tests/support/sample_snapshot.h"
#include "ui/page/card.h"
#include "ui/panels/panel.h"
#include "ui/panels/plot_view.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

PageLayout threeCards() {
    return {
        {{.share = 2, .cards = {{"projection", 3}, {"errors", 1}}}, {.share = 1, .cards = {{"loss", 1}}}}};
}

QStringList idsOf(const Page& page) {
    QStringList ids;
    for (const Card* card : page.cards()) ids << QString::fromLatin1(card->kind().id);
    return ids;
}

class PageTest : public testing::Test {
  protected:
    PageTest() {
        page.resize(1000, 700);
        page.setLook(Look());
        page.arrange(threeCards());
        page.showContent({.snapshot = test::sampleSnapshot()});
        page.show();
        page.activateWindow();
    }
    void SetUp() override { ASSERT_TRUE(QTest::qWaitForWindowActive(&page)); }
    Card& card(int index) { return *page.cards()[static_cast<std::size_t>(index)]; }

    Page page;
};

TEST_F(PageTest, ShowsTheCardsOfALayoutInTheirProportions) {
    page.resize(1000, 900);  // so high that the lower card need not be higher than its share to be readable
    EXPECT_EQ(idsOf(page), QStringList({"projection", "errors", "loss"}));
    EXPECT_NEAR(card(0).height(), 3.0 * card(1).height(), 30);
    EXPECT_NEAR(card(0).width(), 2.0 * card(2).width(), 30);
}

TEST_F(PageTest, FollowsAMomentInTurnsUntilEveryPanelHasDrawnIt) {
    auto later = std::make_shared<Snapshot>(*test::sampleSnapshot());
    later->step = 1234;
    QSignalSpy settled(&page, &Page::settled);
    // A panel that took long before has its turn later.
    FrameTurns& turns = page.turns();
    for (const Card* card : page.cards()) turns.noteCost(card->kind(), 5 * FrameTurns::kBudget);
    page.followContent({.snapshot = later});
    EXPECT_FALSE(page.isSettled());
    EXPECT_EQ(settled.size(), 0);
    ASSERT_TRUE(QTest::qWaitFor([&] { return page.isSettled(); }, 5000));
    EXPECT_EQ(settled.size(), 1);
    page.showContent({.snapshot = later});
    EXPECT_TRUE(page.isSettled());
}

PageLayout threeColumns() {
    return {{{.share = 1, .cards = {{"projection", 1}, {"errors", 1}}},
             {.share = 1, .cards = {{"neuron-plane", 1}, {"margins", 1}}},
             {.share = 1, .cards = {{"alignment-mu1", 1}, {"alignment-mu2", 2}, {"loss", 1}}}}};
}

TEST_F(PageTest, HasTwoColumnsThatScrollWhereThreeHaveNoRoom) {
    page.arrange(threeColumns());
    const PageLayout wide = page.arrangement();
    page.resize(680, 560);
    EXPECT_EQ(idsOf(page), QStringList({"projection", "errors", "alignment-mu1", "loss", "neuron-plane",
                                        "margins", "alignment-mu2"}));
    for (const Panel* panel : page.visiblePanels())
        EXPECT_GE(panel->plotRectInPanel().height(), Panel::kLeastPlot) << panel->objectName().toStdString();
    // What is remembered is the page as it was arranged, and so it comes back.
    EXPECT_EQ(page.arrangement().columns.size(), 3U);
    page.resize(1000, 700);
    EXPECT_EQ(page.arrangement().columns[2].cards.size(), 3U);
    EXPECT_EQ(idsOf(page), QStringList({"projection", "errors", "neuron-plane", "margins", "alignment-mu1",
                                        "alignment-mu2", "loss"}));
    EXPECT_NEAR(page.arrangement().columns[0].share, wide.columns[0].share, 3);
}

TEST_F(PageTest, EnlargingAndBackKeepsAFoldedPage) {
    page.arrange(threeColumns());
    page.resize(680, 560);
    const QStringList before = idsOf(page);
    page.toggleEnlarged(card(3));
    EXPECT_EQ(page.visiblePanels().size(), 1U);
    page.toggleEnlarged(card(3));
    EXPECT_EQ(idsOf(page), before);
    page.toggleEnlarged(card(3));
    page.resize(1000, 700);
    page.toggleEnlarged(card(3));
    EXPECT_EQ(page.cards().size(), 7U);
    EXPECT_EQ(page.arrangement().columns.size(), 3U);
    EXPECT_EQ(page.arrangement().columns[2].cards.size(), 3U);
}

TEST_F(PageTest, ALowCardGivesUpRowsOfItsLegendBeforeItsPlot) {
    page.arrange({{{.cards = {{"errors", 1}}}}});
    page.resize(420, 700);
    const auto* legend = page.visiblePanels()[0]->findChild<QWidget*>(QStringLiteral("legend"));
    const int whole = legend->height();
    page.resize(420, 240);
    EXPECT_LT(legend->height(), whole);
    EXPECT_GE(page.visiblePanels()[0]->plotRectInPanel().height(), Panel::kLeastPlot);
}

TEST_F(PageTest, ACardThatIsGoneNoLongerMovesItsPanel) {
    const QPointer<Card> before = page.cards()[0];
    Panel* panel = before->panel();
    page.arrange({{{.cards = {{"projection", 1}}}}});
    const QRect place = panel->geometry();
    // It is deleted only when control returns to the event loop.
    ASSERT_TRUE(before);
    before->resize(222, 111);
    Q_EMIT panel->headingChanged();
    EXPECT_EQ(panel->geometry(), place);
    EXPECT_EQ(before->panel(), nullptr);
}

TEST_F(PageTest, ChoosingAPanelThatIsShownSwapsTheTwo) {
    Panel* projection = card(0).panel();
    page.choose(card(2), QStringLiteral("projection"));
    EXPECT_EQ(idsOf(page), QStringList({"loss", "errors", "projection"}));
    EXPECT_EQ(card(2).panel(), projection);
    EXPECT_TRUE(card(0).panel()->isVisible());
}

TEST_F(PageTest, ChoosingAnotherPanelReplacesTheOldOne) {
    Panel* old = card(2).panel();
    page.choose(card(2), QStringLiteral("alignment-mu1"));
    EXPECT_EQ(idsOf(page), QStringList({"projection", "errors", "alignment-mu1"}));
    EXPECT_FALSE(old->isVisible());
    EXPECT_EQ(page.visiblePanels().size(), 3U);
}

TEST_F(PageTest, TheFocusStaysInThePictureWhenAnotherOneIsChosen) {
    for (const char* id : {"alignment-mu1", "projection"}) {
        card(1).panel()->setFocus();
        page.choose(card(1), QString::fromLatin1(id));
        EXPECT_EQ(page.focusWidget(), card(1).panel()) << id;
    }
    card(2).panel()->setFocus();
    page.choose(card(1), QStringLiteral("margins"));
    EXPECT_EQ(page.focusWidget(), card(2).panel()) << "of another card";
}

TEST_F(PageTest, MakesPanelsWhenTheyAreFirstShown) {
    EXPECT_EQ(page.findChildren<Panel*>().size(), 3);
    page.choose(card(2), QStringLiteral("alignment-mu1"));
    EXPECT_EQ(page.findChildren<Panel*>().size(), 4);
    page.choose(card(2), QStringLiteral("loss"));
    EXPECT_EQ(page.findChildren<Panel*>().size(), 4);
}

TEST_F(PageTest, EveryCardOffersEveryKindWithAKeyOfItsOwn) {
    const QList<QAction*> actions = card(0).findChildren<QAction*>();
    QSet<QString> keys;
    int kinds = 0;
    for (const QAction* action : actions) {
        if (!panelKind(action->objectName().toStdString())) continue;
        ++kinds;
        const qsizetype mark = action->text().indexOf(QLatin1Char('&'));
        ASSERT_GE(mark, 0);
        keys.insert(action->text().mid(mark + 1, 1));
    }
    EXPECT_EQ(kinds, static_cast<int>(panelKinds().size()));
    EXPECT_EQ(keys.size(), kinds);
}

TEST_F(PageTest, SaysWhatOneIsLookingAt) {
    for (const Card* card : page.cards()) {
        const auto* line = card->findChild<QLabel*>(QStringLiteral("explanation"));
        EXPECT_FALSE(line->text().isEmpty());
        EXPECT_TRUE(line->toolTip().contains(explanationOf(card->kind())));
    }
}

TEST_F(PageTest, EnterEnlargesTheFocusedCardAndTakesItBack) {
    const PageLayout before = page.arrangement();
    card(1).panel()->setFocus();
    QTest::keyClick(card(1).panel(), Qt::Key_Return);
    EXPECT_EQ(page.enlarged(), &card(1));
    EXPECT_EQ(page.visiblePanels(), std::vector{card(1).panel()});
    QCoreApplication::processEvents();
    EXPECT_GT(card(1).width(), 980);
    EXPECT_GT(card(1).height(), 680);
    EXPECT_EQ(page.arrangement(), before);
    EXPECT_TRUE(card(1).panel()->hasFocus());
    QTest::keyClick(card(1).panel(), Qt::Key_Return);
    EXPECT_EQ(page.enlarged(), nullptr);
    EXPECT_EQ(idsOf(page), QStringList({"projection", "errors", "loss"}));
    QCoreApplication::processEvents();
    const PageLayout after = page.arrangement();
    ASSERT_EQ(after.columns.size(), before.columns.size());
    for (std::size_t i = 0; i < after.columns.size(); ++i) {
        EXPECT_NEAR(after.columns[i].share, before.columns[i].share, 1);
        for (std::size_t k = 0; k < after.columns[i].cards.size(); ++k)
            EXPECT_NEAR(after.columns[i].cards[k].share, before.columns[i].cards[k].share, 1);
    }
}

TEST_F(PageTest, DoubleClickOnAPlotEnlarges) {
    QWidget* viewport = card(2).panel()->findChild<PlotView*>()->viewport();
    QSignalSpy wanted(card(2).panel(), &Panel::stepWanted);
    QApplication::setDoubleClickInterval(150);
    const QPoint place = viewport->rect().center();
    QTest::mouseClick(viewport, Qt::LeftButton, {}, place);
    QTest::mouseDClick(viewport, Qt::LeftButton, {}, place);
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, place);
    EXPECT_EQ(page.enlarged(), &card(2));
    EXPECT_FALSE(wanted.wait(250)) << "and does not travel in time";
    QApplication::setDoubleClickInterval(0);
}

TEST_F(PageTest, HiddenPanelsAskForNothing) {
    EXPECT_GT(page.needs().view.field.width, 0);
    page.toggleEnlarged(card(2));
    EXPECT_EQ(page.needs().view.field.width, 0);
    page.toggleEnlarged(card(2));
    EXPECT_GT(page.needs().view.field.width, 0);
}

TEST_F(PageTest, GivesTheFocusToThePanelsInTurn) {
    card(2).panel()->setFocus();
    for (const int expected : {0, 1, 2, 0}) {
        page.focusNextPanel();
        EXPECT_EQ(page.focusedCard(), &card(expected));
    }
}

TEST_F(PageTest, HelpButtonAsksForThePageOfItsPanel) {
    QString asked;
    QObject::connect(&page, &Page::helpWanted, [&asked](const QString& id) { asked = id; });
    QTest::mouseClick(card(1).findChild<QToolButton*>(QStringLiteral("help")), Qt::LeftButton);
    EXPECT_EQ(asked, QStringLiteral("errors"));
}

TEST_F(PageTest, EveryVisibleChartHasANameAndASummary) {
    for (const PanelKind& kind : panelKinds()) {
        page.choose(card(0), QString::fromLatin1(kind.id));
        page.refreshSummaries();
        const auto* plot = card(0).panel()->findChild<PlotView*>();
        EXPECT_FALSE(plot->accessibleName().isEmpty()) << kind.id;
        EXPECT_GT(plot->accessibleDescription().size(), 20) << kind.id;
    }
}

}  // namespace
