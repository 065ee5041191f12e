#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

#include "core/data/dataset.h"
#include "core/model/network_settings.h"
#include "core/model/two_layer_network.h"
#include "core/training/learner.h"

namespace featurescope::reference {

/// Any network, objective and step as plain loops over their definitions, in double. It shares no formula
/// with the program: what an activation or a loss is stands here once more.
class NaiveNetwork {
  public:
    using Row = std::vector<double>;

    NaiveNetwork(const NetworkSettings& settings, const LearningRule& rule, const Dataset<double>& data,
                 const TwoLayerNetwork<double>& start)
        : settings_(settings), rule_(rule), s(start.factor) {
        for (Eigen::Index i = 0; i < data.train.size(); ++i) {
            const Vector<double> column = data.train.inputs.col(i);
            x.emplace_back(column.begin(), column.end());
            y.push_back(data.train.target(i));
        }
        for (Eigen::Index j = 0; j < start.weights.rows(); ++j) {
            const Vector<double> row = start.weights.row(j);
            w.emplace_back(row.begin(), row.end());
            a.push_back(start.outputWeights[j]);
        }
    }

    /// The loss of the samples, with the penalty where there is one.
    double objective() const {
        const Row f = outputs();
        const auto n = static_cast<double>(f.size());
        double sum = 0, least = f[0] * y[0];
        for (std::size_t i = 0; i < f.size(); ++i) least = std::min(least, y[i] * f[i]);
        for (std::size_t i = 0; i < f.size(); ++i) {
            const double margin = y[i] * f[i];
            switch (rule_.loss) {
                case Loss::logistic:
                    sum += std::log1p(std::exp(-margin));
                    break;
                case Loss::squared:
                    sum += (f[i] - y[i]) * (f[i] - y[i]);
                    break;
                case Loss::softMin:
                    sum += std::exp(least - margin);
                    break;
                default:
                    return std::nan("");
            }
        }
        const double loss = rule_.loss == Loss::softMin ? std::log(sum / n) - least : sum / n;
        return loss + penalty(f);
    }

    void step(double stepSize) {
        const Row r = residuals();
        const std::vector<Row> before = w;
        const Row weights = a;
        for (std::size_t j = 0; j < w.size(); ++j) {
            for (std::size_t i = 0; i < x.size(); ++i) {
                const double z = dot(before[j], x[i]);
                if (rule_.trained != TrainedLayers::first) a[j] += stepSize * s * r[i] * phi(z);
                if (rule_.trained == TrainedLayers::second) continue;
                for (std::size_t k = 0; k < w[j].size(); ++k)
                    w[j][k] += stepSize * s * weights[j] * r[i] * slope(z) * x[i][k];
            }
        }
    }

    /// ||W - other|| + ||a - other a||.
    double distanceTo(const WeightMatrix<double>& weights, const Vector<double>& outputWeights) const {
        double first = 0, second = 0;
        for (std::size_t j = 0; j < w.size(); ++j) {
            const auto row = static_cast<Eigen::Index>(j);
            second += std::pow(a[j] - outputWeights[row], 2);
            for (std::size_t k = 0; k < w[j].size(); ++k)
                first += std::pow(w[j][k] - weights(row, static_cast<Eigen::Index>(k)), 2);
        }
        return std::sqrt(first) + std::sqrt(second);
    }

  private:
    static double dot(const Row& u, const Row& v) {
        double sum = 0;
        for (std::size_t k = 0; k < u.size(); ++k) sum += u[k] * v[k];
        return sum;
    }

    double phi(double z) const {
        const double gamma = settings_.activationSlope, h = settings_.activationSmoothness;
        const double q = (1 - gamma) / (4 * h);
        switch (settings_.activation) {
            case Activation::relu:
                return std::max(0.0, z);
            case Activation::leakyRelu:
                return std::max(gamma * z, z);
            case Activation::smoothLeakyRelu:
                return z >= 1 / h    ? z - q
                       : z <= -1 / h ? gamma * z - q
                                     : (1 - gamma) / 4 * h * z * z + (1 + gamma) / 2 * z;
            case Activation::identity:
                return z;
            case Activation::quadratic:
                return z + settings_.activationCurvature / 2 * z * z;
            case Activation::sign:
                return z > 0 ? 1 : -1;
            default:
                return std::nan("");
        }
    }

