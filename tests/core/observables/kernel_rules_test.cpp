#include "core/observables/kernel_rules.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/base/cancel.h"
#include "core/math/random.h"

namespace featurescope {
namespace {

Matrix<double> normals(Eigen::Index rows, Eigen::Index columns, std::int64_t seed) {
    Matrix<double> values(rows, columns);
    RandomStream(seed, Stream::weights)
        .normals(0, std::span(values.data(), static_cast<std::size_t>(values.size())));
    return values;
}

TEST(KernelRegression, IsWhereGradientDescentOnALinearModelEnds) {
    // f = start + <theta, features>: gradient descent on theta from 0, to the end, by plain steps.
    const Matrix<double> train = normals(9, 5, 1), test = normals(9, 3, 2);
    const std::vector<double> y{1, -1, 2, 0.5, 0}, trainStart{0.1, 0.2, 0.3, 0.4, 0.5}, testStart{1, 2, 3};
    Vector<double> theta = Vector<double>::Zero(9);
    for (int step = 0; step < 200000; ++step) {
        Vector<double> rest(5);
        for (Eigen::Index i = 0; i < 5; ++i)
            rest[i] = y[static_cast<std::size_t>(i)] - trainStart[static_cast<std::size_t>(i)] -
                      theta.dot(train.col(i));
        theta += 0.02 * train * rest;
    }
    const std::vector<double> values =
        kernelRegression(train.transpose() * train, train.transpose() * test, y, trainStart, testStart);
    for (std::size_t i = 0; i < 3; ++i)
        EXPECT_NEAR(values[i], testStart[i] + theta.dot(test.col(static_cast<Eigen::Index>(i))), 1e-6);
}

TEST(ReluFeatureKernel, IsTheMeanOverManyRandomNeurons) {
    const Matrix<double> x = normals(3, 4, 3);
    const Matrix<double> kernel = reluFeatureKernel(x, x);
    const Eigen::Index count = 200000;
    const Matrix<double> features = (normals(count, 3, 4) * x).cwiseMax(0.0);
    const Matrix<double> measured = features.transpose() * features / static_cast<double>(count);
    EXPECT_LT((kernel - measured).cwiseAbs().maxCoeff(), 0.06);
    for (Eigen::Index i = 0; i < 4; ++i) EXPECT_NEAR(kernel(i, i), x.col(i).squaredNorm() / 2, 1e-12);
    EXPECT_EQ(reluFeatureKernel(Matrix<double>::Zero(3, 1), x), Matrix<double>::Zero(1, 4));
}

TEST(KernelMaxMargin, OfALinearKernelIsTheHardMarginOfTheInputs) {
    // Through the origin, the nearest points to the boundary are (2, 1) and (2, -1): w = e_1 / 2.
    Matrix<double> x(2, 4), test(2, 2);
    x << 2, 2, 9, -5, 1, -1, 3, 7;
    test << 4, -1, 10, 3;
    const std::vector<std::int8_t> labels{1, 1, 1, -1};
    const std::vector<double> values = kernelMaxMargin(x.transpose() * x, x.transpose() * test, labels, {});
    ASSERT_EQ(values.size(), 2U);
    EXPECT_NEAR(values[0], 2, 0.03);
    EXPECT_NEAR(values[1], -0.5, 0.03);
}

TEST(KernelMaxMargin, FitsEveryLabelWithMarginOneAndItsConditions) {
    const Matrix<double> x = normals(4, 40, 5);
    std::vector<std::int8_t> labels;
    for (Eigen::Index i = 0; i < 40; ++i)
        labels.push_back(x(0, i) * x(1, i) > 0 ? std::int8_t{1} : std::int8_t{-1});
    const Matrix<double> kernel = reluFeatureKernel(x, x);
    const std::vector<double> values = kernelMaxMargin(kernel, kernel, labels, {});
    ASSERT_EQ(values.size(), 40U);
    double smallest = 1e300;
    for (std::size_t i = 0; i < 40; ++i) smallest = std::min(smallest, labels[i] * values[i]);
    EXPECT_NEAR(smallest, 1, 0.011);
}

TEST(KernelMaxMargin, OfSamplesThatCannotBeSeparatedIsEmpty) {
    Matrix<double> x(1, 2);
    x << 1, 1;
    const std::vector<std::int8_t> labels{1, -1};
    EXPECT_TRUE(kernelMaxMargin(x.transpose() * x, x.transpose() * x, labels, {}).empty());
    EXPECT_TRUE(kernelMaxMargin(Matrix<double>::Zero(2, 2), x.transpose() * x, labels, {}).empty());
    std::stop_source source;
    source.request_stop();
    EXPECT_THROW(kernelMaxMargin(x.transpose() * x, x.transpose() * x, labels, source.get_token()),
                 Cancelled);
}

}  // namespace
}  // namespace featurescope
