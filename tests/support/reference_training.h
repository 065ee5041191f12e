#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "core/data/dataset.h"
#include "core/math/types.h"
#include "core/model/two_layer_network.h"

namespace featurescope::reference {

/// Full-batch gradient descent written as plain loops over the formulas of the paper (section 2), in double.
struct SlowTraining {
    std::vector<std::vector<double>> x;  ///< n samples of d numbers
    std::vector<double> y;               ///< n
    std::vector<std::vector<double>> w;  ///< m neurons of d numbers
    std::vector<double> a;               ///< m

    template <typename Scalar>
    SlowTraining(const Dataset<Scalar>& data, const TwoLayerNetwork<Scalar>& network) {
        for (Eigen::Index i = 0; i < data.train.size(); ++i) {
            const Vector<double> column = data.train.inputs.col(i).template cast<double>();
            x.emplace_back(column.begin(), column.end());
            y.push_back(data.train.labels[static_cast<std::size_t>(i)]);
        }
        for (Eigen::Index j = 0; j < network.weights.rows(); ++j) {
            const Vector<double> row = network.weights.row(j).template cast<double>();
            w.emplace_back(row.begin(), row.end());
            a.push_back(static_cast<double>(network.outputWeights[j]));
        }
    }

    static double dot(const std::vector<double>& u, const std::vector<double>& v) {
        double sum = 0;
        for (std::size_t k = 0; k < u.size(); ++k) sum += u[k] * v[k];
        return sum;
    }

    double output(const std::vector<double>& input) const {
        double f = 0;
        for (std::size_t j = 0; j < w.size(); ++j) {
            const double z = dot(w[j], input);
            if (z > 0) f += a[j] * z;
        }
        return f;
    }

    double loss() const {
        double sum = 0;
        for (std::size_t i = 0; i < x.size(); ++i) {
            const double margin = y[i] * output(x[i]);
            sum += margin > 0 ? std::log1p(std::exp(-margin)) : std::log1p(std::exp(margin)) - margin;
        }
        return sum / static_cast<double>(x.size());
    }

    void step(double stepSize) {
        std::vector<double> slope(x.size());
        for (std::size_t i = 0; i < x.size(); ++i) {
            slope[i] = -y[i] / (1 + std::exp(y[i] * output(x[i]))) / static_cast<double>(x.size());
        }
        for (std::size_t j = 0; j < w.size(); ++j) {
            std::vector<double> gradient(w[j].size());
            for (std::size_t i = 0; i < x.size(); ++i) {
                if (dot(w[j], x[i]) <= 0) continue;
                for (std::size_t k = 0; k < gradient.size(); ++k) gradient[k] += a[j] * slope[i] * x[i][k];
            }
            for (std::size_t k = 0; k < gradient.size(); ++k) w[j][k] -= stepSize * gradient[k];
        }
    }

    Matrix<double> weights() const {
        Matrix<double> matrix(static_cast<Eigen::Index>(w.size()),
                              static_cast<Eigen::Index>(w.front().size()));
        for (std::size_t j = 0; j < w.size(); ++j) {
            for (std::size_t k = 0; k < w[j].size(); ++k) {
                matrix(static_cast<Eigen::Index>(j), static_cast<Eigen::Index>(k)) = w[j][k];
            }
        }
        return matrix;
    }
};

}  // namespace featurescope::reference
