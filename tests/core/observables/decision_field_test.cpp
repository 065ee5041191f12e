#include "core/observables/decision_field.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/math/random.h"

namespace featurescope {
namespace {

double naiveOutput(const std::vector<PlaneNeuron>& neurons, double x, double y) {
    double f = 0;
    for (const PlaneNeuron& neuron : neurons) {
        f += neuron.outputWeight * std::max(0.0, neuron.x * x + neuron.y * y);
    }
    return f;
}

std::vector<PlaneNeuron> randomNeurons(std::size_t count, std::int64_t seed) {
    std::vector<double> draws(2 * count);
    RandomStream(seed, Stream::weights).normals(0, draws);
    std::vector<PlaneNeuron> neurons;
    for (std::size_t j = 0; j < count; ++j) {
        neurons.push_back({j % 2 == 0 ? 0.3 : -0.3, draws[2 * j], draws[2 * j + 1]});
    }
    return neurons;
}

double largest(const DecisionField& field) {
    double size = 0;
    for (const float value : field.values) size = std::max(size, std::abs(static_cast<double>(value)));
    return size;
}

void expectNaiveValues(const std::vector<PlaneNeuron>& neurons, const PlaneRectangle& area, int width,
                       int height) {
    const DecisionField field = decisionField(neurons, area, width, height);
    ASSERT_EQ(field.values.size(), static_cast<std::size_t>(width * height));
    const double tolerance = 1e-6 * largest(field);
    for (int row = 0; row < height; ++row) {
        for (int column = 0; column < width; ++column) {
            const double x = area.left + (column + 0.5) * (area.right - area.left) / width;
            const double y = area.top - (row + 0.5) * (area.top - area.bottom) / height;
            ASSERT_NEAR(field.values[static_cast<std::size_t>(row * width + column)],
                        naiveOutput(neurons, x, y), tolerance);
        }
    }
}

TEST(DecisionField, EqualsTheNetworkAtEveryPixelCentre) {
    for (std::int64_t seed = 1; seed <= 5; ++seed) {
        expectNaiveValues(randomNeurons(101, seed), {-1.7, 2.1, -1, 1.3}, 37, 23);
        expectNaiveValues(randomNeurons(3, seed), {0.2, 0.9, 0.5, 1.3}, 11, 9);
    }
}

TEST(DecisionField, HandlesNeuronsAlongTheAxesAndZeroNeurons) {
    const std::vector<PlaneNeuron> neurons{{1, 0, 2},    {-1, 0, -2}, {0.5, 1, 0},
                                           {0.5, -1, 0}, {1, 0, 0},   {0, 3, 4}};
    expectNaiveValues(neurons, {-1, 1, -1, 1}, 20, 20);
    expectNaiveValues(neurons, {-1, 1, -1, 1}, 21, 21);  // a row and a column of centres on the axes
}

TEST(DecisionField, OfNoPixelsIsEmpty) {
    EXPECT_TRUE(decisionField(randomNeurons(3, 1), {}, 0, 5).values.empty());
}

TEST(DecisionBoundary, OfTheIdealClassifierIsTheTwoDiagonals) {
    // f* = |x| - |y| as four neurons (paper, eq. 2).
    const std::vector<PlaneNeuron> ideal{{1, 1, 0}, {1, -1, 0}, {-1, 0, 1}, {-1, 0, -1}};
    const auto lines = decisionBoundary(ideal, {-2, 2, -1, 1});
    ASSERT_EQ(lines.size(), 4U);
    for (const BoundaryLine& line : lines) {
        ASSERT_EQ(line.size(), 2U);
        EXPECT_EQ(std::hypot(line[0].x, line[0].y), 0);
        EXPECT_NEAR(std::abs(line[1].x), 1, 1e-12);
        EXPECT_NEAR(std::abs(line[1].y), 1, 1e-12);
    }
}

TEST(DecisionBoundary, SeparatesEveryChangeOfPredictionAndNothingElse) {
    for (std::int64_t seed = 1; seed <= 40; ++seed) {
        const auto neurons = randomNeurons(static_cast<std::size_t>(1 + seed % 12), seed);
        const auto lines = decisionBoundary(neurons, {-1, 1, -1, 1});
        std::vector<double> angles;
        for (const auto& line : lines) angles.push_back(std::atan2(line[1].y, line[1].x));
        const auto raysBetween = [&](double from, double to) {
            return std::count_if(angles.begin(), angles.end(),
                                 [&](double angle) { return angle > from && angle <= to; });
        };
        constexpr int kDirections = 3600;
        const double width = 2 * std::numbers::pi / kDirections;
        for (int k = 0; k < kDirections; ++k) {
            const double from = -std::numbers::pi + (k + 0.37) * width;
            const double to = from + width;
            if (to > std::numbers::pi) continue;
            const bool before = naiveOutput(neurons, std::cos(from), std::sin(from)) > 1e-13;
            const bool after = naiveOutput(neurons, std::cos(to), std::sin(to)) > 1e-13;
            EXPECT_EQ(raysBetween(from, to) % 2 == 1, before != after)
                << "seed " << seed << " angle " << from;
        }
    }
}

TEST(DecisionBoundary, OfADeadOrOneSidedNetworkIsEmpty) {
    EXPECT_TRUE(decisionBoundary(std::vector<PlaneNeuron>{}, {}).empty());
    EXPECT_TRUE(decisionBoundary(std::vector<PlaneNeuron>{{1, 0, 0}}, {}).empty());
    EXPECT_TRUE(decisionBoundary(std::vector<PlaneNeuron>{{-1, 1, 0}, {-1, -1, 0}}, {}).empty());
}

TEST(DecisionBoundary, OfOnePositiveNeuronIsTheEdgeOfItsHalfPlane) {
    const auto lines = decisionBoundary(std::vector<PlaneNeuron>{{1, 0, 1}}, {-1, 1, -1, 1});
    ASSERT_EQ(lines.size(), 2U);
    for (const auto& line : lines) EXPECT_NEAR(line[1].y, 0, 1e-12);
}

TEST(DecisionBoundary, OutsideTheAreaIsCutOff) {
    const std::vector<PlaneNeuron> ideal{{1, 1, 0}, {1, -1, 0}, {-1, 0, 1}, {-1, 0, -1}};
    const auto lines = decisionBoundary(ideal, {0.5, 1, -0.2, 0.8});
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_NEAR(lines[0][0].x, 0.5, 1e-12);
    EXPECT_NEAR(lines[0][1].x, 0.8, 1e-12);
}

}  // namespace
}  // namespace featurescope
