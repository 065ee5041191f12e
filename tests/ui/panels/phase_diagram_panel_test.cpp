#include "ui/panels/phase_diagram_panel.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QJsonArray>
#include <QSignalSpy>
#include <algorithm>
#include <cmath>

#include "core/sweep/run_key.h"
#include "tests/support/made_sweep.h"
#include "tests/support/shown_panel.h"
#include "tests/support/svg_picture.h"
#include "ui/exporting/figure.h"
#include "ui/look/colour_map.h"

using namespace featurescope;
using namespace featurescope::ui;
using test::SvgShape;

namespace {

const std::string kGrid = R"("x": {"key": "data.cluster_variance", "log": [0.01, 1, 5]},
    "y": {"key": "training.step_size", "log": [0.1, 10, 3]},
    "seeds": {"count": 3, "first": 1, "streams": ["data"]},
    "view": {"metric": "test_error_clean", "step": 20, "statistic": "mean", "lines": [0.2]})";

double error(GridPoint point, std::int64_t seed, std::int64_t step) {
    return 0.1 * static_cast<double>(point.x) + 0.01 * static_cast<double>(seed) + (step == 10 ? 0.03 : 0);
}

std::shared_ptr<const Snapshot> atStep(std::int64_t step) {
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->step = step;
    return snapshot;
}

/// A figure of a phase diagram, exported and read back.
struct Drawn {
    explicit Drawn(std::shared_ptr<const SweepResult> sweep, std::int64_t step = 20,
                   const QString& theme = "light", const QJsonObject& options = {})
        : figure(panelSubject("phase-diagram", options),
                 {.size = {900, 640}, .theme = theme, .keepsText = true}) {
        auto& panel = dynamic_cast<PhaseDiagramPanel&>(*figure.panels().front());
        panel.setSweep(std::move(sweep));
        figure.show({.snapshot = atStep(step)});
        picture = test::readSvg(figure.svg());
        plot = panel.findChild<PlotView*>(QStringLiteral("plot"));
        corner = plot->viewport()->mapTo(panel.parentWidget(), QPoint());
    }
    QPointF placeOf(double x, double y) const { return plot->mapping().at(x, y) + corner; }

    Figure figure;
    test::SvgPicture picture;
    PlotView* plot = nullptr;
    QPointF corner;
};

std::shared_ptr<const SweepResult> grid() {
    return std::make_shared<const SweepResult>(
        test::madeResult(test::madePlan(kGrid), Observable::testErrorClean, error));
}

class EveryTheme : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(PhaseDiagram, EveryTheme, testing::Values("light", "dark", "projector"));

TEST_P(EveryTheme, CellsHaveTheColourOfTheirMeanWhereTheyBelong) {
    const Drawn drawn(grid(), 20, QLatin1String(GetParam()));
    for (int x = 0; x < 5; ++x) {
        const QColor color = cividis(std::min(1.0, (0.1 * x + 0.02) / 0.5));
        const double left = -2 + 0.5 * (x - 0.5), right = left + 0.5;
        for (int y = 0; y < 3; ++y) {
            const QPointF topLeft = drawn.placeOf(left, -1 + y + 0.5),
                          bottomRight = drawn.placeOf(right, -1 + y - 0.5);
            const auto cells = drawn.picture.filledWith(color);
            EXPECT_TRUE(std::ranges::any_of(cells,
                                            [&](const SvgShape& cell) {
                                                const QRectF box = cell.points.boundingRect();
                                                return (box.topLeft() - topLeft).manhattanLength() < 2 &&
                                                       (box.bottomRight() - bottomRight).manhattanLength() <
                                                           3;
                                            }))
                << x << ' ' << y;
        }
    }
}

