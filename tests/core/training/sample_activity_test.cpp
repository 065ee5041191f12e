#include "core/training/sample_activity.h"

#include <gtest/gtest.h>

#include <random>

#include "core/base/cancel.h"

namespace featurescope {
namespace {

template <typename Scalar>
void expectBitsOfThePreActivations() {
    std::mt19937_64 bits(1);
    std::normal_distribution<double> normal;
    Matrix<Scalar> inputs(7, 100);
    WeightMatrix<Scalar> weights(29, 7);
    for (Scalar& x : inputs.reshaped()) x = static_cast<Scalar>(normal(bits));
    for (Scalar& w : weights.reshaped()) w = static_cast<Scalar>(normal(bits));
    weights.row(3).setZero();
    std::vector<std::int32_t> samples;
    for (std::int32_t i = 99; i >= 99 - 50; --i) samples.push_back(i);
    SampleActivity<Scalar> activity(inputs);
    const auto words = activity.on(samples, weights.data(), 29, {});
    ASSERT_EQ(words.size(), 29U);
    for (std::size_t j = 0; j < words.size(); ++j) {
        for (std::size_t i = 0; i < 64; ++i) {
            const bool active =
                i < samples.size() &&
                weights.row(static_cast<Eigen::Index>(j)).dot(inputs.col(samples[i])) > Scalar(0);
            EXPECT_EQ((words[j] >> i & 1) != 0, active) << j << " " << i;
        }
    }
}

TEST(SampleActivity, IsTheSignOfEveryPreActivation) {
    expectBitsOfThePreActivations<float>();
    expectBitsOfThePreActivations<double>();
}

TEST(SampleActivity, ObeysTheStopToken) {
    std::stop_source source;
    source.request_stop();
    const Matrix<float> inputs = Matrix<float>::Ones(3, 2);
    const WeightMatrix<float> weights = WeightMatrix<float>::Ones(4, 3);
    const std::vector<std::int32_t> samples{0, 1};
    SampleActivity<float> activity(inputs);
    EXPECT_THROW(activity.on(samples, weights.data(), 4, source.get_token()), Cancelled);
}

}  // namespace
}  // namespace featurescope
