#include "core/data/mean_estimate.h"

#include <cstddef>

namespace featurescope {
namespace {

/// Unit vector in the direction of the largest second moment of the columns, which are not all zero.
Vector<double> mainDirection(const Eigen::Ref<const Matrix<double>>& x) {
    // The longest sample: surely not zero, and hardly ever orthogonal to what is looked for.
    Eigen::Index longest = 0;
    x.colwise().squaredNorm().maxCoeff(&longest);
    Vector<double> direction = x.col(longest).normalized();
    constexpr int kIterations = 50;  // only a start: the groups settle the rest
    for (int i = 0; i < kIterations; ++i) direction = (x * (x.transpose() * direction)).normalized();
    return direction;
}

/// Mean of the samples after turning those over that lie on the far side of `mean`.
Vector<double> foldedMean(const Eigen::Ref<const Matrix<double>>& x, const Vector<double>& mean) {
    Vector<double> sum = Vector<double>::Zero(x.rows());
    for (Eigen::Index i = 0; i < x.cols(); ++i) {
        if (x.col(i).dot(mean) < 0)
            sum -= x.col(i);
        else
            sum += x.col(i);
    }
    return sum / static_cast<double>(x.cols());
}

Vector<double> clusterMean(Matrix<double> x) {
    const double scale = x.size() > 0 ? x.cwiseAbs().maxCoeff() : 0;
    if (scale == 0) return Vector<double>::Zero(x.rows());
    x /= scale;  // squares of large numbers must not overflow
    Vector<double> mean = mainDirection(x);
    constexpr int kMostRounds = 100;
    for (int round = 0; round < kMostRounds; ++round) {
        const Vector<double> next = foldedMean(x, mean);
        if (next == mean) break;
        mean = next;
    }
    Eigen::Index largest = 0;
    mean.cwiseAbs().maxCoeff(&largest);
    return mean * (mean(largest) < 0 ? -scale : scale);
}

Matrix<double> samplesOf(const Eigen::Ref<const Matrix<double>>& x, const std::vector<std::int8_t>& labels,
                         std::int8_t label) {
    Matrix<double> samples(x.rows(), x.cols());
    Eigen::Index count = 0;
    for (Eigen::Index i = 0; i < x.cols(); ++i) {
        if (labels[static_cast<std::size_t>(i)] == label) samples.col(count++) = x.col(i);
    }
    samples.conservativeResize(Eigen::NoChange, count);
    return samples;
}

}  // namespace

Matrix<double> estimatedMeans(const Eigen::Ref<const Matrix<double>>& x,
                              const std::vector<std::int8_t>& labels) {
    Matrix<double> means(x.rows(), 2);
    means.col(0) = clusterMean(samplesOf(x, labels, 1));
    means.col(1) = clusterMean(samplesOf(x, labels, -1));
    return means;
}

}  // namespace featurescope
