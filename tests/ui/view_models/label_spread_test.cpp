#include "ui/view_models/label_spread.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using namespace featurescope::ui;

namespace {

std::vector<double> placesOf(const std::vector<SpreadLabel>& labels) {
    std::vector<double> places;
    for (const SpreadLabel& label : labels) {
        if (label.visible) places.push_back(label.placed);
    }
    return places;
}

TEST(LabelSpread, LabelsThatDoNotMeetStayWhereTheyWantToBe) {
    std::vector<SpreadLabel> labels{{.wanted = 70}, {.wanted = 20}, {.wanted = 45}};
    spreadLabels(labels, 10, 0, 100);
    EXPECT_EQ(placesOf(labels), (std::vector<double>{70, 20, 45}));
}

TEST(LabelSpread, LabelsThatMeetMakeRoomEvenly) {
    std::vector<SpreadLabel> labels{{.wanted = 50}, {.wanted = 50}, {.wanted = 50}};
    spreadLabels(labels, 10, 0, 100);
    EXPECT_EQ(placesOf(labels), (std::vector<double>{40, 50, 60}));
}

TEST(LabelSpread, NeverCoverEachOtherNorLeaveTheRoom) {
    std::mt19937 random(5);
    std::uniform_real_distribution<double> anywhere(-20, 120);
    for (int round = 0; round < 200; ++round) {
        std::vector<SpreadLabel> labels(static_cast<std::size_t>(1 + round % 9));
        for (SpreadLabel& label : labels) label.wanted = anywhere(random);
        spreadLabels(labels, 11, 0, 100);
        std::vector<std::pair<double, double>> byWish;
        for (const SpreadLabel& label : labels) {
            ASSERT_TRUE(label.visible);
            EXPECT_GE(label.placed, 5.5 - 1e-9);
            EXPECT_LE(label.placed, 94.5 + 1e-9);
            byWish.emplace_back(label.wanted, label.placed);
        }
        std::sort(byWish.begin(), byWish.end());
        for (std::size_t i = 1; i < byWish.size(); ++i)
            EXPECT_GE(byWish[i].second - byWish[i - 1].second, 11 - 1e-9);
    }
}

TEST(LabelSpread, WithoutRoomTheLeastImportantAreLeftOut) {
    std::vector<SpreadLabel> labels{{.wanted = 10, .priority = 2},
                                    {.wanted = 12, .priority = 0},
                                    {.wanted = std::numeric_limits<double>::quiet_NaN(), .priority = 0},
                                    {.wanted = 14, .priority = 1}};
    spreadLabels(labels, 10, 0, 25);
    EXPECT_FALSE(labels[0].visible);
    EXPECT_TRUE(labels[1].visible);
    EXPECT_FALSE(labels[2].visible);
    EXPECT_TRUE(labels[3].visible);
}

}  // namespace
