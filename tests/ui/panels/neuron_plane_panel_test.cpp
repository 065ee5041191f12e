#include "ui/panels/neuron_plane_panel.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/sample_snapshot.h"
#include "tests/support/shown_panel.h"
#include "ui/exporting/image_export.h"
#include "ui/panels/panel_table.h"
#include "ui/panels/plot_view.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

struct ShownPlane {
    explicit ShownPlane(const PanelContent& content) : panel(nullptr) {
        panel.resize(520, 480);
        panel.show();
        panel.setLook(Look());
        panel.showContent(content);
        QCoreApplication::processEvents();
    }
    PlotView& plot() { return *panel.findChild<PlotView*>(QStringLiteral("plot")); }
    QPoint placeOf(const NeuronTable& neurons, std::size_t j) {
        return plot().mapping().at(neurons.projections[0][j], neurons.projections[1][j]).toPoint();
    }
    NeuronPlanePanel panel;
};

TEST(NeuronPlanePanel, BothAxesHaveTheSameUnit) {
    ShownPlane shown(test::sampleContent());
    const PlotMapping map = shown.plot().mapping();
    const double across = map.plot.width() / (map.xHigh - map.xLow);
    const double up = map.plot.height() / (map.yHigh - map.yLow);
    EXPECT_NEAR(across / up, 1, 0.02);
}

TEST(NeuronPlanePanel, AClickOnANeuronSelectsItAndControlAddsAnother) {
    PanelContent content = test::sampleContent();
    ShownPlane shown(content);
    QSignalSpy wanted(&shown.panel, &Panel::selectionWanted);
    const NeuronTable& neurons = content.snapshot->neurons;
    QTest::mouseClick(shown.plot().viewport(), Qt::LeftButton, {}, shown.placeOf(neurons, 12));
    ASSERT_EQ(wanted.size(), 1);
    content.selection = wanted[0][0].value<Selection>();
    EXPECT_EQ(content.selection.neurons, std::vector<std::int32_t>{12});
    shown.panel.showContent(content);
    QTest::mouseClick(shown.plot().viewport(), Qt::LeftButton, Qt::ControlModifier,
                      shown.placeOf(neurons, 3));
    ASSERT_EQ(wanted.size(), 2);
    EXPECT_EQ(wanted[1][0].value<Selection>().neurons, (std::vector<std::int32_t>{3, 12}));
    QTest::mouseClick(shown.plot().viewport(), Qt::LeftButton, {}, shown.plot().mapping().at(0, 0).toPoint());
    EXPECT_EQ(wanted.size(), 2);
}

TEST(NeuronPlanePanel, ASecondPanelDrawsTheSamePicture) {
    PanelContent content = test::sampleContent();
    content.selection.neurons = {3};
    ShownPlane first(test::sampleContent());
    first.panel.showContent(content);
    ShownPlane second(content);
    QCoreApplication::processEvents();
    EXPECT_EQ(pictureOf(first.panel, 1), pictureOf(second.panel, 1));
}

TEST(NeuronPlanePanel, SwitchesAreOptions) {
    ShownPlane shown(test::sampleContent());
    QSignalSpy changed(&shown.panel, &Panel::optionsChanged);
    QTest::mouseClick(shown.panel.findChild<QPushButton*>(QStringLiteral("flow")), Qt::LeftButton);
    EXPECT_EQ(changed.size(), 1);
    EXPECT_FALSE(shown.panel.options().value(QStringLiteral("flow")).toBool(true));
    ShownPlane other(test::sampleContent());
    other.panel.setOptions(shown.panel.options());
    EXPECT_EQ(other.panel.options(), shown.panel.options());
}

TEST(Planes, AWideCardIsNotFilledWithEmptySpace) {
    for (const char* id : {"projection", "neuron-plane"}) {
        const auto panel = test::shownPanel(id, test::sampleContent());
        panel->resize(1600, 400);
        QCoreApplication::processEvents();
        const QRectF plot = test::plotOf(*panel).plotRect();
        EXPECT_LE(plot.width(), 1.6 * plot.height() + 2) << id;
        EXPECT_GE(plot.width(), 1.5 * plot.height()) << id;
        const PlotMapping map = test::plotOf(*panel).mapping();
        EXPECT_NEAR((map.xHigh - map.xLow) / plot.width(), (map.yHigh - map.yLow) / plot.height(), 1e-3)
            << id;
    }
}

}  // namespace
