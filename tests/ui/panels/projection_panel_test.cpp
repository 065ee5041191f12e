#include "ui/panels/projection_panel.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QCoreApplication>
#include <QLabel>
#include <QSpinBox>
#include <QTest>
#include <QWidgetAction>
#include <algorithm>

#include "core/run/plane_network.h"
#include "core/run/staged_run.h"
#include "tests/support/sample_snapshot.h"
#include "tests/support/small_spec.h"
#include "tests/support/svg_picture.h"
#include "ui/exporting/figure.h"
#include "ui/exporting/image_export.h"
#include "ui/exporting/moment.h"
#include "ui/look/number_format.h"
#include "ui/panels/input_space_texts.h"
#include "ui/panels/plot_view.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

/// A made-up moment with a network of four neurons, close to the ideal classifier.
std::shared_ptr<Snapshot> snapshotWithNetwork() {
    auto snapshot = std::make_shared<Snapshot>(*test::sampleSnapshot());
    auto network = std::make_shared<PlaneNetwork>();
    network->neurons = {{0.5, 1, 0.1}, {0.5, -1, 0.2}, {-0.5, 0.1, 1}, {-0.5, 0, -1}};
    network->perpendicular = {0.3, 0.4, 0.5, 0.6};
    network->sigma = 0.2;
    snapshot->network = network;
    return snapshot;
}

class ProjectionPanelTest : public testing::Test {
  protected:
    ProjectionPanelTest() : panel(nullptr) {
        content.snapshot = snapshotWithNetwork();
        panel.resize(640, 480);
        panel.setLook(Look());
        panel.show();
        panel.showContent(content);
        QCoreApplication::processEvents();
        QObject::connect(&panel, &Panel::selectionWanted,
                         [this](const Selection& wanted) { picked = wanted; });
        QObject::connect(&panel, &Panel::optionsChanged, [this] { ++changes; });
    }
    PlotView& plot() { return *panel.findChild<PlotView*>(QStringLiteral("plot")); }
    QString readout() {
        const auto* box = plot().findChild<QLabel*>(QStringLiteral("readout"));
        return box->isVisible() ? box->text() : QString();
    }
    QAction& action(const char* name) {
        auto* found = panel.findChild<QAction*>(QString::fromLatin1(name));
        EXPECT_NE(found, nullptr) << name;
        return *found;
    }
    QSpinBox& box(const char* name) {
        auto& row = dynamic_cast<QWidgetAction&>(action((std::string(name) + "Row").c_str()));
        return *row.defaultWidget()->findChild<QSpinBox*>(QString::fromLatin1(name));
    }
    QPoint pixelOf(std::int32_t sample) {
        const ProjectedSamples& samples = content.snapshot->scene->samples;
        const auto i = static_cast<std::size_t>(sample);
        return plot().mapping().at(samples.x[i], samples.y[i]).toPoint();
    }

    ProjectionPanel panel;
    PanelContent content;
    std::optional<Selection> picked;
    int changes = 0;
};

TEST_F(ProjectionPanelTest, HoverSaysTheCoresValueAtThePrintedPoint) {
    const QPoint pixel = plot().mapping().at(0.41, -0.63).toPoint();
    QTest::mouseMove(plot().viewport(), pixel);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !readout().isEmpty(); }, 2000));
    // "at x = (0.412, −0.629), other coordinates 0": evaluate f where the text says.
    const QString text = QString(readout()).replace(QChar(0x2212), QLatin1Char('-'));
    const QStringList parts = text.mid(text.indexOf(QLatin1Char('(')) + 1)
                                  .section(QLatin1Char(')'), 0, 0)
                                  .split(QStringLiteral(", "));
    ASSERT_EQ(parts.size(), 2) << text.toStdString();
    const double value = sliceAt(*content.snapshot->network, {parts[0].toDouble(), parts[1].toDouble()});
    EXPECT_TRUE(readout().startsWith(QStringLiteral("f = ") + numberLabel(value) + QLatin1Char('\n')))
        << readout().toStdString() << " against " << value;
    EXPECT_TRUE(text.contains(QStringLiteral("other coordinates 0")));
}

