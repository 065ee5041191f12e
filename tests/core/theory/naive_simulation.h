#pragma once

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "core/data/dataset.h"
#include "core/theory/xor_setting.h"

// A slow, plain simulation of the paper's setting to hold closed forms against: shares no code with core.
namespace featurescope::naive {

inline double normal(std::mt19937_64& bits) { return std::normal_distribution<double>()(bits); }

/// n samples of the uniform mixture with mu1 = e1, mu2 = e2.
inline SampleSet<double> drawClusters(const XorSetting& setting, Eigen::Index n, std::mt19937_64& bits) {
    SampleSet<double> samples;
    samples.inputs.resize(static_cast<Eigen::Index>(setting.dimension), n);
    for (Eigen::Index i = 0; i < n; ++i) {
        for (Eigen::Index k = 0; k < samples.inputs.rows(); ++k)
            samples.inputs(k, i) = setting.sigma * normal(bits);
        const auto cluster = static_cast<int>(bits() % 4);
        samples.inputs(cluster / 2, i) += cluster % 2 == 0 ? 1 : -1;
        const std::int8_t clean = cluster < 2 ? 1 : -1;
        const bool flip = std::uniform_real_distribution<double>()(bits) < setting.labelNoise;
        samples.groups.push_back(cluster);
        samples.cleanLabels.push_back(clean);
        samples.labels.push_back(flip ? static_cast<std::int8_t>(-clean) : clean);
    }
    return samples;
}

/// W(0) and a as in the paper.
inline TwoLayerNetwork<double> drawNetwork(const XorSetting& setting, std::mt19937_64& bits) {
    const auto m = static_cast<Eigen::Index>(setting.neurons),
               d = static_cast<Eigen::Index>(setting.dimension);
    TwoLayerNetwork<double> network{WeightMatrix<double>(m, d), Vector<double>(m)};
    for (Eigen::Index j = 0; j < m; ++j) {
        const bool copy = setting.start == Start::symmetric && j >= m / 2;
        for (Eigen::Index k = 0; k < d; ++k) {
            network.weights(j, k) = copy ? network.weights(j - m / 2, k) : setting.initScale * normal(bits);
        }
        network.outputWeights[j] = (j < m / 2 ? 1 : -1) / std::sqrt(static_cast<double>(m));
    }
    return network;
}

/// f on the columns of x.
inline Vector<double> outputs(const TwoLayerNetwork<double>& network, const Matrix<double>& x) {
    return (network.weights * x).cwiseMax(0.0).transpose() * network.outputWeights;
}

/// One step of full-batch gradient descent on the logistic loss.
inline void step(TwoLayerNetwork<double>& network, const SampleSet<double>& samples, double stepSize) {
    Matrix<double> z = network.weights * samples.inputs;
    const Vector<double> f = z.cwiseMax(0.0).transpose() * network.outputWeights;
    const auto n = static_cast<double>(samples.size());
    for (Eigen::Index i = 0; i < z.cols(); ++i) {
        const double y = samples.labels[static_cast<std::size_t>(i)];
        const double pull = y / (1 + std::exp(y * f[i])) / n;
        for (Eigen::Index j = 0; j < z.rows(); ++j)
            z(j, i) = z(j, i) > 0 ? pull * network.outputWeights[j] : 0;
    }
    network.weights.noalias() += stepSize * z * samples.inputs.transpose();
}

/// |cos(w_j, mu_own)| of every neuron.
inline std::vector<double> ownAlignments(const TwoLayerNetwork<double>& network) {
    std::vector<double> own;
    for (Eigen::Index j = 0; j < network.weights.rows(); ++j) {
        const Eigen::Index axis = network.outputWeights[j] > 0 ? 0 : 1;
        own.push_back(std::abs(network.weights(j, axis)) / network.weights.row(j).norm());
    }
    return own;
}

/// Mean of y~ f over samples.
inline double meanCleanMargin(const TwoLayerNetwork<double>& network, const SampleSet<double>& samples) {
    const Vector<double> f = outputs(network, samples.inputs);
    double sum = 0;
    for (Eigen::Index i = 0; i < f.size(); ++i)
        sum += samples.cleanLabels[static_cast<std::size_t>(i)] * f[i];
    return sum / static_cast<double>(f.size());
}

inline double mean(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

/// Kolmogorov-Smirnov distance of two samples.
inline double distance(std::vector<double> first, std::vector<double> second) {
    std::sort(first.begin(), first.end());
    std::sort(second.begin(), second.end());
    std::size_t i = 0, j = 0;
    double largest = 0;
    while (i < first.size() && j < second.size()) {
        const double next = std::min(first[i], second[j]);
        while (i < first.size() && first[i] <= next) ++i;
        while (j < second.size() && second[j] <= next) ++j;
        largest = std::max(largest, std::abs(static_cast<double>(i) / static_cast<double>(first.size()) -
                                             static_cast<double>(j) / static_cast<double>(second.size())));
    }
    return largest;
}

/// Settings of the reference, with ||W(0)||_F given.
inline XorSetting setting(std::int64_t d, std::int64_t n, std::int64_t m, double sigma, double startNorm) {
    return {.dimension = d,
            .trainSamples = n,
            .neurons = m,
            .sigma = sigma,
            .labelNoise = 0.15,
            .stepSize = 0.2,
            .initScale = startNorm / std::sqrt(static_cast<double>(m * d))};
}
inline XorSetting settingP2(std::int64_t m = 100) { return setting(50, 1000, m, 0.15, 0.8); }
inline XorSetting settingP9(std::int64_t m = 100) { return setting(100, 1000, m, 0.25, 0.8); }

}  // namespace featurescope::naive
