#include "core/theory/logistic_fit.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/base/cancel.h"
#include "core/math/logistic_loss.h"
#include "core/math/random.h"

namespace featurescope {
namespace {

// The weights and, in the last place, the bias.
template <typename Scalar>
using Parameters = Vector<Scalar>;

template <typename Scalar>
class LogisticProblem {
  public:
    LogisticProblem(const Matrix<Scalar>& features, std::span<const std::int8_t> labels, bool useBias,
                    const std::stop_token& stop)
        : features_(features), labels_(labels), useBias_(useBias), stop_(stop) {}

    /// features^T w + b, column block by column block so that the stop token is seen in time.
    Vector<Scalar> outputs(const Parameters<Scalar>& at) const {
        Vector<Scalar> f(features_.cols());
        forBlocks([&](Eigen::Index first, Eigen::Index count) {
            f.segment(first, count).noalias() =
                features_.middleCols(first, count).transpose() * at.head(features_.rows());
            f.segment(first, count).array() += at[features_.rows()];
        });
        return f;
    }

    /// features times a value per sample, and the sum of the values for the bias.
    Parameters<Scalar> pulledBack(const Vector<Scalar>& values) const {
        Parameters<Scalar> sum = Parameters<Scalar>::Zero(features_.rows() + 1);
        forBlocks([&](Eigen::Index first, Eigen::Index count) {
            sum.head(features_.rows()).noalias() +=
                features_.middleCols(first, count) * values.segment(first, count);
        });
        if (useBias_) sum[features_.rows()] = values.sum();
        return sum;
    }

    Parameters<Scalar> gradient(const Parameters<Scalar>& at) const {
        Vector<Scalar> slope = outputs(at);
        for (Eigen::Index i = 0; i < slope.size(); ++i) {
            const auto y = static_cast<Scalar>(labels_[static_cast<std::size_t>(i)]);
            slope[i] = logisticSlope(slope[i], y) / static_cast<Scalar>(slope.size());
        }
        return pulledBack(slope);
    }

    /// Upper bound of the curvature: largest eigenvalue of features features^T / (4 n) by power iteration.
    double curvature() const {
        Parameters<Scalar> direction = randomDirection();
        double largest = 0;
        for (int i = 0; i < 30; ++i) {
            const double norm = static_cast<double>(direction.norm());
            if (!(norm > 0)) return 0;
            direction /= static_cast<Scalar>(norm);
            direction = pulledBack(outputs(direction));
            largest = static_cast<double>(direction.norm());
        }
        // Power iteration stays a little below; the margin keeps 1/L a safe step.
        return 1.1 * largest / (4 * static_cast<double>(features_.cols()));
    }

  private:
    /// A random vector, always the same: data have directions of their own, which a random one does not miss.
    Parameters<Scalar> randomDirection() const {
        Vector<double> direction(features_.rows() + 1);
        RandomStream(0, Stream::logisticFit)
            .normals(0, std::span(direction.data(), static_cast<std::size_t>(direction.size())));
        if (!useBias_) direction[features_.rows()] = 0;
        return direction.template cast<Scalar>();
    }

    template <typename Work>
    void forBlocks(const Work& work) const {
        const Eigen::Index block =
            std::max<Eigen::Index>(1, (1 << 22) / std::max<Eigen::Index>(1, features_.rows()));
        for (Eigen::Index first = 0; first < features_.cols(); first += block) {
            throwIfCancelled(stop_);
            work(first, std::min(block, features_.cols() - first));
        }
    }

    const Matrix<Scalar>& features_;
    std::span<const std::int8_t> labels_;
    bool useBias_;
    const std::stop_token& stop_;
};

}  // namespace

template <typename Scalar>
LinearClassifier<Scalar> fitLogistic(const Matrix<Scalar>& features, std::span<const std::int8_t> labels,
                                     bool useBias, const FitLimits& limits, const std::stop_token& stop) {
    assert(static_cast<Eigen::Index>(labels.size()) == features.cols());
    const LogisticProblem<Scalar> problem(features, labels, useBias, stop);
    Parameters<Scalar> now = Parameters<Scalar>::Zero(features.rows() + 1), ahead = now;
    const double curvature = problem.curvature();
    double momentum = 1, startSlope = 0;
    LinearClassifier<Scalar> fit;
    while (curvature > 0 && fit.steps < limits.mostSteps) {
        const Parameters<Scalar> gradient = problem.gradient(ahead);
        const double slope = static_cast<double>(gradient.norm());
        if (fit.steps == 0) startSlope = slope;
        fit.slope = startSlope > 0 ? slope / startSlope : 0;
        if (fit.slope <= limits.slope) break;
        const Parameters<Scalar> next = ahead - static_cast<Scalar>(1 / curvature) * gradient;
        // O'Donoghue and Candes (2015): momentum that points uphill is dropped.
        if (gradient.dot(next - now) > 0) momentum = 1;
        const double nextMomentum = 0.5 * (1 + std::sqrt(1 + 4 * momentum * momentum));
        ahead = next + static_cast<Scalar>((momentum - 1) / nextMomentum) * (next - now);
        now = next;
        momentum = nextMomentum;
        ++fit.steps;
    }
    fit.weights = now.head(features.rows());
    fit.bias = now[features.rows()];
    return fit;
}

template <typename Scalar>
Vector<Scalar> linearOutputs(const LinearClassifier<Scalar>& classifier, const Matrix<Scalar>& features,
                             const std::stop_token& stop) {
    Parameters<Scalar> at(features.rows() + 1);
    at << classifier.weights, classifier.bias;
    return LogisticProblem<Scalar>(features, {}, true, stop).outputs(at);
}

template LinearClassifier<float> fitLogistic(const Matrix<float>&, std::span<const std::int8_t>, bool,
                                             const FitLimits&, const std::stop_token&);
template LinearClassifier<double> fitLogistic(const Matrix<double>&, std::span<const std::int8_t>, bool,
                                              const FitLimits&, const std::stop_token&);
template Vector<float> linearOutputs(const LinearClassifier<float>&, const Matrix<float>&,
                                     const std::stop_token&);
template Vector<double> linearOutputs(const LinearClassifier<double>&, const Matrix<double>&,
                                      const std::stop_token&);

}  // namespace featurescope
