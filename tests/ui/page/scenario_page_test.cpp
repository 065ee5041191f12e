#include "ui/page/scenario_page.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/observables/observable_table.h"
#include "core/run/staged_run.h"
#include "core/spec/data_kinds.h"
#include "core/spec/opening_json.h"
#include "core/spec/scenario_table.h"
#include "tests/support/sample_snapshot.h"
#include "tests/support/small_scenario.h"
#include "ui/page/page.h"
#include "ui/panels/panel.h"
#include "ui/panels/panel_table.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

PageLayout twoColumns() {
    return {{{.share = 2, .cards = {{"projection", 3}, {"errors", 1}}},
             {.share = 1, .cards = {{"loss", 1}, {"margins", 1}}}}};
}

QStringList idsOf(const PageLayout& page) {
    QStringList ids;
    for (const PageColumn& column : page.columns) {
        for (const CardPlace& card : column.cards) ids << card.panel;
    }
    return ids;
}

ScenarioPresentation withPanels(const std::vector<std::string>& panels) {
    ScenarioPresentation presentation;
    presentation.panels = panels;
    return presentation;
}

/// Whether its first panel shows weights, kernel or outputs as they are, and no course of a number.
bool showsAState(const ScenarioPresentation& presentation) {
    static constexpr std::string_view kOfStates[] = {"target", "spectrum", "rank", "features", "kernel"};
    return !presentation.panels.empty() &&
           std::ranges::find(kOfStates, presentation.panels.front()) != std::end(kOfStates);
}

TEST(ScenarioPage, StaysAsItIsWhenTheScenarioSaysNothing) {
    EXPECT_FALSE(changesPage({}));
    EXPECT_EQ(openedPage({}, twoColumns()), twoColumns());
}

TEST(ScenarioPage, TakesTheShippedLayout) {
    ScenarioPresentation theory;
    theory.layout = OpeningLayout::theory;
    EXPECT_TRUE(changesPage(theory));
    EXPECT_EQ(openedPage(theory, twoColumns()), shippedLayout(QStringLiteral("theory"))->layout);
}

TEST(ScenarioPage, PutsPanelsIntoThePlacesOneAfterTheOther) {
    const PageLayout fewer = openedPage(withPanels({"ridge", "of-a-later-version", "errors"}), twoColumns());
    EXPECT_EQ(idsOf(fewer), QStringList({"ridge", "errors"}));
    EXPECT_EQ(fewer.columns.size(), 1U);
    EXPECT_EQ(fewer.columns[0].cards[0].share, 3);
    const PageLayout more =
        openedPage(withPanels({"ridge", "errors", "loss", "spectrum", "baselines"}), twoColumns());
    EXPECT_EQ(idsOf(more), QStringList({"ridge", "errors", "loss", "spectrum", "baselines"}));
    EXPECT_EQ(more.columns[1].cards.size(), 3U);
}

TEST(ScenarioPage, SetsPanelsAndTimeAxes) {
    ScenarioPresentation presentation;
    presentation.timeAxis = TimeAxis::logarithmic;
    presentation.options = {{"projection", R"({"band": true})"}};
    const PageLayout page = openedPage(presentation, twoColumns());
    EXPECT_EQ(page.columns[0].cards[0].options["band"], true);
    EXPECT_EQ(page.columns[1].cards[0].options["step_axis"], "logarithmic");
    EXPECT_FALSE(page.columns[1].cards[0].options.contains("band"));
}

TEST(ScenarioPage, EveryPanelOfTheWindowIsKnownToScenarioFiles) {
    for (const PanelKind& kind : panelKinds()) EXPECT_TRUE(isPanelId(kind.id)) << kind.id;
}

/// A moment with the curves of the scenario's kind of targets.
std::shared_ptr<const Snapshot> momentOf(const Scenario& scenario) {
    if (!traitsOf(scenario.spec.data).hasRealTargets) return test::sampleSnapshot();
    StagedRun run(test::smallVersionOf(scenario.spec), {}, nullptr, {});
    run.advanceTo(2);
    return run.snapshot({});
}

TEST(ScenarioPage, DrawsWhatTheSentenceOfEachScenarioSpeaksOf) {
    Page page;
    page.resize(1200, 800);
    page.setLook(Look());
    for (const Scenario& scenario : scenarios()) {
        const ScenarioOpening& opening = scenario.spec.opening;
        ASSERT_TRUE(opening.presentation.layout) << scenario.name;
        // Some sentences speak of what no curve shows: of the state at one moment.
        EXPECT_TRUE(!opening.columns.empty() || showsAState(opening.presentation)) << scenario.name;
        page.arrange(openedPage(opening.presentation, {}));
        page.showContent({.snapshot = momentOf(scenario)});
        std::vector<Observable> drawn;
        for (const Panel* panel : page.visiblePanels()) {
            for (const Observable column : panel->columns()) drawn.push_back(column);
        }
        for (const std::string& column : opening.columns) {
            EXPECT_NE(std::ranges::find(drawn, *observableNamed(column)), drawn.end())
                << scenario.name << " does not draw " << column;
        }
    }
}

}  // namespace
