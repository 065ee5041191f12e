#include "ui/panels/time_panel.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QCoreApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

#include "tests/support/sample_snapshot.h"
#include "ui/look/number_format.h"
#include "ui/panels/panel_table.h"
#include "ui/panels/plot_view.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

std::unique_ptr<Panel> shownPanel(const char* id, const PanelContent& content) {
    std::unique_ptr<Panel> panel = panelKind(id)->make();
    panel->resize(640, 420);
    panel->show();
    panel->setLook(Look());
    panel->showContent(content);
    QCoreApplication::processEvents();
    return panel;
}

PlotView& plotOf(Panel& panel) { return *panel.findChild<PlotView*>(QStringLiteral("plot")); }

class EveryTimePanel : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Panels, EveryTimePanel, testing::Values("errors", "loss", "neuron-curves"));

TEST_P(EveryTimePanel, AClickBelowTheAxisAsksForTheStepThere) {
    const auto panel = shownPanel(GetParam(), test::sampleContent());
    PlotView& plot = plotOf(*panel);
    QSignalSpy wanted(panel.get(), &Panel::stepWanted);
    const PlotMapping map = plot.mapping();
    QTest::mouseClick(
        plot.viewport(), Qt::LeftButton, {},
        QPoint(static_cast<int>(std::lround(map.x(20))), static_cast<int>(map.plot.bottom()) + 8));
    ASSERT_EQ(wanted.size(), 1);
    EXPECT_EQ(wanted[0][0].toLongLong(), 20);
}

TEST_P(EveryTimePanel, SwitchesToALogarithmicAxisAndRemembersIt) {
    const auto panel = shownPanel(GetParam(), test::sampleContent());
    QSignalSpy changed(panel.get(), &Panel::optionsChanged);
    EXPECT_DOUBLE_EQ(plotOf(*panel).xAxis().high, 50);
    QTest::mouseClick(panel->findChild<QPushButton*>(QStringLiteral("logarithmicSteps")), Qt::LeftButton);
    EXPECT_DOUBLE_EQ(plotOf(*panel).xAxis().high, std::log10(51.0));
    EXPECT_TRUE(plotOf(*panel).xAxis().title.contains(QStringLiteral("step + 1")));
    EXPECT_EQ(changed.size(), 1);
    const auto other = shownPanel(GetParam(), test::sampleContent());
    other->setOptions(panel->options());
    EXPECT_EQ(plotOf(*other).xAxis().high, plotOf(*panel).xAxis().high);
}

TEST(TimePanel, ValuesUnderTheCursorAreThoseOfTheTimeline) {
    const PanelContent content = test::sampleContent();
    const auto panel = shownPanel("errors", content);
    const QString text = dynamic_cast<TimePanel&>(*panel).readoutAt(13.2);
    EXPECT_TRUE(text.contains(QStringLiteral("step 13")));
    const Measurement& row = content.snapshot->timeline[13].values;
    EXPECT_TRUE(text.contains(percentLabel(row[Observable::trainError])));
    EXPECT_TRUE(text.contains(percentLabel(row[Observable::trainErrorClean])));
    // The test error was last measured at step 10, and the text says so.
    const double test = content.snapshot->timeline[10].values[Observable::testError];
    EXPECT_TRUE(text.contains(percentLabel(test) + QStringLiteral(" (step 10)")));
}

TEST(TimePanel, KeyOfTheCardSwitchesTheAxis) {
    const auto panel = shownPanel("loss", test::sampleContent());
    panel->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(panel.get()));
    auto* button = panel->findChild<QPushButton*>(QStringLiteral("logarithmicSteps"));
    button->setFocus();
    QTest::keyClick(button, Qt::Key_L);
    EXPECT_TRUE(button->isChecked());
    EXPECT_TRUE(button->toolTip().contains(QStringLiteral("L")));
}

TEST(ErrorsPanel, AsksForBaselinesOnlyWhileTheyAreShown) {
    const auto panel = shownPanel("errors", test::sampleContent());
    EXPECT_FALSE(panel->needs().wantsBaselines);
    QSignalSpy needs(panel.get(), &Panel::needsChanged);
    QTest::mouseClick(panel->findChild<QPushButton*>(QStringLiteral("baselines")), Qt::LeftButton);
    EXPECT_TRUE(panel->needs().wantsBaselines);
    EXPECT_GE(needs.size(), 1);
    const QString text = dynamic_cast<TimePanel&>(*panel).readoutAt(0);
    EXPECT_TRUE(text.contains(QStringLiteral("linear: 50.0")));
}

