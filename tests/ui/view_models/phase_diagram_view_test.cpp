#include "ui/view_models/phase_diagram_view.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/sweep/sweep_table.h"
#include "tests/support/made_sweep.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

const std::string kGrid = R"("x": {"key": "data.cluster_variance", "log": [0.01, 1, 9]},
    "y": {"key": "training.step_size", "linear": [0.5, 2.5, 5]},
    "seeds": {"count": 3, "first": 1, "streams": ["data"]},
    "view": {"metric": "test_error_clean", "step": 20, "statistic": "mean", "lines": [0.2]})";

/// Errors that grow along x and differ from seed to seed.
double error(GridPoint point, std::int64_t seed, std::int64_t step) {
    return 0.05 * static_cast<double>(point.x) + 0.01 * static_cast<double>(seed) +
           (step == 20 ? 0 : 0.001 * static_cast<double>(point.y));
}

PhaseDiagramView viewOf(const SweepResult& result) {
    return phaseDiagramView(result, firstPhaseChoice(result.plan()));
}

TEST(PhaseDiagram, CellsHoldTheStatisticOfTheirSeeds) {
    const SweepResult result = test::madeResult(test::madePlan(kGrid), Observable::testErrorClean, error);
    PhaseChoice choice = firstPhaseChoice(result.plan());
    const PhaseDiagramView view = phaseDiagramView(result, choice);
    ASSERT_EQ(view.cells.size(), 45U);
    for (std::size_t row = 0; row < 5; ++row) {
        for (std::size_t column = 0; column < 9; ++column) {
            EXPECT_EQ(view.cell(column, row).state, CellState::run);
            EXPECT_NEAR(view.cell(column, row).value, 0.05 * static_cast<double>(column) + 0.02, 1e-12);
        }
    }
    choice.value.statistic = SeedStatistic::spread;
    EXPECT_NEAR(phaseDiagramView(result, choice).cell(4, 2).value, 0.02, 1e-12);
    choice.value.statistic = SeedStatistic::mean;
    choice.value.step = 19;
    const PhaseDiagramView earlier = phaseDiagramView(result, choice);
    EXPECT_EQ(earlier.choice.value.step, 10) << "the last recorded step before";
    EXPECT_NEAR(earlier.cell(4, 3).value, 0.2 + 0.02 + 0.003, 1e-12);
    EXPECT_EQ(seedValues(result, view, 4, 2).size(), 3U);
    EXPECT_NEAR(seedValues(result, view, 4, 2)[1], 0.22, 1e-12);
}

TEST(PhaseDiagram, EdgesLieMidwayInWhatIsDrawn) {
    const PhaseDiagramView view = viewOf(SweepResult(test::madePlan(kGrid)));
    ASSERT_TRUE(view.x.isLog);
    EXPECT_EQ(view.x.symbol, "σ²");
    EXPECT_FALSE(view.y.isLog);
    ASSERT_EQ(view.x.edges.size(), 10U);
    for (std::size_t i = 0; i + 1 < view.x.values.size(); ++i)
        EXPECT_NEAR(std::pow(10, view.x.edges[i + 1]), std::sqrt(view.x.values[i] * view.x.values[i + 1]),
                    1e-9);
    EXPECT_NEAR(view.y.edges[0], 0.25, 1e-12);
    EXPECT_NEAR(view.y.edges[1], 0.75, 1e-12);
    for (std::size_t i = 0; i < view.x.values.size(); ++i) EXPECT_EQ(view.x.cellAt(view.x.centres[i]), i);
    EXPECT_EQ(view.x.cellAt(-99), 0U);
    EXPECT_EQ(view.x.cellAt(99), 8U);
}

TEST(PhaseDiagram, ListsAreDrawnInOrder) {
    const auto plan = test::madePlan(R"("x": {"key": "network.neurons", "values": [8, 4, 200]})");
    const SweepResult result =
        test::madeResult(plan, Observable::testErrorClean, [&](GridPoint point, std::int64_t, std::int64_t) {
            return plan->xValues()[static_cast<std::size_t>(point.x)];
        });
    const PhaseDiagramView view = viewOf(result);
    EXPECT_TRUE(view.x.isLog) << "a list over more than a decade";
    EXPECT_EQ(view.x.values, (std::vector<double>{4, 8, 200}));
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(view.cell(i, 0).value, view.x.values[i]);
}

