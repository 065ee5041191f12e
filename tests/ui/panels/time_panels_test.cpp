#include "ui/panels/time_panel.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QComboBox>
#include <QCoreApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

#include "tests/support/sample_snapshot.h"
#include "tests/support/shown_panel.h"
#include "ui/look/number_format.h"
#include "ui/panels/legend.h"

using namespace featurescope;
using namespace featurescope::ui;
using test::plotOf;
using test::readoutOf;
using test::shownPanel;

namespace {

QString legendOf(Panel& panel) {
    return panel.findChild<Legend*>(QStringLiteral("legend"))->accessibleName();
}

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

TEST_P(EveryTimePanel, APlotFillsItsPlaceAtAnySizeOfTheCard) {
    // Names that find no room beside the curves move into the legend, which takes room from the plot.
    const auto panel = shownPanel(GetParam(), test::sampleContent());
    const PlotView& plot = plotOf(*panel);
    for (int width = 700; width >= 260; width -= 22) {
        panel->resize(width, 140 + width % 5 * 40);
        QCoreApplication::processEvents();
        EXPECT_EQ(plot.viewport()->size(), plot.size()) << "width " << width;
        EXPECT_TRUE(QRectF(plot.rect()).contains(plot.plotRect())) << "width " << width;
    }
}

TEST(ErrorsPanel, ItsLegendHasRoomForEveryBaselineAsTheyArrive) {
    PanelContent content = test::sampleContent();
    const auto all = content.baselines;
    content.baselines = nullptr;
    const auto panel = shownPanel("errors", content);
    panel->setOptions({{QStringLiteral("baselines"), true}});
    const Legend& legend = *panel->findChild<Legend*>(QStringLiteral("legend"));
    for (int width = 700; width >= 260; width -= 22) {
        panel->resize(width, 230);
        for (std::size_t known = 0; known <= all->results.size(); ++known) {
            auto some = std::make_shared<BaselineReport>(*all);
            some->results.resize(known);
            content.baselines = some;
            panel->showContent(content);
            QCoreApplication::processEvents();
            EXPECT_GE(legend.height(), legend.rowHeight() * legend.rowsIn(legend.width()))
                << "width " << width << ", baselines " << known;
        }
    }
}

TEST(ErrorsPanel, AReadoutHigherThanTheCardIsNotCutAtItsEdge) {
    PanelContent content = test::sampleContent();
    content.pinned.clear();
    QWidget window;
    window.resize(900, 700);
    const std::unique_ptr<Panel> panel = panelKind("errors")->make();
    panel->setParent(&window);
    panel->setGeometry(20, 200, 420, 170);
    panel->setLook(Look());
    panel->setOptions({{QStringLiteral("baselines"), true}});
    panel->showContent(content);
    window.show();
    QCoreApplication::processEvents();
    PlotView& plot = plotOf(*panel);
    QTest::mouseMove(plot.viewport(), plot.plotRect().center().toPoint());
    QCoreApplication::processEvents();
    const auto* box = window.findChild<QLabel*>(QStringLiteral("readout"));
    ASSERT_TRUE(box && box->isVisible());
    EXPECT_GT(box->sizeHint().height(), plot.height());
    EXPECT_EQ(box->parentWidget(), &window);
    EXPECT_EQ(box->size(), box->sizeHint());
    EXPECT_TRUE(window.rect().contains(box->geometry()));
    panel->hide();
    EXPECT_FALSE(box->isVisible());
}

TEST_P(EveryTimePanel, ADoubleClickOrADragAsksForNoStep) {
    const auto panel = shownPanel(GetParam(), test::sampleContent());
    QWidget* viewport = plotOf(*panel).viewport();
    const QPoint place(plotOf(*panel).plotRect().center().toPoint().x(),
                       static_cast<int>(plotOf(*panel).plotRect().bottom()) + 8);
    QSignalSpy wanted(panel.get(), &Panel::stepWanted);
    QApplication::setDoubleClickInterval(150);
    QTest::mousePress(viewport, Qt::LeftButton, {}, place);
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, place);
    QTest::mouseDClick(viewport, Qt::LeftButton, {}, place);
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, place);
    EXPECT_FALSE(wanted.wait(250));
    QTest::mouseClick(viewport, Qt::LeftButton, {}, place);
    EXPECT_TRUE(wanted.wait(1000)) << "a single click is known when no second one has come";
    QApplication::setDoubleClickInterval(0);
    QTest::mousePress(viewport, Qt::LeftButton, {}, place - QPoint(60, 0));
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, place);
    EXPECT_EQ(wanted.size(), 1);
}

