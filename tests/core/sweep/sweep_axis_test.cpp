#include "core/sweep/sweep_axis.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/base/errors.h"

namespace featurescope {
namespace {

SweepAxis axisOf(const char* text) { return axisFromText(text, "--x"); }

TEST(SweepAxis, LogarithmicStepsHaveOneRatio) {
    const std::vector<double> values = axisValues(axisOf("data.cluster_variance=log:0.01:1:24"), false);
    ASSERT_EQ(values.size(), 24U);
    EXPECT_EQ(values.front(), 0.01);
    EXPECT_EQ(values.back(), 1);
    for (std::size_t i = 1; i < values.size(); ++i)
        EXPECT_NEAR(values[i] / values[i - 1], std::pow(100, 1.0 / 23), 1e-10);
}

TEST(SweepAxis, LinearStepsHaveOneDifference) {
    const std::vector<double> values = axisValues(axisOf("data.label_noise=linear:0:0.24:25"), false);
    ASSERT_EQ(values.size(), 25U);
    for (std::size_t i = 0; i < values.size(); ++i)
        EXPECT_NEAR(values[i], 0.01 * static_cast<double>(i), 1e-13);
    EXPECT_EQ(values[15], 0.15) << "as a person would write it";
}

TEST(SweepAxis, WholeNumbersAreRoundedAndStandThereOnce) {
    EXPECT_EQ(axisValues(axisOf("network.neurons=log:1:8:10"), true),
              (std::vector<double>{1, 2, 3, 4, 5, 6, 8}));
    EXPECT_EQ(axisValues(axisOf("network.neurons=4,6,8,6"), true), (std::vector<double>{4, 6, 8}));
}

TEST(SweepAxis, RefusesWhatCannotBeSpaced) {
    for (const char* text : {"k=log:0:1:5", "k=log:1:0:5", "k=log:-1:1:5", "k=linear:0:1:0", "k=linear:0:1:1",
                             "k=linear:0:1:10000001"})
        EXPECT_THROW(axisValues(axisOf(text), false), InputError) << text;
}

TEST(SweepAxis, RefusesOtherTexts) {
    for (const char* text :
         {"", "k", "=1,2", "k=", "k=1,,2", "k=log:1:2", "k=cubic:1:2:3", "k=log:1:2:2.5", "k=1e999"})
        EXPECT_THROW(axisOf(text), InputError) << text;
}

}  // namespace
}  // namespace featurescope
