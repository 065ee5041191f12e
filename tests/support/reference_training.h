#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "core/data/dataset.h"
#include "core/model/two_layer_network.h"

namespace featurescope::testing {

/// Gradient descent as the paper writes it (section 2): plain loops in double, no cleverness at all.
class ReferenceTraining {
  public:
    template <typename Scalar>
    ReferenceTraining(const SampleSet<Scalar>& samples, const TwoLayerNetwork<Scalar>& start)
        : inputs(samples.inputs.template cast<double>()),
          labels(samples.labels.begin(), samples.labels.end()),
          weights(start.weights.template cast<double>()),
          outputWeights(start.outputWeights.template cast<double>()) {}

    double preActivation(Eigen::Index j, const Matrix<double>& x, Eigen::Index i) const {
        double z = 0;
        for (Eigen::Index k = 0; k < x.rows(); ++k) z += weights(j, k) * x(k, i);
        return z;
    }

    Vector<double> outputs(const Matrix<double>& x) const {
        Vector<double> f = Vector<double>::Zero(x.cols());
        for (Eigen::Index i = 0; i < x.cols(); ++i) {
            for (Eigen::Index j = 0; j < weights.rows(); ++j) {
                f[i] += outputWeights[j] * std::max(0.0, preActivation(j, x, i));
            }
        }
        return f;
    }

    void step(double stepSize) {
        const Vector<double> f = outputs(inputs);
        const WeightMatrix<double> before = weights;
        const auto n = static_cast<double>(labels.size());
        for (Eigen::Index i = 0; i < inputs.cols(); ++i) {
            const double y = labels[static_cast<std::size_t>(i)];
            const double g = -y / (1 + std::exp(y * f[i])) / n;
            for (Eigen::Index j = 0; j < weights.rows(); ++j) {
                double z = 0;
                for (Eigen::Index k = 0; k < inputs.rows(); ++k) z += before(j, k) * inputs(k, i);
                if (z <= 0) continue;
                for (Eigen::Index k = 0; k < inputs.rows(); ++k) {
                    weights(j, k) -= stepSize * g * outputWeights[j] * inputs(k, i);
                }
            }
        }
    }

    Matrix<double> inputs;         ///< d x n
    std::vector<double> labels;    ///< n
    WeightMatrix<double> weights;  ///< m x d
    Vector<double> outputWeights;  ///< m
};

}  // namespace featurescope::testing