TEST_P(EveryTimePanel, KeysMoveACrossThatReadsOutAndClicks) {
    const auto panel = shownPanel(GetParam(), test::sampleContent());
    QTest::keyClick(panel.get(), Qt::Key_Left, Qt::ShiftModifier);
    EXPECT_TRUE(panel->findChild<QWidget*>(QStringLiteral("cross"))->isVisible());
    ASSERT_TRUE(readoutOf(*panel)->isVisible());
    EXPECT_TRUE(readoutOf(*panel)->text().contains(QStringLiteral("step ")));
    QSignalSpy step(panel.get(), &Panel::stepWanted), selection(panel.get(), &Panel::selectionWanted);
    QTest::keyClick(panel.get(), Qt::Key_Return, Qt::ShiftModifier);
    EXPECT_EQ(step.size() + selection.size(), 1);
}

TEST(TimePanel, WhatIsReadOutFollowsTheRun) {
    PanelContent content = test::sampleContent();
    const auto panel = shownPanel("loss", content);
    QTest::mouseMove(plotOf(*panel).viewport(), plotOf(*panel).mapping().at(39, 0.1).toPoint());
    ASSERT_TRUE(QTest::qWaitFor([&] { return readoutOf(*panel)->isVisible(); }));
    EXPECT_TRUE(readoutOf(*panel)->text().contains(QStringLiteral("step 39")));
    auto longer = std::make_shared<Snapshot>(*content.snapshot);
    Timeline timeline(longer->timeline, 39);
    for (int step = 40; step <= 900; ++step) timeline.record({step, longer->measurement});
    longer->timeline = timeline.view();
    longer->step = 900;
    longer->state = RunState::running;
    content.snapshot = longer;
    panel->showContent(content);
    EXPECT_FALSE(readoutOf(*panel)->text().contains(QStringLiteral("step 39\n")));
}

TEST_P(EveryTimePanel, SaysInWordsWhatItShowsWhileTrainingRuns) {
    PanelContent content = test::sampleContent();
    content.selection.neurons = {3};
    const auto panel = shownPanel(GetParam(), content);
    const QString before = panel->summary();
    auto earlier = std::make_shared<Snapshot>(*content.snapshot);
    earlier->state = RunState::running;
    earlier->step = 2;
    earlier->measurement = earlier->timeline[2].values;
    content.snapshot = earlier;
    panel->showContent(content);
    EXPECT_NE(panel->summary(), before);
}

TEST_P(EveryTimePanel, SwitchesToALogarithmicAxisAndRemembersIt) {
    const auto panel = shownPanel(GetParam(), test::sampleContent());
    QSignalSpy changed(panel.get(), &Panel::optionsChanged);
    EXPECT_DOUBLE_EQ(plotOf(*panel).xAxis().high, 50);
    QTest::mouseClick(panel->findChild<QPushButton*>(QStringLiteral("logarithmicSteps")), Qt::LeftButton);
    EXPECT_DOUBLE_EQ(plotOf(*panel).xAxis().high, std::log10(51.0));
    EXPECT_TRUE(plotOf(*panel).xAxis().title.contains(QStringLiteral("logarithmic")));
    EXPECT_EQ(changed.size(), 1);
    const auto other = shownPanel(GetParam(), test::sampleContent());
    other->setOptions(panel->options());
    EXPECT_EQ(plotOf(*other).xAxis().high, plotOf(*panel).xAxis().high);
}

TEST(TimePanel, ValuesUnderTheCursorAreThoseOfTheTimeline) {
    PanelContent content = test::sampleContent();
    content.pinned.clear();
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
}