    double slope(double z) const {
        const double gamma = settings_.activationSlope, h = settings_.activationSmoothness;
        switch (settings_.activation) {
            case Activation::relu:
                return z > 0 ? 1 : 0;
            case Activation::leakyRelu:
                return z > 0 ? 1 : gamma;
            case Activation::smoothLeakyRelu:
                return z >= 1 / h ? 1 : z <= -1 / h ? gamma : (1 - gamma) / 2 * h * z + (1 + gamma) / 2;
            case Activation::identity:
                return 1;
            case Activation::quadratic:
                return 1 + settings_.activationCurvature * z;
            case Activation::sign:
                return surrogate(z);
            default:
                return std::nan("");
        }
    }

    double surrogate(double z) const {
        if (std::abs(z) > 1) return 0;
        if (settings_.surrogate == Surrogate::straightThrough) return 1;
        double sum = 0;
        for (std::int64_t i = 0; i < settings_.surrogateTerms; ++i)
            sum += std::cos(static_cast<double>(2 * i + 1) * settings_.surrogateFrequency * z);
        return 4 * settings_.surrogateFrequency / std::numbers::pi * sum;
    }

    Row outputs() const {
        Row f;
        for (const Row& input : x) {
            double sum = 0;
            for (std::size_t j = 0; j < w.size(); ++j) sum += a[j] * phi(dot(w[j], input));
            f.push_back(s * sum);
        }
        return f;
    }

    /// v, the best linear decoder of the features; 0 where only rounding is left of the outputs.
    Row decoder(const Row& f) const {
        const double squares = dot(f, f);
        Row v(w.size(), 0);
        for (std::size_t j = 0; j < w.size() && squares > 1e-20; ++j) {
            for (std::size_t i = 0; i < x.size(); ++i) v[j] += phi(dot(w[j], x[i])) * f[i] / squares;
        }
        return v;
    }

    double penalty(const Row& f) const {
        if (rule_.reconstruction == 0) return 0;
        const Row v = decoder(f);
        double sum = 0;
        for (std::size_t i = 0; i < x.size(); ++i) {
            for (std::size_t j = 0; j < w.size(); ++j) sum += std::pow(phi(dot(w[j], x[i])) - f[i] * v[j], 2);
        }
        return rule_.reconstruction * sum / static_cast<double>(x.size() * w.size());
    }

    /// Minus the derivative of the objective by every output.
    Row residuals() const {
        const Row f = outputs();
        const auto n = static_cast<double>(f.size());
        double total = 0, least = f[0] * y[0];
        for (std::size_t i = 0; i < f.size(); ++i) least = std::min(least, y[i] * f[i]);
        for (std::size_t i = 0; i < f.size(); ++i) total += std::exp(least - y[i] * f[i]);
        const Row v = decoder(f);
        Row r;
        for (std::size_t i = 0; i < f.size(); ++i) {
            const double margin = y[i] * f[i];
            r.push_back(rule_.loss == Loss::logistic  ? y[i] / (n * (1 + std::exp(margin)))
                        : rule_.loss == Loss::squared ? 2 * (y[i] - f[i]) / n
                                                      : y[i] * std::exp(least - margin) / total);
            if (rule_.reconstruction == 0) continue;
            for (std::size_t j = 0; j < w.size(); ++j) {
                const double rest = phi(dot(w[j], x[i])) - f[i] * v[j];
                r.back() += 2 * rule_.reconstruction / (n * static_cast<double>(w.size())) * rest * v[j];
            }
        }
        return r;
    }

    NetworkSettings settings_;
    LearningRule rule_;

  public:
    std::vector<Row> x;  ///< n samples, with a last 1 where there is a bias
    Row y;               ///< n
    std::vector<Row> w;  ///< m neurons
    Row a;               ///< m, the numbers that are trained
    double s;            ///< factor of f
};

}  // namespace featurescope::reference
