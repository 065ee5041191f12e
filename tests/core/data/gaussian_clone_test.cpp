#include "core/data/gaussian_clone.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "core/base/cancel.h"
#include "core/base/errors.h"

namespace featurescope {
namespace {

/// Three coordinates that are correlated, uniform, and differ between the labels; every third label is +1.
SampleSet<double> skewedSamples(Eigen::Index samples) {
    SampleSet<double> set;
    set.inputs.resize(3, samples);
    const RandomStream random(5, Stream::trainInputs);
    for (Eigen::Index i = 0; i < samples; ++i) {
        const auto at = static_cast<std::uint64_t>(3 * i);
        const double p = random.uniform(at), q = random.uniform(at + 1), r = random.uniform(at + 2);
        const std::int8_t label = i % 3 == 0 ? 1 : -1;
        set.inputs.col(i) << p + (label > 0 ? 2 : 0), p + 0.2 * q, label * (q - r);
        set.labels.push_back(label);
    }
    set.cleanLabels = set.labels;
    return set;
}

struct Moments {
    Vector<double> mean;
    Matrix<double> covariance;
    double count = 0;
};

Moments momentsOf(const SampleSet<double>& set, int label) {
    Moments m{Vector<double>::Zero(set.inputs.rows()),
              Matrix<double>::Zero(set.inputs.rows(), set.inputs.rows())};
    for (Eigen::Index i = 0; i < set.size(); ++i) {
        if (set.labels[static_cast<std::size_t>(i)] != label) continue;
        m.mean += set.inputs.col(i);
        ++m.count;
    }
    m.mean /= m.count;
    for (Eigen::Index i = 0; i < set.size(); ++i) {
        if (set.labels[static_cast<std::size_t>(i)] != label) continue;
        const Vector<double> x = set.inputs.col(i) - m.mean;
        m.covariance += x * x.transpose() / (m.count - 1);
    }
    return m;
}

TEST(GaussianClone, HasTheMomentsOfEachLabelThatItIsToShare) {
    const SampleSet<double> set = skewedSamples(9000);
    for (const TrainOn kind : {TrainOn::cloneMean, TrainOn::cloneCovariance}) {
        const SampleSet<double> clone = gaussianClone(set, kind, 1, {});
        for (const int label : {1, -1}) {
            const Moments real = momentsOf(set, label), cloned = momentsOf(clone, label);
            EXPECT_EQ(cloned.count, 4500) << "labels are equally many";
            const Matrix<double> expected =
                kind == TrainOn::cloneCovariance
                    ? real.covariance
                    : Matrix<double>(real.covariance.trace() / 3 * Matrix<double>::Identity(3, 3));
            const double spread = std::sqrt(expected.diagonal().maxCoeff());
            EXPECT_LT((cloned.mean - real.mean).cwiseAbs().maxCoeff(), 5 * spread / std::sqrt(4500.0));
            EXPECT_LT((cloned.covariance - expected).cwiseAbs().maxCoeff(),
                      5 * spread * spread * std::sqrt(2 / 4500.0));
        }
    }
}

TEST(GaussianClone, IsNormalWhereTheDataAreNot) {
    const SampleSet<double> set = skewedSamples(9000);
    const auto kurtosis = [](const SampleSet<double>& of) {
        const Moments m = momentsOf(of, -1);
        double fourth = 0;
        for (Eigen::Index i = 0; i < of.size(); ++i) {
            if (of.labels[static_cast<std::size_t>(i)] < 0)
                fourth += std::pow(of.inputs(0, i) - m.mean[0], 4);
        }
        return fourth / m.count / std::pow(m.covariance(0, 0), 2);
    };
    EXPECT_NEAR(kurtosis(set), 1.8, 0.1);  // of a uniform number
    EXPECT_NEAR(kurtosis(gaussianClone(set, TrainOn::cloneCovariance, 1, {})), 3, 0.4);
}

TEST(GaussianClone, OfFewSamplesStaysInTheSpaceTheySpan) {
    SampleSet<double> set = skewedSamples(4);
    set.labels = set.cleanLabels = {1, 1, -1, -1};
    const SampleSet<double> clone = gaussianClone(set, TrainOn::cloneCovariance, 1, {});
    const Vector<double> line = (set.inputs.col(0) - set.inputs.col(1)).normalized();
    Vector<double> across = clone.inputs.col(0) - set.inputs.col(0);
    across -= line * line.dot(across);
    EXPECT_LT(across.norm(), 1e-12);
}

TEST(GaussianClone, DependsOnItsSeed) {
    const SampleSet<double> set = skewedSamples(300);
    const Matrix<double> one = gaussianClone(set, TrainOn::cloneMean, 1, {}).inputs;
    EXPECT_EQ(one, gaussianClone(set, TrainOn::cloneMean, 1, {}).inputs);
    EXPECT_NE(one, gaussianClone(set, TrainOn::cloneMean, 2, {}).inputs);
}

TEST(GaussianClone, NeedsTwoSamplesOfEachLabel) {
    SampleSet<double> set = skewedSamples(3);  // one of label +1
    try {
        gaussianClone(set, TrainOn::cloneMean, 1, {});
        FAIL() << "one sample has no variance";
    } catch (const InputError& error) {
        EXPECT_EQ(std::string(error.what()),
                  "data.train_on needs two training samples of each label, and label 1 has 1; make "
                  "data.train_samples larger.");
    }
}

TEST(GaussianClone, StopsWhenAsked) {
    std::stop_source source;
    source.request_stop();
    EXPECT_THROW(gaussianClone(skewedSamples(30), TrainOn::cloneMean, 1, source.get_token()), Cancelled);
}

}  // namespace
}  // namespace featurescope
