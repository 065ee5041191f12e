#include "ui/page/page_layout.h"

#include <gtest/gtest.h>

#include <set>

#include "ui/panels/panel_table.h"

using namespace featurescope::ui;

namespace {

PageLayout twoColumns() {
    return {{{.share = 2, .cards = {{"projection", 3, {{"mode", "slice"}}}, {"errors", 1}}},
             {.share = 1, .cards = {{"loss", 1}}}}};
}

TEST(PageLayout, SurvivesTheWayThroughJson) {
    const std::optional<PageLayout> read = pageLayoutFrom(jsonOf(twoColumns()));
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, twoColumns());
}

TEST(PageLayout, LeavesOutWhatItDoesNotKnow) {
    PageLayout layout = twoColumns();
    layout.columns[0].cards.push_back({"of-a-later-version", 1});
    layout.columns[1].cards.push_back({"errors", 1});
    layout.columns[1].cards.push_back({"alignment-mu1", 0});
    layout.columns.push_back({.share = 1, .cards = {}});
    EXPECT_EQ(knownPartOf(layout), twoColumns());
}

TEST(PageLayout, IsNothingWhenNoCardIsLeft) {
    EXPECT_FALSE(pageLayoutFrom({}));
    EXPECT_FALSE(pageLayoutFrom({{"columns", 7}}));
    EXPECT_FALSE(knownPartOf({{{.share = 1, .cards = {{"of-a-later-version", 1}}}}}));
}

TEST(PresentedPart, ShowsHowLearningGoesBesideWhatStandsFirst) {
    const auto shown = [](const PageLayout& layout) {
        const PageLayout part = presentedPart(layout, 800);
        EXPECT_EQ(part.columns.size(), 2U);
        return QStringList{part.columns[0].cards[0].panel, part.columns[1].cards[0].panel};
    };
    EXPECT_EQ(shown(twoColumns()), QStringList({"projection", "errors"}));
    const PageColumn lossAtTheRight{.share = 1, .cards = {{"loss", 1}}};
    EXPECT_EQ(shown({{{.share = 2, .cards = {{"kernel", 2}, {"target", 1}}}, lossAtTheRight}}),
              QStringList({"kernel", "loss"}));
    EXPECT_EQ(shown({{{.share = 2, .cards = {{"rank", 2}, {"pattern", 1}}},
                      {.share = 1, .cards = {{"spectrum", 1}}}}}),
              QStringList({"rank", "pattern"}));
}

TEST(ShippedLayouts, AreThreeWithAtLeastTwoKnownPanelsEach) {
    ASSERT_EQ(shippedLayouts().size(), 3U);
    std::set<std::string> ids;
    for (const ShippedLayout& layout : shippedLayouts()) {
        EXPECT_TRUE(ids.insert(layout.id).second);
        EXPECT_FALSE(titleOf(layout).isEmpty());
        EXPECT_FALSE(useOf(layout).isEmpty());
        EXPECT_EQ(shippedLayout(QString::fromLatin1(layout.id)), &layout);
        EXPECT_EQ(knownPartOf(layout.layout), layout.layout) << layout.id;
    }
    EXPECT_EQ(shippedLayout(QStringLiteral("no-such-layout")), nullptr);
}

TEST(ShippedLayouts, ShowEveryPanelThatSuitsAnyRun) {
    // These are for settings of their own: whoever wants one chooses it in a card.
    const std::set<std::string> special{"target",   "rank",      "parts",  "kernel",
                                        "features", "surrogate", "pattern"};
    std::set<std::string> shown;
    for (const ShippedLayout& layout : shippedLayouts()) {
        for (const PageColumn& column : layout.layout.columns) {
            for (const CardPlace& card : column.cards) shown.insert(card.panel.toStdString());
        }
    }
    for (const PanelKind& kind : panelKinds()) EXPECT_NE(shown.contains(kind.id), special.contains(kind.id));
}

}  // namespace
