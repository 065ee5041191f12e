#include "ui/view_models/input_space_view.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/observables/decision_field.h"
#include "core/run/plane_network.h"
#include "core/theory/smoothed_field.h"
#include "tests/support/sample_snapshot.h"
#include "ui/view_models/input_space_options.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

PlaneNetwork fourNeurons() {
    PlaneNetwork network;
    network.neurons = {{0.5, 1, 0.1}, {0.5, -1, 0.2}, {-0.5, 0.1, 1}, {-0.5, 0, -1}};
    network.perpendicular = {0.3, 0.4, 0.5, 0.6};
    network.sigma = 0.2;
    return network;
}

TEST(InputSpaceView, ValueIsTheCoresFieldOnASinglePixel) {
    const PlaneNetwork network = fourNeurons();
    ProjectedNeurons neurons{{}, {}, network.perpendicular, {}};
    for (const PlaneNeuron& neuron : network.neurons) {
        neurons.alongMu1.push_back(neuron.x);
        neurons.alongMu2.push_back(neuron.y);
        neurons.outputWeight.push_back(neuron.outputWeight);
    }
    for (const PlanePoint at : {PlanePoint{0.3, -0.2}, PlanePoint{-1, 2}, PlanePoint{0, 0}}) {
        const PlaneRectangle pixel{at.x - 1, at.x + 1, at.y - 1, at.y + 1};
        EXPECT_FLOAT_EQ(static_cast<float>(valueOnPlane(network, FieldMode::slice, at)),
                        decisionField(network.neurons, pixel, 1, 1).values[0]);
        EXPECT_NEAR(valueOnPlane(network, FieldMode::clusterAverage, at),
                    smoothedField(neurons, 0.2, {pixel.left, pixel.right, pixel.bottom, pixel.top, 1, 1})[0],
                    1e-5);
    }
}

TEST(InputSpaceView, BandLinesLieWhereTheShareIs) {
    // The share grows from 0 at the left to 1 at the right.
    DecisionField share{.area = {-1, 1, -1, 1}, .width = 50, .height = 20, .values = {}};
    for (int row = 0; row < 20; ++row) {
        for (int column = 0; column < 50; ++column)
            share.values.push_back(static_cast<float>((column + 0.5) / 50));
    }
    const auto lines = bandLines(share);
    for (std::size_t level = 0; level < lines.size(); ++level) {
        ASSERT_EQ(lines[level].size(), 1U);
        for (const PlanePoint& point : lines[level][0])
            EXPECT_NEAR(point.x, 2 * kBandLevels[level] - 1, 1e-5);
    }
    for (const auto& none : bandLines(DecisionField())) EXPECT_TRUE(none.empty());
}

TEST(InputSpaceView, IdealBoundaryIsWhereBothProjectionsAreEquallyLong) {
    const PlaneRectangle area{-2, 2, -1, 1};
    for (const std::vector<PlanePoint>& means :
         {std::vector<PlanePoint>{{1, 0}, {0, 1}}, {{0.3, 0.1}, {-0.2, 0.5}}, {{1, 0}, {0.5, 0.8}}}) {
        const std::vector<BoundaryLine> lines = idealBoundary(means, area);
        ASSERT_EQ(lines.size(), 2U);
        for (const BoundaryLine& line : lines) {
            for (const PlanePoint& p : line) {
                const double first = std::abs(means[0].x * p.x + means[0].y * p.y);
                EXPECT_NEAR(first, std::abs(means[1].x * p.x + means[1].y * p.y), 1e-12);
                EXPECT_TRUE(std::abs(std::abs(p.x) - 2) < 1e-12 || std::abs(std::abs(p.y) - 1) < 1e-12);
                EXPECT_LE(std::abs(p.x), 2 + 1e-12);
                EXPECT_LE(std::abs(p.y), 1 + 1e-12);
            }
        }
    }
}

TEST(InputSpaceView, IdealBoundaryLeavesOutWhatIsNotDetermined) {
    const PlaneRectangle area{-1, 1, -1, 1};
    EXPECT_TRUE(idealBoundary({}, area).empty());
    EXPECT_TRUE(idealBoundary({{0, 0}, {0, 0}}, area).empty());
    EXPECT_EQ(idealBoundary({{1, 0}, {1, 0}}, area).size(), 1U);
}