TEST(PhaseDiagram, TellsWhatWasRunFromWhatWasNot) {
    const auto plan = test::madePlan(kGrid);
    SweepResult result(plan);
    const auto add = [&](GridPoint point, std::int64_t seed, auto change) {
        auto outcome = test::madeOutcome(point, seed, Observable::testErrorClean, [&](std::int64_t) {
            return 0.1 * static_cast<double>(point.x) + static_cast<double>(point.y);
        });
        change(*outcome);
        result.add(outcome);
    };
    const auto asItIs = [](RunOutcome&) {};
    for (const GridPoint corner : {GridPoint{0, 0}, {8, 0}, {0, 4}, {8, 4}}) add(corner, 1, asItIs);
    PhaseDiagramView view = viewOf(result);
    EXPECT_EQ(view.cell(0, 0).state, CellState::run);
    EXPECT_EQ(view.cell(4, 1).state, CellState::interpolated);
    EXPECT_NEAR(view.cell(4, 1).value, 0.1 * 4 + 1, 1e-12) << "planes are met exactly";
    add({4, 1}, 1, [](RunOutcome& run) {
        run.state = RunOutcomeState::failed;
        run.steps.clear();
        run.curves.clear();
    });
    add({3, 1}, 1, [](RunOutcome& run) {
        run.state = RunOutcomeState::diverged;
        run.divergedAt = 15;
    });
    view = viewOf(result);
    EXPECT_EQ(view.cell(4, 1).state, CellState::failed);
    EXPECT_EQ(view.cell(3, 1).state, CellState::diverged);
    EXPECT_TRUE(std::isnan(view.cell(3, 1).value));
    add({3, 1}, 2, asItIs);
    EXPECT_NEAR(viewOf(result).cell(3, 1).value, 1.3, 1e-12) << "that of the seed which has not diverged";
    PhaseChoice early = firstPhaseChoice(*plan);
    early.value.step = 10;
    EXPECT_EQ(phaseDiagramView(result, early).cell(3, 1).state, CellState::run) << "before it diverged";
    EXPECT_EQ(viewOf(SweepResult(plan)).cell(0, 0).state, CellState::missing);
}

TEST(PhaseDiagram, LevelsOfTheMeanAndOfEverySeedLieWhereTheyArePassed) {
    const SweepResult result = test::madeResult(test::madePlan(kGrid), Observable::testErrorClean, error);
    const PhaseDiagramView view = viewOf(result);
    ASSERT_EQ(view.levels.size(), 1U);
    ASSERT_EQ(view.levels[0].whole.size(), 1U);
    // 0.05 i + 0.02 = 0.2 at i = 3.6; the axis has a quarter of a decade from value to value.
    for (const PlanePoint& point : view.levels[0].whole[0]) EXPECT_NEAR(point.x, -2 + 3.6 / 4, 1e-9);
    ASSERT_EQ(view.levels[0].seeds.size(), 3U);
    for (std::size_t seed = 0; seed < 3; ++seed) {
        const double place = (0.2 - 0.01 * static_cast<double>(seed + 1)) / 0.05;
        for (const PlanePoint& point : view.levels[0].seeds[seed].at(0))
            EXPECT_NEAR(point.x, -2 + place / 4, 1e-9);
    }
}

TEST(PhaseDiagram, OneAxisIsACurveWithABandOverTheSeeds) {
    const auto plan = test::madePlan(R"("x": {"key": "network.neurons", "values": [4, 6, 8]},
        "seeds": {"count": 11, "first": 1, "streams": ["data"]})");
    const SweepResult result = test::madeResult(
        plan, Observable::testErrorClean, [](GridPoint point, std::int64_t seed, std::int64_t) {
            return static_cast<double>(seed) + 100 * static_cast<double>(point.x);
        });
    const PhaseDiagramView view = viewOf(result);
    EXPECT_TRUE(view.isCurve);
    ASSERT_EQ(view.bands.size(), 3U);
    EXPECT_EQ(view.bands[1].value, 106) << "the median";
    EXPECT_EQ(view.bands[1].low, 102);
    EXPECT_EQ(view.bands[1].high, 110);
    EXPECT_EQ(view.bands[1].seeds.size(), 11U);
}

TEST(PhaseDiagram, AnAxisOfStepsShowsEveryRecordedStep) {
    const auto plan = test::madePlan(R"("x": {"key": "step", "values": [0, 10, 20]},
        "y": {"key": "training.step_size", "log": [0.1, 1, 3]})");
    ASSERT_EQ(plan->columns(), 1);
    const SweepResult result = test::madeResult(
        plan, Observable::testErrorClean, [](GridPoint point, std::int64_t, std::int64_t step) {
            return static_cast<double>(step) + 0.5 * static_cast<double>(point.y);
        });
    const PhaseDiagramView view = viewOf(result);
    EXPECT_EQ(view.cell(2, 1).value, 20.5);
    EXPECT_EQ(view.cell(0, 2).value, 1);
    EXPECT_EQ(view.pointOf(2, 1), (GridPoint{0, 1}));
    EXPECT_EQ(view.stepOf(2, 1), 20);
}

