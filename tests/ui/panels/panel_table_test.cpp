#include "ui/panels/panel_table.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QImage>
#include <QTest>
#include <cmath>
#include <set>
#include <string>

#include "tests/support/sample_snapshot.h"
#include "ui/exporting/image_export.h"
#include "ui/panels/field_layer.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

/// Pixels of `area` within a small distance of the color.
int pixelsLike(const QImage& image, const QRect& area, const QColor& color) {
    int count = 0;
    for (int y = std::max(0, area.top()); y <= std::min(image.height() - 1, area.bottom()); ++y) {
        for (int x = std::max(0, area.left()); x <= std::min(image.width() - 1, area.right()); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            const auto near = [](int a, int b) { return std::abs(a - b) <= 12; };
            count += near(pixel.red(), color.red()) && near(pixel.green(), color.green()) &&
                     near(pixel.blue(), color.blue());
        }
    }
    return count;
}

/// The color of a bar's inside, which lets a little of the card through.
QColor barFill(const QColor& bar, const QColor& card) {
    const auto mix = [](int a, int b) { return (110 * a + 145 * b) / 255; };
    return QColor(mix(bar.red(), card.red()), mix(bar.green(), card.green()), mix(bar.blue(), card.blue()));
}

struct Picture {
    QImage image;
    QRect plot;
};

Picture pictureOfPanel(const std::string& id, const Look& look, std::shared_ptr<const Snapshot> snapshot) {
    for (const PanelKind& kind : panelKinds()) {
        if (id != kind.id) continue;
        const std::unique_ptr<Panel> panel = kind.make();
        panel->resize(480, 360);
        panel->show();
        panel->setLook(look);
        panel->showContent({.snapshot = snapshot});
        QCoreApplication::processEvents();
        return {pictureOf(*panel, 1), panel->plotRectInPanel()};
    }
    return {};
}

class EveryBrightness : public testing::TestWithParam<Brightness> {
  protected:
    Look look{.palette = paletteFor(GetParam())};
    std::shared_ptr<const Snapshot> snapshot = test::sampleSnapshot();
};
INSTANTIATE_TEST_SUITE_P(Panels, EveryBrightness, testing::Values(Brightness::light, Brightness::dark));

TEST(PanelTable, IdsAreUniqueAndMatchTheObjectNames) {
    std::set<std::string> ids;
    for (const PanelKind& kind : panelKinds()) {
        EXPECT_TRUE(ids.insert(kind.id).second) << kind.id;
        EXPECT_EQ(kind.make()->objectName().toStdString(), std::string("panel-") + kind.id);
        EXPECT_FALSE(kind.make()->accessibleName().isEmpty()) << kind.id;
    }
}

TEST(PanelTable, EveryKindSaysInOneLineWhatItShows) {
    for (const PanelKind& kind : panelKinds()) {
        EXPECT_FALSE(titleOf(kind).isEmpty()) << kind.id;
        EXPECT_LE(titleOf(kind).size(), 24) << kind.id;
        EXPECT_FALSE(explanationOf(kind).isEmpty()) << kind.id;
        EXPECT_LE(explanationOf(kind).size(), 64) << kind.id;
        EXPECT_EQ(panelKind(kind.id), &kind);
    }
    EXPECT_EQ(panelKind("no-such-panel"), nullptr);
}

TEST(PanelTable, EveryPanelDrawsBeforeAnythingWasTrained) {
    const auto empty = std::make_shared<Snapshot>();
    empty->state = RunState::preparing;
    for (const PanelKind& kind : panelKinds())
        EXPECT_FALSE(pictureOfPanel(kind.id, Look(), empty).image.isNull());
}

TEST_P(EveryBrightness, ProjectionShowsClustersFieldAndBoundary) {
    const Picture picture = pictureOfPanel("projection", look, snapshot);
    for (const QColor& color : look.palette.clusters)
        EXPECT_GT(pixelsLike(picture.image, picture.plot, color), 200);
    EXPECT_GT(pixelsLike(picture.image, picture.plot, look.palette.boundary), 300);
    // Blue to the right of the centre, orange above it.
    const auto hue = [&](QPoint at) {
        const QColor pixel = picture.image.pixelColor(at);
        return pixel.blue() - pixel.red();
    };
    const QPoint centre = picture.plot.center();
    EXPECT_GT(hue({picture.plot.right() - 6, centre.y()}), 25);
    EXPECT_LT(hue({centre.x(), picture.plot.top() + 6}), -25);
}

TEST_P(EveryBrightness, AlignmentShowsBothSignsOnTheirSides) {
    const Picture picture = pictureOfPanel("alignment-mu1", look, snapshot);
    const QRect upper(picture.plot.topLeft(), QSize(picture.plot.width(), picture.plot.height() / 2));
    const QRect lower = upper.translated(0, picture.plot.height() / 2);
    const QColor above = barFill(look.palette.neuronPositive, look.palette.card);
    const QColor below = barFill(look.palette.neuronNegative, look.palette.card);
    EXPECT_GT(pixelsLike(picture.image, upper, above), 500);
    EXPECT_GT(pixelsLike(picture.image, lower, below), 500);
    EXPECT_EQ(pixelsLike(picture.image, upper.adjusted(0, 0, 0, -4), below), 0);
}

TEST_P(EveryBrightness, ErrorsShowEveryCurveAndTheNoiseRate) {
    const Picture picture = pictureOfPanel("errors", look, snapshot);
    const Palette& palette = look.palette;
    for (const QColor& color : {palette.curveTrain, palette.curveClean, palette.curveCorrupted,
                                palette.curveTest, palette.noiseLine}) {
        EXPECT_GT(pixelsLike(picture.image, picture.plot, color), 30) << color.name().toStdString();
    }
}

TEST_P(EveryBrightness, LossShowsItsCurve) {
    const Picture picture = pictureOfPanel("loss", look, snapshot);
    EXPECT_GT(pixelsLike(picture.image, picture.plot, look.palette.curveLoss), 200);
}

TEST(ColoredField, SignDecidesTheColorAtEveryScale) {
    const Palette& palette = paletteFor(Brightness::light);
    for (const float scale : {1e-9F, 1.0F, 1e9F}) {
        const DecisionField field{.area = {}, .width = 3, .height = 1, .values = {-scale, 0, scale}};
        const QImage image = coloredField(field, palette, typicalMagnitude(field));
        EXPECT_LT(qBlue(image.pixel(0, 0)), qRed(image.pixel(0, 0)));
        EXPECT_LE(std::abs(image.pixelColor(1, 0).red() - palette.fieldZero.red()), 3);
        EXPECT_GT(qBlue(image.pixel(2, 0)), qRed(image.pixel(2, 0)));
    }
}

TEST(ColoredField, SurvivesValuesThatAreNotFinite) {
    const DecisionField field{.area = {}, .width = 2, .height = 1, .values = {NAN, INFINITY}};
    EXPECT_FALSE(coloredField(field, paletteFor(Brightness::dark), typicalMagnitude(field)).isNull());
    EXPECT_TRUE(coloredField(DecisionField(), paletteFor(Brightness::dark), 0).isNull());
}

}  // namespace