TEST_F(ProjectionPanelTest, HoverNamesTheAverageWhenThatIsShown) {
    action("fieldAverage").trigger();
    QTest::mouseMove(plot().viewport(), plot().mapping().at(0.5, 0.5).toPoint());
    ASSERT_TRUE(QTest::qWaitFor([&] { return readout().startsWith(QStringLiteral("average f = ")); }, 2000))
        << readout().toStdString();
}

TEST_F(ProjectionPanelTest, WithoutKnownNoiseThereIsNeitherAverageNorBand) {
    action("fieldAverage").trigger();
    EXPECT_TRUE(panel.caption().contains(QStringLiteral("average over the noise of the other coordinates")));
    auto file = std::make_shared<Snapshot>(*content.snapshot);
    auto network = std::make_shared<PlaneNetwork>(*file->network);
    network->sigma = 0;
    file->network = network;
    content.snapshot = file;
    panel.showContent(content);
    EXPECT_TRUE(panel.caption().contains(QStringLiteral("slice"))) << panel.caption().toStdString();
    EXPECT_FALSE(action("fieldAverage").isEnabled());
    EXPECT_FALSE(action("showBand").isEnabled());
    EXPECT_TRUE(action("fieldSlice").isChecked());
    QTest::mouseMove(plot().viewport(), plot().mapping().at(-0.5, 0.3).toPoint());
    ASSERT_TRUE(QTest::qWaitFor([&] { return readout().startsWith(QStringLiteral("f = ")); }, 2000))
        << readout().toStdString();
}

TEST_F(ProjectionPanelTest, CaptionNamesThePlaneThatIsDrawn) {
    auto other = std::make_shared<Snapshot>(*content.snapshot);
    auto scene = std::make_shared<RunScene>(*other->scene);
    scene->plane.kind = PlaneKind::coordinates;
    scene->directions.clear();
    scene->directionsOnPlane.clear();
    other->scene = scene;
    content.snapshot = other;
    panel.showContent(content);
    EXPECT_TRUE(panel.caption().contains(QStringLiteral("Coordinates 1 and 2, as no means are known")))
        << panel.caption().toStdString();
}

TEST_F(ProjectionPanelTest, OnlyOnThePlaneOfTheMeansAnAverageIsOneOverSamples) {
    EXPECT_TRUE(captionOf({}, {}, PlaneKind::means, FieldMode::clusterAverage)
                    .endsWith(QStringLiteral("average over the noise of the other coordinates")));
    EXPECT_TRUE(captionOf({.kind = PlaneKind::random}, {}, PlaneKind::random, FieldMode::clusterAverage)
                    .endsWith(QStringLiteral("without the means")));
}

TEST_F(ProjectionPanelTest, SaysStepAndErrorInWords) {
    EXPECT_TRUE(panel.summary().startsWith(QStringLiteral("Step 39. Training error 20.0")))
        << panel.summary().toStdString();
}

TEST_F(ProjectionPanelTest, HoverNamesTheSampleUnderTheCursor) {
    QTest::mouseMove(plot().viewport(), pixelOf(0));
    ASSERT_TRUE(QTest::qWaitFor([&] { return readout().contains(QStringLiteral("sample ")); }, 2000));
    EXPECT_TRUE(sampleText(*content.snapshot->scene, 0)
                    .contains(QStringLiteral("cluster +μ₁, label −1 (corrupted)")));
}

TEST_F(ProjectionPanelTest, ClickPicksASampleAndClickBesideClears) {
    QTest::mouseClick(plot().viewport(), Qt::LeftButton, {}, pixelOf(30));
    ASSERT_TRUE(picked.has_value());
    ASSERT_EQ(picked->samples.size(), 1U);
    const auto hit = pixelOf(picked->samples[0]) - pixelOf(30);
    EXPECT_LE(hit.manhattanLength(), 14);

    content.selection = *picked;
    panel.showContent(content);
    QTest::mouseClick(plot().viewport(), Qt::LeftButton, {},
                      plot().mapping().plot.topLeft().toPoint() + QPoint(5, 5));
    EXPECT_TRUE(picked->empty());
}