TEST(ErrorsPanel, DrawsTheCleanTestErrorAndNamesEachCurveInFull) {
    PanelContent content = test::sampleContent();
    content.pinned.clear();
    const auto panel = shownPanel("errors", content);
    const QString text = dynamic_cast<TimePanel&>(*panel).readoutAt(10);
    for (const char* name : {"train: ", "train, clean samples: ", "train, corrupted samples: ",
                             "test, noisy labels: ", "test, clean labels: "})
        EXPECT_TRUE(text.contains(QString::fromLatin1(name))) << name << " in " << text.toStdString();
    const double clean = content.snapshot->timeline[10].values[Observable::testErrorClean];
    EXPECT_TRUE(text.contains(QStringLiteral("test, clean labels: ") + percentLabel(clean)));
}

TEST(ErrorsPanel, DrawsOneCurveOfEachRunThatIsCompared) {
    const auto panel = shownPanel("errors", test::sampleContent());
    const QString text = dynamic_cast<TimePanel&>(*panel).readoutAt(10);
    EXPECT_TRUE(text.contains(QStringLiteral("small start: "))) << text.toStdString();
    EXPECT_TRUE(text.contains(QStringLiteral("now: "))) << text.toStdString();
    EXPECT_FALSE(text.contains(QStringLiteral("train"))) << text.toStdString();
}

TEST(TimePanel, AClickOnANameHidesItsLineAndADoubleClickLeavesItAlone) {
    PanelContent content = test::sampleContent();
    content.pinned.clear();
    const auto panel = shownPanel("errors", content);
    panel->resize(420, 300);
    QCoreApplication::processEvents();
    auto& legend = *panel->findChild<Legend*>(QStringLiteral("legend"));
    ASSERT_TRUE(legend.accessibleName().contains(QStringLiteral("train"))) << "no room at the lines' ends";
    const auto picture = [&] { return plotOf(*panel).grab().toImage(); };
    const QImage all = picture();
    const QPoint first(6, legend.rowHeight() / 2);
    QTest::mouseClick(&legend, Qt::LeftButton, {}, first);
    const QImage without = picture();
    EXPECT_NE(without, all);
    QTest::mouseClick(&legend, Qt::LeftButton, {}, first);
    EXPECT_EQ(picture(), all);
    QTest::mouseDClick(&legend, Qt::LeftButton, {}, first);
    const QImage alone = picture();
    EXPECT_NE(alone, all);
    EXPECT_NE(alone, without);
}

TEST(ErrorsPanel, NamesEveryLineThatIsNotNamedAtItsEnd) {
    PanelContent content = test::sampleContent();
    auto report = std::make_shared<BaselineReport>(*content.baselines);
    for (const char* id : {"logistic-bias", "random-features", "lazy", "ideal"}) {
        report->results.push_back(report->results.front());
        report->results.back().id = id;
    }
    content.baselines = report;
    content.pinned.clear();
    const auto panel = shownPanel("errors", content);
    EXPECT_FALSE(legendOf(*panel).contains(QStringLiteral("lazy"))) << "there is room at the lines' ends";
    panel->setOptions({{QStringLiteral("baselines"), true}});
    panel->resize(640, 200);
    QCoreApplication::processEvents();
    for (const char* name : {"linear, bias", "random feat.", "lazy", "ideal rule"})
        EXPECT_TRUE(legendOf(*panel).contains(QString::fromLatin1(name))) << name;
}

TEST(TimePanels, GiveALowCardToTheCurves) {
    PanelContent content = test::sampleContent();
    content.pinned.clear();
    const auto panel = shownPanel("errors", content);
    EXPECT_EQ(plotOf(*panel).xAxis().title, QStringLiteral("step"));
    EXPECT_GT(plotOf(*panel).rightMargin(), 40) << "names at the lines' ends";
    Look large;
    large.textScale = 2;
    panel->setLook(large);
    panel->resize(640, 190);
    EXPECT_TRUE(plotOf(*panel).xAxis().title.isEmpty());
    EXPECT_LT(plotOf(*panel).rightMargin(), 40);
    EXPECT_TRUE(legendOf(*panel).contains(QStringLiteral("test")));
    panel->setOptions({{QStringLiteral("step_axis"), QStringLiteral("logarithmic")}});
    EXPECT_FALSE(plotOf(*panel).xAxis().title.isEmpty()) << "another scale is stated";
}

