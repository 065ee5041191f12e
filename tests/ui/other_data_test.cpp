// Data with one direction and three groups (tests/support/kinds/three_groups.h) in the form, in every panel
// and in a figure.

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QRegularExpression>
#include <QTest>

#include "core/run/experiment.h"
#include "core/spec/spec_json.h"
#include "tests/support/session_probe.h"
#include "tests/support/three_groups_spec.h"
#include "ui/controls/experiment_form.h"
#include "ui/controls/setting_row.h"
#include "ui/exporting/figure.h"
#include "ui/exporting/image_export.h"
#include "ui/page/page_layout.h"
#include "ui/panels/panel_table.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

/// A moment of a real run, with everything that panels ask for.
PanelContent contentOf(const ExperimentSpec& spec) {
    SessionOptions options;
    TrainingSession session(options);
    ViewRequest view;
    view.field = {.area = {-3, 3, -3, 3}, .width = 30, .height = 30, .wantsBand = true};
    for (const SnapshotPart part :
         {SnapshotPart::margins, SnapshotPart::spectrum, SnapshotPart::conditions, SnapshotPart::activity})
        view.parts = view.parts.with(part);
    session.send(SetView{view});
    session.send(Restart{spec, nullptr});
    session.send(RunTo{60});
    PanelContent content;
    content.snapshot = test::waitFor(session, [](const Snapshot& s) {
        return test::isResting(s) && s.step == 60 && s.spectrum && s.margins;
    });
    EXPECT_TRUE(content.snapshot);
    content.selection = {.neurons = {0, 3}, .samples = {1}, .step = 7};
    return content;
}

class OtherDataInTheWindow : public testing::Test {
  protected:
    PanelContent content = contentOf(test::threeGroupsSpec());

    std::unique_ptr<Panel> panelOf(const char* id) {
        std::unique_ptr<Panel> panel = panelKind(id)->make();
        panel->resize(480, 360);
        panel->show();
        panel->setLook(Look());
        panel->showContent(content);
        QCoreApplication::processEvents();
        return panel;
    }
};

TEST_F(OtherDataInTheWindow, IsDrawnByEveryPanel) {
    ASSERT_TRUE(content.snapshot);
    static const QRegularExpression paper(QStringLiteral("μ[₁₂]"));
    for (const PanelKind& kind : panelKinds()) {
        const auto panel = panelOf(kind.id);
        const QImage picture = pictureOf(*panel, 1);
        EXPECT_EQ(picture, pictureOf(*panel, 1)) << kind.id;
        const QString text = panel->caption() + panel->summary();
        EXPECT_FALSE(text.contains(QStringLiteral("nan"))) << kind.id << ": " << text.toStdString();
        if (std::string(kind.id) == "alignment-mu2") continue;  // says that there is no such direction
        EXPECT_FALSE(text.contains(paper)) << kind.id << ": " << text.toStdString();
    }
}

TEST_F(OtherDataInTheWindow, PanelsNameTheDirectionOrSayWhyTheyAreEmpty) {
    ASSERT_TRUE(content.snapshot);
    EXPECT_EQ(panelOf("alignment-1")->title(), QStringLiteral("Alignment with axis"));
    EXPECT_EQ(panelOf("alignment-1")->caption(), QStringLiteral("Each neuron's cosine with axis"));
    EXPECT_EQ(panelOf("alignment-2")->caption(), QStringLiteral("these data have no further direction"));
    EXPECT_FALSE(panelOf("alignment-own")->caption().isEmpty());
    EXPECT_FALSE(panelOf("ridge")->caption().isEmpty()) << "its first choice is the own direction";
    const auto ridge = panelOf("ridge");
    ridge->setOptions({{QStringLiteral("mean"), QStringLiteral("mu1")}});
    EXPECT_TRUE(ridge->caption().isEmpty());
    EXPECT_TRUE(ridge->summary().contains(QStringLiteral("axis"))) << ridge->summary().toStdString();
    EXPECT_TRUE(
        panelOf("projection")
            ->caption()
            .contains(QStringLiteral("Plane of axis and the first principal component orthogonal to it")));
    EXPECT_TRUE(panelOf("neuron-plane")->summary().startsWith(QStringLiteral("20 neurons")));
    EXPECT_TRUE(panelOf("spectrum")->summary().endsWith(QStringLiteral("one direction makes 1.")));
}

TEST_F(OtherDataInTheWindow, MakesAFigureOfThePage) {
    ASSERT_TRUE(content.snapshot);
    for (const ShippedLayout& layout : shippedLayouts()) {
        Figure figure({kPageName, layout.layout}, {});
        figure.show(content);
        EXPECT_FALSE(figure.image().isNull()) << layout.id;
        EXPECT_TRUE(figure.svg().contains("svg")) << layout.id;
    }
}

TEST(OtherDataInTheForm, HasARowForEverySetting) {
    const ExperimentSpec spec = test::threeGroupsSpec();
    ExperimentForm form;
    form.load(spec);
    form.show();
    ExperimentSpec stored = spec;
    std::get<ThreeGroups>(stored.data).spread = 0.9;
    bool hasSpread = false;
    for (const SettingRow* row : form.rows()) {
        hasSpread = hasSpread || row->path() == QStringLiteral("data.spread");
        EXPECT_TRUE(row->store(stored)) << row->path().toStdString();
    }
    EXPECT_TRUE(hasSpread);
    EXPECT_EQ(stored, spec);
}

TEST(PanelTable, FindsTheAlignmentPanelsByNumbersToo) {
    EXPECT_EQ(panelKind("alignment-1"), panelKind("alignment-mu1"));
    EXPECT_EQ(panelKind("alignment-2"), panelKind("alignment-mu2"));
    const auto known =
        knownPartOf({{{1, {{QStringLiteral("alignment-1"), 1, {}}, {QStringLiteral("loss"), 1, {}}}}}});
    ASSERT_TRUE(known);
    EXPECT_EQ(known->columns[0].cards[0].panel, QStringLiteral("alignment-mu1"));
}

}  // namespace