std::vector<PhaseCell> cellsOf(const std::vector<double>& values) {
    std::vector<PhaseCell> cells;
    for (const double value : values) cells.push_back({CellState::run, value});
    return cells;
}

TEST(PhaseColours, HaveTheRangeOfTheirMetric) {
    const auto range = [](Observable metric, const std::vector<double>& values,
                          SeedStatistic statistic = {}) {
        return colourRange({{metric, 0, statistic, 0}, {}, {}}, cellsOf(values));
    };
    EXPECT_EQ(range(Observable::testErrorClean, {0.1, 0.2}), (ColourRange{0, 0.5, false, false, false}));
    EXPECT_EQ(range(Observable::testErrorClean, {0.1, 0.7}), (ColourRange{0, 0.5, false, false, true}));
    EXPECT_EQ(range(Observable::alignmentOwnMean, {0.9}), (ColourRange{0, 1, false, false, false}));
    EXPECT_EQ(range(Observable::weightNorm, {3}, SeedStatistic::shareBelow),
              (ColourRange{0, 1, false, false, true}));
    // One that has nearly diverged must not flatten the others.
    std::vector<double> norms(100, 2.0);
    norms[0] = 1;
    norms[1] = 1.5;
    norms[98] = 3;
    norms[99] = 1e9;
    const ColourRange norm = range(Observable::weightNorm, norms);
    EXPECT_LE(norm.high, 3);
    EXPECT_TRUE(norm.isCutAbove);
    EXPECT_EQ(norm.shareOf(1e9), 1);
    const ColourRange loss = range(Observable::trainLoss, {0.01, 0.1, 1});
    EXPECT_TRUE(loss.isLog);
    EXPECT_NEAR(loss.shareOf(0.1), 0.5, 1e-12);
    EXPECT_FALSE(range(Observable::trainLoss, {0, 0.1, 1}).isLog);
}

TEST(PhaseTicks, ArePowersOfTenWithTwoAndFiveWhereTheyAreFew) {
    const std::vector<double> few = phaseTicks(-2, 0, true, 8);
    ASSERT_EQ(few.size(), 7U);
    EXPECT_NEAR(std::pow(10, few[1]), 0.02, 1e-12);
    EXPECT_EQ(phaseTicks(-3, 2, true, 6), (std::vector<double>{-3, -2, -1, 0, 1, 2}));
    for (const double tick : phaseTicks(std::log10(3), std::log10(8), true, 6))
        EXPECT_NEAR(std::pow(10, tick), std::round(std::pow(10, tick)), 1e-9)
            << "within a decade whole numbers";
    EXPECT_EQ(phaseTicks(0, 0.24, false, 5).size(), 5U);
}

TEST(PhaseTheory, BayesErrorIsAnUprightLineAtItsVariance) {
    const auto plan = std::make_shared<const SweepPlan>(*shippedSweepNamed("noise-and-samples"));
    const PhaseDiagramView view = viewOf(SweepResult(plan));
    const auto bayes = std::ranges::find_if(view.theory, [](const PhaseTheory& theory) {
        return theory.id == "bayes-clean" && theory.level == 0.1;
    });
    ASSERT_NE(bayes, view.theory.end());
    // An error of one tenth: 2 p (1 - p) = 0.1 with p = P(N(0, sigma^2) > 1/sqrt(2)).
    const double p = (1 - std::sqrt(0.8)) / 2;
    for (const PlanePoint& point : bayes->lines.at(0)) {
        const double sigma = std::sqrt(std::pow(10, point.x));
        EXPECT_NEAR(std::erfc(1 / (std::sqrt(2) * sigma) / std::sqrt(2)) / 2, p, 0.002);
    }
}

TEST(PhaseTheory, CoverageIsACurveOfShares) {
    const auto plan = std::make_shared<const SweepPlan>(*shippedSweepNamed("coverage"));
    const PhaseDiagramView view = viewOf(SweepResult(plan));
    ASSERT_EQ(view.theory.size(), 1U);
    for (const PlanePoint& point : view.theory[0].lines.at(0))
        EXPECT_NEAR(point.y, std::pow(1 - std::pow(2, 1 - point.x / 2), 2), 1e-12) << point.x;
    PhaseChoice choice = firstPhaseChoice(*plan);
    choice.value.statistic = SeedStatistic::mean;
    EXPECT_TRUE(phaseDiagramView(SweepResult(plan), choice).theory.empty()) << "it says nothing of means";
}

}  // namespace