TEST(ErrorsPanel, NamesTheLevelsOfTheory) {
    const auto panel = shownPanel("errors", test::sampleContent());
    const QString text = dynamic_cast<TimePanel&>(*panel).readoutAt(0);
    EXPECT_TRUE(text.contains(QStringLiteral("Bayes: ") + percentLabel(0.164)));
    EXPECT_TRUE(text.contains(QStringLiteral("Bayes, clean labels: ") + percentLabel(0.02)));
    EXPECT_TRUE(text.contains(QStringLiteral("chance: ") + percentLabel(0.5)));
    EXPECT_TRUE(text.contains(QStringLiteral("train of small start")));
}

TEST(MarginsPanel, AsksForMarginsOnlyForTheHistogram) {
    const auto panel = shownPanel("margins", test::sampleContent());
    EXPECT_TRUE(panel->needs().parts.contains(SnapshotPart::margins));
    panel->setOptions({{QStringLiteral("view"), QStringLiteral("time")}});
    EXPECT_FALSE(panel->needs().parts.contains(SnapshotPart::margins));
    EXPECT_EQ(panel->options().value(QStringLiteral("view")).toString(), QStringLiteral("time"));
    EXPECT_TRUE(plotOf(*panel).xAxis().title.contains(QStringLiteral("step")));
}

TEST(MarginsPanel, SaysHowFarTheMeasuredMeanIsFromTheLaw) {
    const PanelContent content = test::sampleContent();
    const auto panel = shownPanel("margins", content);
    EXPECT_TRUE(panel->summary().contains(numberLabel(0.12)));  // measured at step 30
    EXPECT_TRUE(panel->summary().contains(QStringLiteral("law")));
}

TEST(SpectrumPanel, ShowsValuesOrTheStableRankOverTime) {
    const auto panel = shownPanel("spectrum", test::sampleContent());
    EXPECT_EQ(plotOf(*panel).xAxis().title, QStringLiteral("rank"));
    EXPECT_GE(plotOf(*panel).yAxis().high, 3.2);
    panel->setOptions({{QStringLiteral("logarithmic_values"), true}});
    EXPECT_EQ(plotOf(*panel).yAxis().high, 1);  // 10 to the power
    EXPECT_EQ(plotOf(*panel).yAxis().low, -2);
    panel->setOptions({{QStringLiteral("view"), QStringLiteral("stable_rank")}});
    EXPECT_GE(plotOf(*panel).yAxis().high, 21);
    EXPECT_FALSE(panel->needs().parts.contains(SnapshotPart::spectrum));
}

TEST(NeuronCurvesPanel, AClickOnALineSelectsItsNeuron) {
    const PanelContent content = test::sampleContent();
    const auto panel = shownPanel("neuron-curves", content);
    PlotView& plot = plotOf(*panel);
    const auto highest = std::max_element(content.snapshot->neurons.projectionMu1.begin(),
                                          content.snapshot->neurons.projectionMu1.end());
    QSignalSpy wanted(panel.get(), &Panel::selectionWanted);
    QTest::mouseClick(plot.viewport(), Qt::LeftButton, {}, plot.mapping().at(39, *highest).toPoint());
    ASSERT_EQ(wanted.size(), 1);
    const auto selection = wanted[0][0].value<Selection>();
    ASSERT_EQ(selection.neurons.size(), 1U);
    const auto j = static_cast<std::size_t>(selection.neurons[0]);
    const NeuronTable& neurons = content.snapshot->neurons;
    EXPECT_NEAR(neurons.sign[j] > 0 ? neurons.projectionMu1[j] : neurons.projectionMu2[j], *highest, 0.02);
}

TEST(NeuronCurvesPanel, SaysHowManyOfTheNeuronsItDraws) {
    Snapshot many = *test::sampleSnapshot(50, 900);
    many.spec.network.neurons = 900;
    PanelContent content = test::sampleContent();
    content.snapshot = std::make_shared<Snapshot>(many);
    const auto panel = shownPanel("neuron-curves", content);
    EXPECT_TRUE(panel->caption().contains(QStringLiteral("300 of 900")));
    panel->setOptions({{QStringLiteral("quantity"), QStringLiteral("norm")}});
    EXPECT_TRUE(panel->caption().contains(QStringLiteral("(A6)")));
}

}  // namespace