TEST(InputSpaceView, LinesAreCutToTheAreaThatIsShown) {
    const PlaneRectangle area{-1, 1, -1, 1};
    const std::vector<BoundaryLine> ray = cutTo(area, {{{0, 0}, {4, 2}}});
    ASSERT_EQ(ray.size(), 1U);
    EXPECT_EQ(ray[0].size(), 2U);
    EXPECT_DOUBLE_EQ(ray[0][1].x, 1);
    EXPECT_DOUBLE_EQ(ray[0][1].y, 0.5);
    // Out at the right and in again: two lines.
    const std::vector<BoundaryLine> parts =
        cutTo(area, {{{0, 0}, {0.5, 0}, {2, 0}, {2, 0.5}, {0, 0.5}, {-0.5, 0.5}}});
    ASSERT_EQ(parts.size(), 2U);
    EXPECT_EQ(parts[0].size(), 3U);
    EXPECT_EQ(parts[1].size(), 3U);
    EXPECT_DOUBLE_EQ(parts[1][0].x, 1);
    EXPECT_TRUE(cutTo(area, {{{2, 0}, {3, 0}}, {{-5, 2}, {5, 2}}}).empty());
}

TEST(InputSpaceView, FindsTheNearestSampleWithinReach) {
    const std::vector<MarkedPoint> drawn{{0, 0, {}, 7}, {1, 0, {}, 8}, {1, 0, {}, 9}};
    EXPECT_EQ(nearestSample(drawn, {0.1, 0}, 0.2), 7);
    EXPECT_EQ(nearestSample(drawn, {0.95, 0.01}, 0.2), 9);
    EXPECT_EQ(nearestSample(drawn, {0.5, 0.5}, 0.2), std::nullopt);
    EXPECT_EQ(nearestSample({}, {0, 0}, 1), std::nullopt);
}

TEST(InputSpaceOptions, SurviveAFileOfSettings) {
    InputSpaceOptions options;
    options.plane = {.kind = PlaneKind::coordinates, .firstCoordinate = 4, .secondCoordinate = 2, .seed = 9};
    options.mode = FieldMode::clusterAverage;
    options.band = options.baselines = true;
    options.ideal = false;
    EXPECT_EQ(fromJson(toJson(options), {}), options);
    for (const NamedKind<PlaneKind>& kind : NameTable<PlaneKind>::kinds) {
        options.plane.kind = kind.kind;
        EXPECT_EQ(fromJson(toJson(options), {}), options) << kind.name;
    }
}

TEST(InputSpaceOptions, KeepWhatAFileOfSettingsDoesNotSay) {
    InputSpaceOptions options;
    options.band = true;
    EXPECT_EQ(fromJson({}, options), options);
    const QJsonObject nonsense{{QStringLiteral("plane"), QStringLiteral("moon")},
                               {QStringLiteral("first"), -3},
                               {QStringLiteral("band"), QStringLiteral("yes")}};
    EXPECT_EQ(fromJson(nonsense, options), options);
    const QJsonObject same{{QStringLiteral("first"), 5}, {QStringLiteral("second"), 5}};
    const PlaneChoice plane = fromJson(same, options).plane;
    EXPECT_NE(plane.firstCoordinate, plane.secondCoordinate);
}

TEST(InputSpaceOptions, CoordinatesFitTheDimension) {
    for (const std::int64_t dimension : {2, 3, 100}) {
        for (const std::int64_t first : {0, 1, 2, 99, 500}) {
            for (const std::int64_t second : {0, 1, 2, 99, 500}) {
                const PlaneChoice plane =
                    fitted({.firstCoordinate = first, .secondCoordinate = second}, dimension);
                EXPECT_NE(plane.firstCoordinate, plane.secondCoordinate);
                EXPECT_LT(plane.firstCoordinate, dimension);
                EXPECT_LT(plane.secondCoordinate, dimension);
                EXPECT_GE(plane.secondCoordinate, 0);
            }
        }
    }
    EXPECT_EQ(fitted({.firstCoordinate = 3, .secondCoordinate = 4}, 1).firstCoordinate, 0);
}

}  // namespace
