#include "ui/panels/parts_panel.h"

#include <cmath>

#include "core/run/plane_network.h"
#include "core/spec/data_kinds.h"
#include "tests/support/drawn_figure.h"
#include "tests/support/shown_panel.h"
#include "tests/support/small_spec.h"
#include "ui/look/number_format.h"
#include "ui/panels/field_layer.h"

using namespace featurescope;
using namespace featurescope::ui;
using test::DrawnFigure;
using test::PlainNetwork;
using test::SvgShape;

namespace {

constexpr std::int64_t kStep = 30;

/// Relu and leaky relu, by their slope below 0.
class EverySlope : public testing::TestWithParam<double> {
  protected:
    ExperimentSpec spec = [] {
        ExperimentSpec made = test::smallSpec();
        if (GetParam() > 0) {
            made.network.activation = Activation::leakyRelu;
            made.network.activationSlope = GetParam();
        }
        return made;
    }();
    DrawnFigure figure{spec, kStep, QStringLiteral("parts")};
    PlainNetwork network = test::networkAt(spec, kStep);

    double output(double x, double y) const {
        double f = 0;
        for (std::size_t j = 0; j < network.neurons; ++j) {
            const double z = x * network.along(j, 0) + y * network.along(j, 1);
            f += network.a[j] * (z > 0 ? z : GetParam() * z);
        }
        return f;
    }
    /// Half of (1 + slope) times <sum_j a_j w_j, x>.
    double linearHalf(double x, double y) const {
        double sum = 0;
        for (std::size_t j = 0; j < network.neurons; ++j)
            sum += network.a[j] * (x * network.along(j, 0) + y * network.along(j, 1));
        return (1 + GetParam()) / 2 * sum;
    }
};
INSTANTIATE_TEST_SUITE_P(Activations, EverySlope, testing::Values(0.0, 0.3));

TEST(PartsPanelCaptions, HaveRoomInEverySizeOfText) {
    const DrawnFigure drawn(test::smallSpec(), kStep, QStringLiteral("parts"));
    Figure poster(panelSubject(QStringLiteral("parts")), {.size = {1500, 1000}, .textScale = 2.2});
    poster.show(drawn.content());
    for (const char* name : {"oddCaption", "evenCaption"}) {
        const auto* caption = poster.panels()[0]->findChild<QLabel*>(QString::fromLatin1(name));
        EXPECT_GE(caption->height(), caption->sizeHint().height()) << name;
    }
}

TEST_P(EverySlope, TheOddHalfIsLinearAndBothMakeTheOutput) {
    const PlaneRectangle area{-2, 2, -1, 1};
    const OutputHalves halves = outputHalves(*figure.content().snapshot->network, area, 40, 20);
    double largest = 0;
    for (int row = 0; row < 20; ++row) {
        for (int column = 0; column < 40; ++column) {
            const double x = -2 + 4 * (column + 0.5) / 40, y = 1 - 2 * (row + 0.5) / 20;
            const auto pixel = static_cast<std::size_t>(row * 40 + column);
            const double odd = static_cast<double>(halves.odd.values[pixel]);
            const double even = static_cast<double>(halves.even.values[pixel]);
            EXPECT_NEAR(odd, linearHalf(x, y), 1e-6);
            EXPECT_NEAR(odd + even, output(x, y), 1e-6);
            largest = std::max({largest, std::abs(odd), std::abs(even)});
        }
    }
    EXPECT_GT(largest, 1e-3);
}

TEST_P(EverySlope, TheOddHalfIsZeroOnAStraightLine) {
    std::size_t checked = 0;
    const double scale = std::hypot(linearHalf(1, 0), linearHalf(0, 1));
    for (const SvgShape& line : figure.picture().strokedWith(figure.palette().boundary)) {
        if (line.width < 2 || line.points.size() < 2) continue;
        for (const QPointF& place : line.points) {
            const QPointF value = figure.valueAt(place);
            const PlotMapping map = figure.plot().mapping();
            if (value.x() < map.xLow || value.x() > map.xHigh || value.y() < map.yLow ||
                value.y() > map.yHigh)
                continue;  // of the other picture, or the legend
            EXPECT_LT(std::abs(linearHalf(value.x(), value.y())), 0.03 * scale);
            ++checked;
        }
    }
    EXPECT_GT(checked, 3U);
}

TEST_P(EverySlope, WhatIsPointedAtSaysBothHalves) {
    const auto panel = test::shownPanel("parts", figure.content());
    const PlotMapping map = test::plotOf(*panel).mapping();
    const QPoint pixel = map.at(0.8, 0.3).toPoint();
    const double x = map.xAt(pixel.x()), y = map.yAt(pixel.y());
    const QString text = test::pointedAt(*panel, 0.8, 0.3);
    EXPECT_TRUE(text.contains(numberLabel(linearHalf(x, y)))) << text.toStdString() << linearHalf(x, y);
    EXPECT_TRUE(text.contains(numberLabel((output(x, y) + output(-x, -y)) / 2))) << text.toStdString();
}

TEST_P(EverySlope, SaysTheLinearShareOverTheTestSamples) {
    const Dataset<float> data = drawDataset<float>(spec.data, spec.seeds, {});
    double odd = 0, all = 0;
    for (Eigen::Index i = 0; i < data.test.size(); ++i) {
        double sum = 0, f = 0;
        for (std::size_t j = 0; j < network.neurons; ++j) {
            double z = 0;
            for (std::size_t k = 0; k < network.dimension; ++k)
                z += network.w[j * network.dimension + k] *
                     static_cast<double>(data.test.inputs(static_cast<Eigen::Index>(k), i));
            sum += network.a[j] * z;
            f += network.a[j] * (z > 0 ? z : GetParam() * z);
        }
        odd += std::pow((1 + GetParam()) / 2 * sum, 2);
        all += f * f;
    }
    const auto panel = test::shownPanel("parts", figure.content());
    EXPECT_TRUE(test::legendOf(*panel).contains(QStringLiteral("linear share ") + percentLabel(odd / all)))
        << test::legendOf(*panel).toStdString() << ", expected " << odd / all;
}

TEST(PartsPanel, BothHalvesHaveOneColourScale) {
    const DecisionField strong{.area = {}, .width = 1, .height = 1, .values = {4}};
    const DecisionField weak{.area = {}, .width = 1, .height = 1, .values = {0.1F}};
    const Palette& palette = paletteFor(Brightness::light);
    const auto blueness = [&](const DecisionField& field, float magnitude) {
        const QColor pixel = coloredField(field, palette, magnitude).pixelColor(0, 0);
        return pixel.blue() - pixel.red();
    };
    EXPECT_GT(blueness(strong, 4), blueness(weak, 4) + 20);
}

TEST(PartsPanel, FollowsThePlaneOfTheInputSpaceAndAsksForNoField) {
    const auto panel = panelKind("parts")->make();
    EXPECT_FALSE(panel->needs().plane);
    EXPECT_FALSE(panel->needs().area);
    EXPECT_TRUE(panel->needs().parts.contains(SnapshotPart::network));
}

TEST(PartsPanel, SaysWhyThereIsNoPictureOfAnotherActivation) {
    ExperimentSpec spec = test::smallSpec();
    spec.network.activation = Activation::quadratic;
    const DrawnFigure figure(spec, 0, QStringLiteral("parts"));
    EXPECT_TRUE(figure.picture().words().contains(QStringLiteral("not drawn on a plane")))
        << figure.picture().words().toStdString();
}

}  // namespace
