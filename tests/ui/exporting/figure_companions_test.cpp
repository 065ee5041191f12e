#include "ui/exporting/figure_companions.h"

#include <gtest/gtest.h>

#include "core/base/errors.h"
#include "core/io/atomic_file.h"
#include "core/run/staged_run.h"
#include "core/spec/data_kinds.h"
#include "tests/support/small_spec.h"
#include "tests/support/temporary_folder.h"
#include "ui/exporting/moment.h"
#include "ui/panels/panel_table.h"

// What is written beside a figure: its numbers and its caption.

using namespace featurescope;
using namespace featurescope::ui;

namespace {

constexpr std::int64_t kStep = 200;

FigureFormat ofOneColumn() { return withPreset(freshFormat(), figurePresets()[1]); }

/// A small experiment of which this panel has a picture.
ExperimentSpec drawnBy(std::string_view panel) {
    ExperimentSpec spec = test::smallSpec();
    if (panel == "target") {
        SingleIndex source;
        source.dimension = 6;
        source.trainSamples = 40;
        source.testSamples = 70;
        source.noise = 0.3;
        spec.data = source;
        spec.training.loss = Loss::squared;
        spec.training.stepSize = 0.05;
    }
    if (panel == "surrogate") spec.network.activation = Activation::sign;
    return spec;
}

/// What is written beside figures of these panels, with the run that they show at kStep.
std::vector<Companion> companionsAt(const ExperimentSpec& spec, const QStringList& panels,
                                    const QString& path, const CompanionChoice& choice) {
    const FigureFormat format = ofOneColumn();
    StagedRun run(spec, {}, nullptr, {});
    run.advanceTo(kStep);
    MomentMaker maker(run, nullptr);
    Figure figure(panels.size() == 1 ? panelSubject(panels.front()) : gridSubject(panels, format), format);
    const PanelContent content = showMoment(maker, figure);
    return companionsOf(figure, *content.snapshot, format, path, choice);
}

TEST(FigureCompanions, AreTheNumbersAndTheCaptionOfEveryPanel) {
    for (const PanelKind& kind : panelKinds()) {
        const auto files =
            companionsAt(drawnBy(kind.id), {QLatin1String(kind.id)}, "dir/fig.pdf", {true, true});
        ASSERT_EQ(files.size(), 2U) << kind.id;
        EXPECT_EQ(files[0].path, "dir/fig.csv");
        EXPECT_GT(files[0].text.count(QLatin1Char('\n')), 5) << kind.id << files[0].text.toStdString();
        EXPECT_EQ(files[1].path, "dir/fig.tex");
        EXPECT_TRUE(files[1].text.contains("\\includegraphics[width=85mm]{fig}"))
            << files[1].text.toStdString();
        // Whatever LaTeX would stumble over is written in its own words.
        for (const QChar letter : files[1].text)
            EXPECT_LT(letter.unicode(), 0x100) << files[1].text.toStdString();
        EXPECT_TRUE(files[1].text.contains("step 200"));
    }
}

TEST(FigureCompanions, HaveTheNamesOfSeveralPanels) {
    const auto files = companionsAt(test::smallSpec(), {"errors", "loss"}, "fig.png", {true, false});
    ASSERT_EQ(files.size(), 2U);
    EXPECT_EQ(files[1].path, "./fig-loss.csv");
    EXPECT_TRUE(files[1].text.contains("\nloss,200,")) << files[1].text.toStdString();
}

TEST(FigureCompanions, TakeNoFileOfSomebodyElse) {
    const test::TemporaryFolder folder;
    const QString picture = QString::fromStdString((folder / "paper.pdf").string());
    writeFileAtomically(folder / "paper.tex", "\\documentclass{article}");
    requireOwnCompanions(picture, {.numbers = true});
    EXPECT_THROW(requireOwnCompanions(picture, {.caption = true}), FileError);
    writeFileAtomically(folder / "paper.pdf", "%PDF");
    requireOwnCompanions(picture, {.caption = true});  // the figure is there, and this is its caption
}

TEST(FigureCompanions, HaveNoNumbersWithoutAPicture) {
    for (const char* panel : {"target", "surrogate"}) {
        EXPECT_TRUE(companionsAt(test::smallSpec(), {QLatin1String(panel)}, "fig.pdf", {true, false}).empty())
            << panel;
    }
}

TEST(FigureCompanions, OfATargetPlotAreItsSamplesAndTheirTargets) {
    const ExperimentSpec spec = drawnBy("target");
    const Dataset<float> data = drawDataset<float>(spec.data, spec.seeds, {});
    const QStringList lines = companionsAt(spec, {"target"}, "fig.pdf", {true, false})[0].text.split(
        QLatin1Char('\n'), Qt::SkipEmptyParts);
    ASSERT_EQ(lines.size(), 1 + 40 + 70);
    EXPECT_EQ(lines[0], "set,sample,along,output,target");
    for (int i = 0; i < 40; ++i) {
        const QStringList cells = lines[1 + i].split(QLatin1Char(','));
        ASSERT_EQ(cells.size(), 5);
        EXPECT_EQ(cells[0], "train");
        EXPECT_EQ(cells[1].toInt(), i);
        EXPECT_NEAR(cells[4].toDouble(),
                    static_cast<double>(data.train.cleanTargets[static_cast<std::size_t>(i)]), 1e-4);
    }
}

}  // namespace
