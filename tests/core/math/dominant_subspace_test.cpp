#include "core/math/dominant_subspace.h"

#include <gtest/gtest.h>

#include <Eigen/SVD>
#include <random>

#include "core/base/cancel.h"

namespace featurescope {
namespace {

WeightMatrix<double> randomRows(Eigen::Index rows, Eigen::Index columns, unsigned seed) {
    std::mt19937_64 bits(seed);
    std::normal_distribution<double> normal;
    WeightMatrix<double> matrix(rows, columns);
    for (Eigen::Index i = 0; i < matrix.size(); ++i) matrix.data()[i] = normal(bits);
    return matrix;
}

Matrix<double> nothing(Eigen::Index dimension) { return Matrix<double>(dimension, 0); }

TEST(DominantSubspace, OfAllDirectionsIsTheWholeDecomposition) {
    for (const auto& [rows, columns] : {std::pair{9, 6}, std::pair{6, 9}, std::pair{1, 4}}) {
        const WeightMatrix<double> matrix = randomRows(rows, columns, 1);
        const DominantSubspace found = dominantSubspace<double>(matrix, 100, {}, nothing(columns), {});
        const Vector<double> expected = Eigen::JacobiSVD<Matrix<double>>(matrix).singularValues();
        ASSERT_EQ(found.sizes.size(), expected.size());
        EXPECT_LT((found.sizes - expected).cwiseAbs().maxCoeff(), 1e-9);
        for (Eigen::Index k = 0; k < expected.size(); ++k) {
            EXPECT_NEAR((matrix * found.directions.col(k)).norm(), expected[k], 1e-9);
        }
        const Matrix<double> gram = found.directions.transpose() * found.directions;
        EXPECT_LT((gram - Matrix<double>::Identity(gram.rows(), gram.cols())).cwiseAbs().maxCoeff(), 1e-12);
    }
}

TEST(DominantSubspace, FindsTheDirectionsThatStickOut) {
    WeightMatrix<float> matrix = (0.05 * randomRows(400, 60, 2)).cast<float>();
    for (Eigen::Index i = 0; i < 400; ++i) matrix(i, i % 2 == 0 ? 7 : 30) += i % 2 == 0 ? 2.0F : -1.0F;
    const DominantSubspace found = dominantSubspace<float>(matrix, 4, {}, nothing(60), {});
    EXPECT_GT(found.directions(7, 0), 0.999);
    EXPECT_GT(found.directions(30, 1), 0.995) << "the largest entry is positive";
    EXPECT_GT(found.sizes[0], found.sizes[1]);
}

TEST(DominantSubspace, LeavesOutWhatDoesNotCount) {
    WeightMatrix<double> matrix = randomRows(50, 10, 3);
    matrix.col(4) *= 100;
    Matrix<double> without = Matrix<double>::Zero(10, 1);
    without(4, 0) = 1;
    const DominantSubspace found = dominantSubspace<double>(matrix, 100, {}, without, {});
    EXPECT_EQ(found.directions.cols(), 9);
    EXPECT_LT(found.directions.row(4).cwiseAbs().maxCoeff(), 1e-10);
    EXPECT_LT(found.sizes[0], 20);
}

TEST(DominantSubspace, CopesWithZerosAndNothing) {
    const WeightMatrix<double> zero = WeightMatrix<double>::Zero(5, 3);
    EXPECT_EQ(dominantSubspace<double>(zero, 2, {}, nothing(3), {}).sizes.norm(), 0);
    EXPECT_EQ(dominantSubspace<double>(zero, 0, {}, nothing(3), {}).sizes.size(), 0);
}

TEST(DominantSubspace, ObeysTheStopToken) {
    std::stop_source source;
    source.request_stop();
    EXPECT_THROW(dominantSubspace<double>(randomRows(5, 5, 4), 2, {}, nothing(5), source.get_token()),
                 Cancelled);
}

}  // namespace
}  // namespace featurescope
