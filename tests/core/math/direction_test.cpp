#include "core/math/direction.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace featurescope {
namespace {

Direction atAngle(double angle) { return directionOf(std::cos(angle), std::sin(angle)); }

TEST(Direction, OrdersAnglesFromTheFirstAxisCounterclockwise) {
    std::vector<Direction> directions;
    for (int k = 0; k < 360; ++k) directions.push_back(atAngle((k * 97 % 360 + 0.5) * std::acos(-1.0) / 180));
    std::sort(directions.begin(), directions.end(), comesBefore);
    for (std::size_t k = 0; k < directions.size(); ++k) {
        const double angle = (static_cast<double>(k) + 0.5) * std::acos(-1.0) / 180;
        EXPECT_EQ(directions[k], atAngle(angle));
    }
}

TEST(Direction, TheFourAxesStandInTheirOrder) {
    const std::vector<Direction> axes{directionOf(4, 0), directionOf(0, 0.125), directionOf(-8, 0),
                                      directionOf(0, -2)};
    EXPECT_TRUE(std::is_sorted(axes.begin(), axes.end(), comesBefore));
    for (std::size_t k = 0; k < 4; ++k) {
        EXPECT_EQ(turn(axes[k], axes[(k + 1) % 4]), 1);
        EXPECT_EQ(turn(axes[(k + 1) % 4], axes[k]), -1);
        EXPECT_EQ(turn(axes[k], axes[(k + 2) % 4]), 0);
        EXPECT_EQ(quarterTurn(axes[k]), axes[(k + 1) % 4]);
    }
}

TEST(Direction, LengthDoesNotMatter) {
    EXPECT_EQ(turn(directionOf(0x1p-900, 0x3p-900), directionOf(0x5p900, 0xFp900)), 0);
    EXPECT_EQ(directionOf(0, 0), Direction{});
}

// (k + 1)^2 - k (k + 2) = 1: the two products differ by one unit in 106 bits, far below what doubles resolve.
TEST(Direction, NeighboursThatDoublesCannotTellApartAreTold) {
    std::mt19937_64 random(1);
    for (int trial = 0; trial < 1000; ++trial) {
        const auto k = static_cast<double>((std::uint64_t{1} << 52) + random() % (std::uint64_t{1} << 51));
        const Direction a = directionOf(k + 1, k), b = directionOf(k + 2, k + 1);
        EXPECT_EQ(turn(a, b), 1);
        EXPECT_EQ(turn(b, a), -1);
        EXPECT_EQ(turn(a, a), 0);
    }
}

TEST(Direction, AgreesWithLongIntegers) {
    std::mt19937 random(2);
    const auto draw = [&] { return static_cast<std::int64_t>(random() % 9) - 4; };
    for (int trial = 0; trial < 2000; ++trial) {
        const std::int64_t ax = draw(), ay = draw(), bx = draw(), by = draw();
        const std::int64_t cross = ax * by - ay * bx;
        EXPECT_EQ(turn(directionOf(static_cast<double>(ax), static_cast<double>(ay)),
                       directionOf(static_cast<double>(bx), static_cast<double>(by))),
                  (cross > 0) - (cross < 0));
    }
}

}  // namespace
}  // namespace featurescope
