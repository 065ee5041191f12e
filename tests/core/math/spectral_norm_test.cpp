#include "core/math/spectral_norm.h"

#include <gtest/gtest.h>

#include <Eigen/SVD>

namespace featurescope {
namespace {

double largestSingularValue(const Eigen::MatrixXd& matrix) {
    return Eigen::JacobiSVD<Eigen::MatrixXd>(matrix).singularValues()[0];
}

TEST(SpectralNorm, MatchesASingularValueDecompositionOfRandomMatrices) {
    std::srand(4);  // Eigen's Random uses it
    for (const auto& [rows, columns] : {std::pair{1, 1}, {1, 9}, {9, 1}, {40, 25}, {25, 40}, {100, 130}}) {
        const Eigen::MatrixXd matrix = Eigen::MatrixXd::Random(rows, columns);
        const double expected = largestSingularValue(matrix);
        EXPECT_NEAR(spectralNorm<double>(matrix, {}), expected, 1e-6 * expected) << rows << " x " << columns;
        EXPECT_NEAR(spectralNorm<float>(matrix.cast<float>(), {}), expected, 1e-5 * expected)
            << rows << " x " << columns;
    }
}

TEST(SpectralNorm, FindsTwoEqualLargestValues) {
    WeightMatrix<double> matrix = WeightMatrix<double>::Zero(50, 20);
    matrix(3, 0) = 7;
    matrix(9, 1) = -7;
    matrix(11, 5) = 2;
    EXPECT_NEAR(spectralNorm(matrix, {}), 7, 1e-9);
}

TEST(SpectralNorm, OfAZeroOrEmptyMatrixIsZero) {
    EXPECT_EQ(spectralNorm<double>(WeightMatrix<double>::Zero(5, 3), {}), 0);
    EXPECT_EQ(spectralNorm<double>(WeightMatrix<double>(0, 3), {}), 0);
}

}  // namespace
}  // namespace featurescope
