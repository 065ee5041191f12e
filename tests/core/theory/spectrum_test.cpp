#include "core/theory/spectrum.h"

#include <gtest/gtest.h>

#include <Eigen/SVD>
#include <random>

#include "tests/core/theory/naive_simulation.h"

namespace featurescope {
namespace {

TEST(SingularValues, AgreeWithAFullDecomposition) {
    std::mt19937_64 bits(2);
    for (const auto& [rows, columns] : {std::pair{7, 12}, std::pair{12, 7}, std::pair{1, 5}}) {
        WeightMatrix<double> weights(rows, columns);
        for (Eigen::Index j = 0; j < weights.size(); ++j) weights.data()[j] = naive::normal(bits);
        const Vector<double> expected = Eigen::JacobiSVD<Matrix<double>>(weights).singularValues();
        EXPECT_LT((singularValues(weights) - expected).cwiseAbs().maxCoeff(), 1e-10);
        const WeightMatrix<float> single = weights.cast<float>();
        EXPECT_LT((singularValues(single) - expected).cwiseAbs().maxCoeff(), 1e-5);
    }
}

TEST(SingularValues, OfALargeMatrixAreItsLargest) {
    std::mt19937_64 bits(3);
    WeightMatrix<double> weights(520, 530);
    for (Eigen::Index j = 0; j < weights.size(); ++j) weights.data()[j] = naive::normal(bits);
    weights.row(0) *= 5;
    weights.row(1) *= 3;
    const Vector<double> expected = Eigen::BDCSVD<Matrix<double>>(weights).singularValues();
    const Vector<double> found = singularValues(weights);
    ASSERT_EQ(found.size(), 8);
    for (Eigen::Index k = 0; k < 8; ++k) EXPECT_NEAR(found[k] / expected[k], 1, 0.02) << k;
    EXPECT_NEAR(found[0] / expected[0], 1, 1e-4);
}

TEST(StableRank, OfAStartIsThatOfDrawnWeights) {
    std::mt19937_64 bits(12);
    for (const Start start : {Start::independent, Start::symmetric}) {
        XorSetting setting = naive::setting(100, 1, 400, 0.1, 1.0);
        setting.start = start;
        const double measured = stableRankOf(singularValues(naive::drawNetwork(setting, bits).weights));
        // The largest singular value of a finite matrix stays a few percent below the edge.
        EXPECT_NEAR(measured / startStableRank(setting), 1.04, 0.06) << nameOf(start);
    }
    EXPECT_NEAR(startStableRank(naive::settingP2()), 17.2, 0.05);
}

TEST(StableRank, IsTwoForTwoEqualDirections) {
    WeightMatrix<double> weights(4, 3);
    weights << 1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1, 0;
    EXPECT_NEAR(stableRankOf(singularValues(weights)), 2, 1e-12);
    EXPECT_EQ(stableRankOf(singularValues(WeightMatrix<double>(WeightMatrix<double>::Zero(3, 3)))), 0);
}

}  // namespace
}  // namespace featurescope
