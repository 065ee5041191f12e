#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QRegularExpression>
#include <cmath>

#include "tests/support/finite_paint.h"
#include "tests/support/sample_snapshot.h"
#include "ui/exporting/image_export.h"
#include "ui/panels/panel_table.h"

// What every panel must cope with, whatever the run is like.

using namespace featurescope;
using namespace featurescope::ui;

namespace {

using Change = void (*)(Snapshot&);

struct HardContent {
    const char* name;
    Change change;
};

const HardContent kHard[] = {
    {"NothingYet", [](Snapshot& s) { s = Snapshot(); }},
    {"Failed",
     [](Snapshot& s) {
         s = Snapshot();
         s.state = RunState::failed;
         s.message = "It did not work.";
     }},
    {"NoOptionalParts",
     [](Snapshot& s) {
         static_cast<StateParts&>(s) = StateParts();
         s.history = NeuronHistoryView();
     }},
    {"NoMeans",
     [](Snapshot& s) {
         s.neurons.cosines.clear();
         s.neurons.projections.clear();
         s.neurons.own.reset();
         NeuronHistory history;
         history.record(0, s.neurons);
         history.record(39, s.neurons);
         s.history = history.view();
         auto scene = std::make_shared<RunScene>(*s.scene);
         scene->directions.clear();
         scene->directionsOnPlane.clear();
         scene->startNeurons = s.neurons;
         s.scene = scene;
         s.spec.data = FileData{};
     }},
    {"AllOutputWeightsZero", [](Snapshot& s) { s.neurons.outputWeight.assign(s.neurons.norm.size(), 0); }},
    {"MeasurementsUndefined",
     [](Snapshot& s) {
         Timeline timeline;
         for (int step = 0; step < 40; ++step) timeline.record({step, Measurement()});
         s.timeline = timeline.view();
         s.measurement = Measurement();
     }},
    {"NumbersNotFinite",
     [](Snapshot& s) {
         for (auto* values : {&s.neurons.norm, &s.neurons.projections[0], &s.neurons.projections[1]})
             values->assign(values->size(), NAN);
         s.neurons.projections[0][0] = INFINITY;
         auto margins = std::make_shared<MarginValues>(*s.margins);
         margins->clean.assign(5, NAN);
         margins->corrupted.assign(5, INFINITY);
         s.margins = margins;
         auto spectrum = std::make_shared<SpectrumValues>();
         spectrum->singularValues = {NAN, 0, 0};
         s.spectrum = spectrum;
     }},
    {"SamplesNotFinite",
     [](Snapshot& s) {
         auto scene = std::make_shared<RunScene>(*s.scene);
         scene->samples.x.assign(scene->samples.x.size(), NAN);
         scene->samples.y.assign(scene->samples.y.size(), NAN);
         scene->samples.y[0] = INFINITY;
         s.scene = scene;
     }},
    {"AllWeightsZero",
     [](Snapshot& s) {
         for (auto* values : {&s.neurons.norm, &s.neurons.projections[0], &s.neurons.projections[1]})
             values->assign(values->size(), 0);
         NeuronHistory history;
         history.record(0, s.neurons);
         history.record(39, s.neurons);
         s.history = history.view();
         auto spectrum = std::make_shared<SpectrumValues>();
         spectrum->singularValues = {0, 0, 0};
         s.spectrum = spectrum;
     }},
};

/// The picture is there, the same when it is drawn again, and no text speaks of numbers that are none.
void expectSound(Panel& panel, const PanelKind& kind) {
    const QImage picture = pictureOf(panel, 1);
    EXPECT_EQ(picture.size(), panel.size()) << kind.id;
    EXPECT_EQ(picture, pictureOf(panel, 1)) << kind.id;
    test::FinitePaper paper(panel.size());
    panel.render(&paper);
    EXPECT_EQ(paper.notFinite(), 0) << kind.id;
    static const QRegularExpression noNumber(QStringLiteral("\\b(nan|inf)\\b"),
                                             QRegularExpression::CaseInsensitiveOption);
    for (const QString& text : {panel.summary(), panel.caption(), panel.toolTip()})
        EXPECT_FALSE(text.contains(noNumber)) << kind.id << ": " << text.toStdString();
}

class EveryHardContent : public testing::TestWithParam<HardContent> {};
INSTANTIATE_TEST_SUITE_P(Panels, EveryHardContent, testing::ValuesIn(kHard),
                         [](const auto& content) { return std::string(content.param.name); });

TEST_P(EveryHardContent, IsDrawnByEveryPanel) {
    auto snapshot = std::make_shared<Snapshot>(*test::sampleSnapshot());
    GetParam().change(*snapshot);
    PanelContent content = test::sampleContent();
    content.snapshot = snapshot;
    content.selection = {.neurons = {0, 3}, .samples = {1}, .step = 7};
    for (const PanelKind& kind : panelKinds()) {
        const std::unique_ptr<Panel> panel = kind.make();
        panel->resize(480, 360);
        panel->show();
        panel->setLook(Look());
        panel->showContent(content);
        for (const char* view : {"time", "stable_rank"}) {
            panel->setOptions({{QStringLiteral("view"), QString::fromLatin1(view)},
                               {QStringLiteral("step_axis"), QStringLiteral("logarithmic")},
                               {QStringLiteral("logarithmic_values"), true},
                               {QStringLiteral("quantity"), QStringLiteral("norm")},
                               {QStringLiteral("baselines"), true}});
            QCoreApplication::processEvents();
            expectSound(*panel, kind);
        }
        panel->resize(90, 40);
        QCoreApplication::processEvents();
        expectSound(*panel, kind);
    }
}

TEST(HardContents, OneSampleAndOneNeuron) {
    const PanelContent content = test::sampleContent(test::sampleSnapshot(1, 1));
    for (const PanelKind& kind : panelKinds()) {
        const std::unique_ptr<Panel> panel = kind.make();
        panel->resize(480, 360);
        panel->show();
        panel->setLook(Look());
        panel->showContent(content);
        QCoreApplication::processEvents();
        expectSound(*panel, kind);
    }
}

}  // namespace