TEST(PhaseDiagramPanel, DrawsTheLevelWithItsNumberAndThinLinesOfTheSeeds) {
    const Drawn drawn(grid());
    // 0.1 i + 0.02 = 0.2; the axis has half a decade from value to value.
    const auto isUprightAt = [&](const SvgShape& line, double place) {
        return line.points.size() > 1 && std::ranges::all_of(line.points, [&](const QPointF& point) {
                   return std::abs(point.x() - drawn.placeOf(-2 + 0.5 * place, 0).x()) < 1;
               });
    };
    const std::vector<SvgShape> lines = drawn.picture.strokedWith(Qt::white);
    const auto widest = [&](double place) {
        double width = 0;
        for (const SvgShape& line : lines) width = std::max(width, isUprightAt(line, place) ? line.width : 0);
        return width;
    };
    EXPECT_GT(widest(1.8), 1.5);
    for (const double seed : {1.9, 1.7}) {
        EXPECT_GT(widest(seed), 0) << seed;
        EXPECT_LT(widest(seed), 1) << seed;
    }
    EXPECT_TRUE(std::ranges::any_of(drawn.picture.texts, [&](const test::SvgText& text) {
        return text.text == QStringLiteral("0.2") &&
               std::abs(text.place.x() - drawn.placeOf(-1.1, 0).x()) < 40;
    }));
    const QString words = drawn.picture.words();
    EXPECT_TRUE(words.contains(QStringLiteral("Clean test error, mean of 3 seeds, step 20")))
        << words.toStdString();
    EXPECT_TRUE(words.contains(QStringLiteral("Made")));
    EXPECT_TRUE(words.contains(QStringLiteral("σ²")));
}

TEST(PhaseDiagramPanel, FollowsTheStepOfTheMoment) {
    const Drawn earlier(grid(), 10);
    EXPECT_FALSE(earlier.picture.filledWith(cividis((0.3 + 0.02 + 0.03) / 0.5)).empty());
    EXPECT_TRUE(earlier.picture.words().contains(QStringLiteral("step 10")));
}

TEST(PhaseDiagramPanel, ReadsOutEverySeedUnderThePointer) {
    const auto panel = test::shownPanel("phase-diagram", {.snapshot = atStep(20)});
    EXPECT_TRUE(test::pointedAt(*panel, 0.5, 0.5).isEmpty()) << "no sweep is open";
    dynamic_cast<PhaseDiagramPanel&>(*panel).setSweep(grid());
    const QString text = test::pointedAt(*panel, -1, 0);
    for (const char* part : {"σ² 0.1", "mean: 0.22", "seed 1: 0.21", "seed 3: 0.23", "3 of 3 runs"})
        EXPECT_TRUE(text.contains(QString::fromUtf8(part))) << part << " in " << text.toStdString();
    EXPECT_TRUE(panel->summary().contains(QStringLiteral("45 of 45 runs"))) << panel->summary().toStdString();
}

TEST(PhaseDiagramPanel, IsReadAndOpenedByKeys) {
    const auto shown = test::shownPanel("phase-diagram", {.snapshot = atStep(20)});
    auto& panel = dynamic_cast<PhaseDiagramPanel&>(*shown);
    const auto sweep = grid();
    panel.setSweep(sweep);
    std::vector<WantedRun> wanted;
    QObject::connect(&panel, &PhaseDiagramPanel::runWanted,
                     [&](const WantedRun& run) { wanted.push_back(run); });
    const auto press = [&](Qt::Key key, Qt::KeyboardModifiers more = {}) {
        QTest::keyClick(&panel, key, Qt::ShiftModifier | more);
        QCoreApplication::processEvents();
    };
    press(Qt::Key_Right);  // to the middle first
    EXPECT_TRUE(test::readoutOf(panel)->text().contains(QStringLiteral("mean: 0.22")));
    press(Qt::Key_Right);
    press(Qt::Key_Up);
    EXPECT_TRUE(test::readoutOf(panel)->text().contains(QStringLiteral("mean: 0.32")))
        << test::readoutOf(panel)->text().toStdString();
    press(Qt::Key_Return);
    press(Qt::Key_Return, Qt::ControlModifier);
    ASSERT_EQ(wanted.size(), 2U);
    // The seed in the middle, at the step of the diagram: the very run of the cell.
    EXPECT_EQ(runKey(wanted[0].spec), runKey(sweep->plan().specOf({3, 2}, 2)));
    EXPECT_EQ(wanted[0].step, 20);
    EXPECT_FALSE(wanted[0].compares);
    EXPECT_TRUE(wanted[1].compares);
}

