#include "core/model/loss.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace featurescope {
namespace {

/// What a loss calculates its slope with.
struct DoubleMath {
    static double number(double value) { return value; }
    static double exp(double x) { return std::exp(x); }
};

TEST(Loss, LogisticIsTheMeanOverTheTargets) {
    const std::vector<double> outputs{0, 800, -800}, targets{1, 1, 1};
    EXPECT_NEAR(meanLoss(Loss::logistic, outputs, targets), (std::log(2.0) + 0 + 800) / 3, 1e-12);
    EXPECT_TRUE(std::isnan(meanLoss(Loss::logistic, std::vector<double>{}, std::vector<double>{})));
}

TEST(Loss, SoftMinIsCloseToMinusTheSmallestMarginWhateverItsSize) {
    const std::vector<double> targets{1, -1, 1};
    EXPECT_NEAR(meanLoss(Loss::softMin, std::vector<double>{0, 0, 0}, targets), 0, 1e-15);
    EXPECT_NEAR(meanLoss(Loss::softMin, std::vector<double>{1000, -900, 5000}, targets), -900 - std::log(3.0),
                1e-12);
    EXPECT_NEAR(meanLoss(Loss::softMin, std::vector<double>{0.3, 0.1, 2}, targets),
                std::log((std::exp(-0.3) + std::exp(0.1) + std::exp(-2.0)) / 3), 1e-14);
    EXPECT_TRUE(std::isnan(meanLoss(Loss::softMin, std::vector<double>{std::nan(""), 0, 0}, targets)));
}

TEST(Loss, SlopesAreTheDifferencesOfValuesAndNeverSteeperThanSaid) {
    constexpr double kDifference = 1e-6;
    for (const auto& row : NameTable<Loss>::kinds) {
        const LossRecord& loss = recordOf(row.kind);
        visitLoss(row.kind, [&]<typename Chosen>(Chosen) {
            for (const double y : {-1.0, 1.0}) {
                for (double f = -4; f <= 4; f += 0.37) {
                    const double slope = Chosen::template slope<DoubleMath>(f, y, 1.0);
                    const double up = loss.value(f + kDifference, y), down = loss.value(f - kDifference, y);
                    EXPECT_NEAR(slope, (up - down) / (2 * kDifference), 1e-7 * (1 + std::abs(slope)))
                        << row.name;
                    EXPECT_LE(std::abs(slope), loss.steepest) << row.name;
                    EXPECT_LE(std::abs(slope), loss.slopesBound(loss.value(f, y)) * (1 + 1e-12)) << row.name;
                    EXPECT_GE(loss.quickBound(f, y), loss.value(f, y)) << row.name;
                }
            }
            EXPECT_EQ(Chosen::template slope<DoubleMath>(0.0, 0.0, 1.0), 0) << row.name;
        });
    }
}

}  // namespace
}  // namespace featurescope