TEST_F(ProjectionPanelTest, ControlClickAddsAndTakesAway) {
    content.selection.samples = {3};
    panel.showContent(content);
    QTest::mouseClick(plot().viewport(), Qt::LeftButton, Qt::ControlModifier, pixelOf(120));
    ASSERT_TRUE(picked.has_value());
    EXPECT_EQ(picked->samples.size(), 2U);
    EXPECT_TRUE(std::is_sorted(picked->samples.begin(), picked->samples.end()));
    content.selection = *picked;
    panel.showContent(content);
    QTest::mouseClick(plot().viewport(), Qt::LeftButton, Qt::ControlModifier, pixelOf(120));
    EXPECT_EQ(picked->samples, std::vector<std::int32_t>{3});
}

TEST_F(ProjectionPanelTest, PickedSamplesAreRinged) {
    const QImage before = pictureOf(panel, 1);
    content.selection.samples = {30};
    panel.showContent(content);
    const QImage after = pictureOf(panel, 1);
    const QPoint centre = plot().mapTo(&panel, pixelOf(30));
    int changed = 0;
    for (int y = -12; y <= 12; ++y) {
        for (int x = -12; x <= 12; ++x) {
            const QPoint at = centre + QPoint(x, y);
            changed += before.pixel(at) != after.pixel(at);
        }
    }
    EXPECT_GT(changed, 60);
}

TEST_F(ProjectionPanelTest, SamplesThatPickedNeuronsIgnoreBecomeFaint) {
    const auto coloured = [this](const QColor& color) {
        const QImage picture = pictureOf(panel, 1);
        int count = 0;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                const QColor pixel = picture.pixelColor(x, y);
                count += std::abs(pixel.red() - color.red()) <= 12 &&
                         std::abs(pixel.green() - color.green()) <= 12 &&
                         std::abs(pixel.blue() - color.blue()) <= 12;
            }
        }
        return count;
    };
    const auto& clusters = paletteFor(Brightness::light).clusters;
    const int firstBefore = coloured(clusters[0]), secondBefore = coloured(clusters[1]);
    auto snapshot = snapshotWithNetwork();
    auto activity = std::make_shared<SelectionActivity>();
    for (const std::int32_t group : snapshot->scene->samples.groups)
        activity->sampleActive.push_back(group == 0);
    snapshot->activity = activity;
    content.snapshot = snapshot;
    content.selection.neurons = {1};
    panel.showContent(content);
    EXPECT_GT(coloured(clusters[0]), firstBefore * 3 / 4);
    EXPECT_LT(coloured(clusters[1]), secondBefore / 3);
    // Without a picked neuron everything is drawn alike again.
    content.selection = {};
    panel.showContent(content);
    EXPECT_EQ(coloured(clusters[1]), secondBefore);
}

TEST_F(ProjectionPanelTest, CaptionSaysWhatIsHeldFixed) {
    EXPECT_TRUE(panel.caption().contains(QStringLiteral("slice: other coordinates are 0")));
    action("fieldAverage").trigger();
    EXPECT_TRUE(panel.caption().contains(QStringLiteral("average over the noise of the other coordinates")));
    action("planeRandom").trigger();
    EXPECT_TRUE(panel.caption().contains(QStringLiteral("Random plane")));
    EXPECT_EQ(changes, 2);
}

TEST_F(ProjectionPanelTest, ActionsDecideWhatIsAskedFor) {
    ASSERT_TRUE(panel.needs().plane.has_value());
    EXPECT_EQ(*panel.needs().plane, PlaneChoice());
    action("planePrincipal").trigger();
    EXPECT_EQ(panel.needs().plane->kind, PlaneKind::principal);
    EXPECT_TRUE(panel.needs().wantsBand) << "in many dimensions the slice alone misleads";
    action("showBand").trigger();
    EXPECT_FALSE(panel.needs().wantsBand);
    action("showBaselines").trigger();
    EXPECT_TRUE(panel.needs().wantsBaselines);
    action("fieldAverage").trigger();
    EXPECT_EQ(panel.needs().mode, FieldMode::clusterAverage);
    box("planeSeed").setValue(12);
    EXPECT_EQ(panel.needs().plane->kind, PlaneKind::random);
    EXPECT_EQ(panel.needs().plane->seed, 12);
}