TEST(TimePanels, NameEveryRunThatIsComparedAndGiveItADashOfItsOwn) {
    PanelContent content = test::sampleContent();
    content.pinned.push_back(content.pinned.front());
    content.pinned.back().name = QStringLiteral("lazy start");
    for (const char* id : {"errors", "loss", "margins", "spectrum"}) {
        const auto panel = shownPanel(id, content);
        for (const char* view : {"time", "stable_rank"})
            panel->setOptions({{QStringLiteral("view"), QString::fromLatin1(view)}});
        const QString names = legendOf(*panel) + dynamic_cast<TimePanel&>(*panel).readoutAt(10);
        EXPECT_TRUE(names.contains(QStringLiteral("small start"))) << id;
        EXPECT_TRUE(names.contains(QStringLiteral("lazy start"))) << id;
    }
    EXPECT_FALSE(pinnedRunDash(0) == pinnedRunDash(1));
    EXPECT_FALSE(pinnedRunDash(0) == LineDash::solid);
}

TEST(LineDash, BreaksALineWhereverItsSegmentsEnd) {
    const QVector<QLineF> segments{{0, 0, 5, 0}, {5, 0, 20, 0}};
    const QVector<QLineF> parts = brokenLine(segments, {{3, 1}}, 2);
    double drawn = 0;
    for (const QLineF& part : parts) drawn += part.length();
    EXPECT_DOUBLE_EQ(drawn, 6 + 6 + 4);  // 0 to 6, 8 to 14, 16 to 20
    EXPECT_EQ(brokenLine(segments, LineDash::solid, 2), segments);
}

TEST(Legend, GrowsWithTheLinesOfThePlots) {
    Legend legend;
    legend.setEntries({{QStringLiteral("test"), [](QPainter&) {}, 20}});
    const int before = legend.rowWidth();
    Look look;
    look.strokeScale = 2;
    legend.setLook(look);
    EXPECT_EQ(legend.rowWidth(), before + 20);
}

TEST(MarginsPanel, ShowsMeansBelowZero) {
    PanelContent content = test::sampleContent();
    auto wrong = std::make_shared<Snapshot>(*content.snapshot);
    Timeline timeline;
    for (int step = 0; step < 40; ++step) {
        Measurement values = wrong->timeline[static_cast<std::size_t>(step)].values;
        values[Observable::testMarginCleanMean] = -0.4 + 0.02 * step;
        timeline.record({step, values});
    }
    wrong->timeline = timeline.view();
    wrong->runId += 10;
    content.snapshot = wrong;
    const auto panel = shownPanel("margins", content);
    panel->setOptions({{QStringLiteral("view"), QStringLiteral("time")}});
    EXPECT_LE(plotOf(*panel).yAxis().low, -0.4);
    EXPECT_GE(plotOf(*panel).yAxis().high, 0.38);
}

TEST(MarginsPanel, NamesTheLawOnlyWhereThereIsOne) {
    PanelContent content = test::sampleContent();
    EXPECT_TRUE(legendOf(*shownPanel("margins", content)).contains(QStringLiteral("law")));
    auto given = std::make_shared<Snapshot>(*content.snapshot);
    given->spec.data = FileData{};
    content.snapshot = given;
    EXPECT_FALSE(legendOf(*shownPanel("margins", content)).contains(QStringLiteral("law")));
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
    const auto highest = std::max_element(content.snapshot->neurons.projections[0].begin(),
                                          content.snapshot->neurons.projections[0].end());
    QSignalSpy wanted(panel.get(), &Panel::selectionWanted);
    QTest::mouseClick(plot.viewport(), Qt::LeftButton, {}, plot.mapping().at(39, *highest).toPoint());
    ASSERT_EQ(wanted.size(), 1);
    const auto selection = wanted[0][0].value<Selection>();
    ASSERT_EQ(selection.neurons.size(), 1U);
    const auto j = static_cast<std::size_t>(selection.neurons[0]);
    const NeuronTable& neurons = content.snapshot->neurons;
    EXPECT_NEAR(neurons.outputWeight[j] > 0 ? neurons.projections[0][j] : neurons.projections[1][j], *highest,
                0.02);
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