TEST(PhaseDiagramPanel, ChoicesNeedNoNewRunsAndComeBack) {
    const auto shown = test::shownPanel("phase-diagram", {.snapshot = atStep(20)});
    auto& panel = dynamic_cast<PhaseDiagramPanel&>(*shown);
    panel.setSweep(grid());
    auto* metric = panel.findChild<QComboBox*>(QStringLiteral("phaseMetric"));
    ASSERT_EQ(metric->count(), 1) << "only what some run has measured";
    auto* statistic = panel.findChild<QComboBox*>(QStringLiteral("phaseStatistic"));
    QSignalSpy changed(&panel, &Panel::optionsChanged);
    statistic->setCurrentIndex(static_cast<int>(SeedStatistic::largest));
    Q_EMIT statistic->activated(statistic->currentIndex());
    EXPECT_EQ(changed.count(), 1);
    EXPECT_TRUE(test::pointedAt(panel, -1, 0).contains(QStringLiteral("largest: 0.23")));
    const QJsonObject options = panel.options();
    const Drawn drawn(grid(), 20, "light", options);
    EXPECT_TRUE(drawn.picture.words().contains(QStringLiteral("largest of 3 seeds")));
    EXPECT_FALSE(drawn.picture.filledWith(cividis(0.23 / 0.5)).empty());
    const Drawn levels(grid(), 20, "light", {{"levels", QJsonArray{0.12, 0.3}}});
    EXPECT_TRUE(levels.picture.words().contains(QStringLiteral("0.12")));
}

TEST(PhaseDiagramPanel, OneAxisIsACurve) {
    const auto plan = test::madePlan(R"("x": {"key": "network.neurons", "values": [4, 6, 8]},
        "seeds": {"count": 3, "first": 1, "streams": ["data"]})");
    const Drawn drawn(
        std::make_shared<const SweepResult>(test::madeResult(plan, Observable::testErrorClean, error)));
    const QColor accent = drawn.plot->look().palette.accent;
    const auto lines = drawn.picture.strokedWith(accent);
    EXPECT_TRUE(std::ranges::any_of(lines, [&](const SvgShape& line) {
        return line.points.size() == 3 && (line.points[1] - drawn.placeOf(6, 0.12)).manhattanLength() < 1;
    }));
    EXPECT_TRUE(drawn.picture.words().contains(QStringLiteral("10 to 90 % of the seeds")));
}

TEST(PhaseDiagramPanel, SaysWhatToDoWithoutASweep) {
    const auto panel = test::shownPanel("phase-diagram", {.snapshot = atStep(0)});
    EXPECT_TRUE(panel->summary().contains(QStringLiteral("No sweep")));
    EXPECT_TRUE(panel->numbers().isEmpty());
}

TEST(PhaseDiagramPanel, NumbersAreAllCellsWithTheirSeeds) {
    const auto panel = test::shownPanel("phase-diagram", {.snapshot = atStep(20)});
    dynamic_cast<PhaseDiagramPanel&>(*panel).setSweep(grid());
    const QStringList lines = panel->numbers().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    ASSERT_EQ(lines.size(), 16);
    EXPECT_EQ(lines[0], QStringLiteral("data.cluster_variance,training.step_size,step,state,test_error_clean "
                                       "mean,seed 1,seed 2,seed 3"));
    EXPECT_TRUE(lines[1].startsWith(QStringLiteral("0.01,0.1,20,run,0.0")));
}

}  // namespace