TEST_F(ProjectionPanelTest, CoordinatesAreCountedFromOneAndStayDifferent) {
    action("planeCoordinates").trigger();
    box("planeFirst").setValue(2);
    EXPECT_EQ(panel.needs().plane->firstCoordinate, 1);
    EXPECT_NE(panel.needs().plane->secondCoordinate, 1);
    const auto dimension = dimensionOf(content.snapshot->spec.data);
    EXPECT_EQ(box("planeSecond").maximum(), dimension);
    box("planeSecond").setValue(static_cast<int>(dimension));
    EXPECT_EQ(panel.needs().plane->secondCoordinate, dimension - 1);
}

TEST_F(ProjectionPanelTest, OptionsComeBackFromAFile) {
    action("planeRandom").trigger();
    action("showBand").trigger();
    action("showIdeal").trigger();
    ProjectionPanel other(nullptr);
    other.setOptions(panel.options());
    EXPECT_EQ(other.options(), panel.options());
    EXPECT_EQ(other.needs().plane, panel.needs().plane);
    EXPECT_FALSE(other.needs().wantsBand);
    EXPECT_TRUE(panel.caption().endsWith(other.caption())) << "the error before it is of the run";
}

TEST_F(ProjectionPanelTest, APinnedRunStandsBesideWithTheSameAxes) {
    content.pinned.push_back(
        {.name = QStringLiteral("larger step"), .difference = {}, .snapshot = test::sampleSnapshot(20)});
    panel.showContent(content);
    QCoreApplication::processEvents();
    auto* second = panel.findChild<PlotView*>(QStringLiteral("pinnedPlot"));
    ASSERT_NE(second, nullptr);
    EXPECT_TRUE(second->isVisible());
    EXPECT_FALSE(second->geometry().intersects(plot().geometry()));
    EXPECT_GT(second->x(), plot().x());
    EXPECT_EQ(second->xAxis().low, plot().xAxis().low);
    EXPECT_EQ(second->yAxis().high, plot().yAxis().high);
    const auto caption = [this](const char* name) {
        return panel.findChild<QLabel*>(QString::fromLatin1(name))->text();
    };
    EXPECT_EQ(caption("liveCaption"), QStringLiteral("this run · step 39"));
    EXPECT_EQ(caption("pinnedCaption"), QStringLiteral("larger step · step 39"));

    content.pinned.clear();
    panel.showContent(content);
    QCoreApplication::processEvents();
    EXPECT_FALSE(second->isVisible());
    EXPECT_GT(plot().width(), 560);
}

TEST_F(ProjectionPanelTest, LivesWithoutAScene) {
    content.snapshot = std::make_shared<Snapshot>();
    content.selection.samples = {0, 5};
    panel.showContent(content);
    EXPECT_FALSE(panel.needs().area.has_value());
    QTest::mouseClick(plot().viewport(), Qt::LeftButton, {}, plot().mapping().plot.center().toPoint());
    EXPECT_FALSE(pictureOf(panel, 1).isNull());
}

TEST(ClusterInset, SaysWhatItIsInTheRoomThatItHas) {
    ExperimentSpec spec = test::smallSpec();
    std::get<XorClusters>(spec.data).clusterVariance = 1e-4;
    StagedRun run(spec, {}, nullptr, {});
    MomentMaker maker(run, nullptr);
    const auto wordsAt = [&](double textScale) {
        Figure figure(panelSubject(QStringLiteral("projection")),
                      {.size = {900, 640}, .textScale = textScale, .keepsText = true});
        showMoment(maker, figure);
        return test::readSvg(figure.svg()).words();
    };
    EXPECT_TRUE(wordsAt(1).contains(QStringLiteral("one cluster × ")));
    EXPECT_FALSE(wordsAt(2.2).contains(QStringLiteral("one cluster")));
    EXPECT_TRUE(wordsAt(2.2).contains(QStringLiteral("× ")));
}

}  // namespace
