#include "core/theory/coverage_law.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace featurescope {
namespace {

TEST(CoverageLaw, IsTheShareOfDrawsThatCoverAllClusters) {
    std::mt19937_64 bits(11);
    constexpr int kDraws = 20000;
    for (const int m : {1, 2, 3, 4, 5, 6, 8, 12, 16, 24}) {
        int covered = 0;
        double missing = 0;
        for (int draw = 0; draw < kDraws; ++draw) {
            bool has[4] = {};
            // Positive neurons are the first floor(m/2), negative ones the next floor(m/2); an odd last one
            // has a = 0.
            for (int j = 0; j < m / 2; ++j) has[bits() % 2] = true;
            for (int j = 0; j < m / 2; ++j) has[2 + bits() % 2] = true;
            const int count = has[0] + has[1] + has[2] + has[3];
            covered += count == 4 ? 1 : 0;
            missing += 4 - count;
        }
        EXPECT_NEAR(coverageProbability(m), static_cast<double>(covered) / kDraws,
                    5 * 0.5 / std::sqrt(kDraws))
            << m;
        EXPECT_NEAR(expectedMissingClusters(m), missing / kDraws, 5 / std::sqrt(kDraws)) << m;
    }
}

TEST(CoverageLaw, HasTheTabulatedValues) {
    EXPECT_DOUBLE_EQ(coverageProbability(4), 0.25);
    EXPECT_NEAR(coverageProbability(6), 0.5625, 1e-12);
    EXPECT_NEAR(coverageProbability(10), 0.88, 0.005);
    EXPECT_NEAR(coverageProbability(1000000000), 1, 1e-12);
}

}  // namespace
}  // namespace featurescope
