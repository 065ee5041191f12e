#include "core/theory/smoothed_field.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "core/base/cancel.h"
#include "tests/core/theory/naive_simulation.h"
#include "tests/support/field_spread.h"

namespace featurescope {
namespace {

ProjectedNeurons inPlane(const TwoLayerNetwork<double>& network) {
    ProjectedNeurons neurons;
    for (Eigen::Index j = 0; j < network.weights.rows(); ++j) {
        neurons.alongMu1.push_back(network.weights(j, 0));
        neurons.alongMu2.push_back(network.weights(j, 1));
        neurons.perpendicular.push_back(network.weights.row(j).tail(network.weights.cols() - 2).norm());
        neurons.outputWeight.push_back(network.outputWeights[j]);
    }
    return neurons;
}

constexpr FieldGrid kGrid{.left = -1.5, .right = 1.5, .bottom = -1, .top = 1, .width = 6, .height = 5};

struct Sampled {
    std::vector<double> mean, spread, positive;
};

Sampled sampleField(const TwoLayerNetwork<double>& network, double sigma, int draws) {
    std::mt19937_64 bits(21);
    const Eigen::Index d = network.weights.cols();
    Sampled result;
    constexpr int kBlock = 1000;
    // The same perpendicular noise at every pixel.
    std::vector<double> sum(30, 0.0), squares(30, 0.0), positive(30, 0.0);
    for (int first = 0; first < draws; first += kBlock) {
        Matrix<double> noise = Matrix<double>::Zero(d, kBlock);
        for (Eigen::Index i = 0; i < kBlock; ++i) {
            for (Eigen::Index k = 2; k < d; ++k) noise(k, i) = sigma * naive::normal(bits);
        }
        const Matrix<double> across = network.weights * noise;
        for (int pixel = 0; pixel < 30; ++pixel) {
            const double x = -1.5 + 3.0 * (pixel % 6 + 0.5) / 6, y = 1 - 2.0 * (pixel / 6 + 0.5) / 5;
            const Vector<double> inside = network.weights.col(0) * x + network.weights.col(1) * y;
            const Vector<double> f =
                (across.colwise() + inside).cwiseMax(0.0).transpose() * network.outputWeights;
            const auto p = static_cast<std::size_t>(pixel);
            sum[p] += f.sum();
            squares[p] += f.squaredNorm();
            positive[p] += static_cast<double>((f.array() > 0).count());
        }
    }
    for (std::size_t p = 0; p < 30; ++p) {
        const double mean = sum[p] / draws;
        result.mean.push_back(mean);
        result.spread.push_back(std::sqrt(squares[p] / draws - mean * mean));
        result.positive.push_back(positive[p] / draws);
    }
    return result;
}

TEST(SmoothedField, IsTheMeanOverManyDraws) {
    std::mt19937_64 bits(1);
    const XorSetting setting = naive::setting(20, 500, 40, 0.25, 0.8);
    const SampleSet<double> train = naive::drawClusters(setting, 500, bits);
    TwoLayerNetwork<double> network = naive::drawNetwork(setting, bits);
    for (const int steps : {0, 30, 170}) {
        for (int t = 0; t < steps; ++t) naive::step(network, train, setting.stepSize);
        const Sampled sampled = sampleField(network, setting.sigma, 100000);
        const ProjectedNeurons neurons = inPlane(network);
        const std::vector<double> mean = smoothedField(neurons, setting.sigma, kGrid);
        const std::vector<double> spread =
            test::fieldSpread(neurons, network.weights.rightCols(18), setting.sigma, kGrid);
        ASSERT_EQ(mean.size(), 30U);
        ASSERT_EQ(spread.size(), 30U);
        double largest = 0;
        for (const double value : sampled.mean) largest = std::max(largest, std::abs(value));
        for (std::size_t p = 0; p < 30; ++p) {
            EXPECT_NEAR(mean[p], sampled.mean[p], 0.01 * largest) << "pixel " << p << " after " << steps;
            EXPECT_GT(spread[p] / sampled.spread[p], 0.85) << "pixel " << p << " after " << steps;
            EXPECT_LT(spread[p] / sampled.spread[p], 1.05) << "pixel " << p << " after " << steps;
            EXPECT_NEAR(positiveShare(mean[p], spread[p]), sampled.positive[p], 0.05) << "pixel " << p;
        }
    }
}

TEST(SmoothedField, WithoutNoiseIsTheSlice) {
    const ProjectedNeurons neurons{{1.0, -0.5}, {0.25, 2.0}, {3.0, 0.0}, {1.0, -2.0}};
    const std::vector<double> slice = smoothedField(neurons, 0, kGrid);
    for (int row = 0; row < kGrid.height; ++row) {
        for (int column = 0; column < kGrid.width; ++column) {
            const double x = -1.5 + 0.5 * (column + 0.5), y = 1 - 0.4 * (row + 0.5);
            const double f = std::max(0.0, x + 0.25 * y) - 2 * std::max(0.0, -0.5 * x + 2 * y);
            EXPECT_NEAR(slice[static_cast<std::size_t>(row * kGrid.width + column)], f, 1e-6);
        }
    }
}

/// h Phi(h / tau) + tau phi(h / tau)
double roundedRelu(double h, double tau) {
    const double u = h / tau;
    return h * 0.5 * std::erfc(-u / std::sqrt(2.0)) +
           tau * std::exp(-u * u / 2) / std::sqrt(2 * std::acos(-1.0));
}

TEST(SmoothedField, OfOneNeuronIsTheClosedForm) {
    const ProjectedNeurons neuron{{0.3}, {-0.2}, {1.7}, {1.0}};
    const double sigma = 0.4, tau = 0.4 * 1.7;
    const FieldGrid wide{.left = -40, .right = 40, .bottom = -40, .top = 40, .width = 81, .height = 81};
    const std::vector<double> field = smoothedField(neuron, sigma, wide);
    const double largest = roundedRelu(0.3 * 39.5 + 0.2 * 39.5, tau);
    for (int row = 0; row < 81; ++row) {
        for (int column = 0; column < 81; ++column) {
            const double x = -40 + 80 * (column + 0.5) / 81, y = 40 - 80 * (row + 0.5) / 81;
            const double exact = roundedRelu(0.3 * x - 0.2 * y, tau);
            EXPECT_NEAR(field[static_cast<std::size_t>(row * 81 + column)], exact, 1e-6 * largest);
        }
    }
}

TEST(SmoothedField, OfAThousandNeuronsIsExactToAMillionthOfItsLargestValue) {
    std::mt19937_64 bits(5);
    for (const double sigma : {0.01, 0.1, 0.5}) {
        ProjectedNeurons neurons;
        for (int j = 0; j < 1000; ++j) {
            neurons.alongMu1.push_back(naive::normal(bits));
            neurons.alongMu2.push_back(naive::normal(bits));
            neurons.perpendicular.push_back(5 * std::abs(naive::normal(bits)));
            neurons.outputWeight.push_back((j % 2 == 0 ? 1 : -1) / std::sqrt(1000.0));
        }
        const FieldGrid grid{.left = -2, .right = 2, .bottom = -1.5, .top = 1.5, .width = 20, .height = 15};
        const std::vector<double> field = smoothedField(neurons, sigma, grid);
        double error = 0, largest = 0;
        for (int row = 0; row < grid.height; ++row) {
            for (int column = 0; column < grid.width; ++column) {
                const double x = -2 + 4 * (column + 0.5) / 20, y = 1.5 - 3 * (row + 0.5) / 15;
                double exact = 0;
                for (std::size_t j = 0; j < neurons.size(); ++j) {
                    exact += neurons.outputWeight[j] *
                             roundedRelu(neurons.alongMu1[j] * x + neurons.alongMu2[j] * y,
                                         sigma * neurons.perpendicular[j]);
                }
                error = std::max(error, std::abs(field[static_cast<std::size_t>(row * 20 + column)] - exact));
                largest = std::max(largest, std::abs(exact));
            }
        }
        EXPECT_LE(error, 1e-6 * largest) << sigma << ": " << error << " of " << largest;
    }
}

TEST(SmoothedField, ObeysTheStopToken) {
    std::stop_source source;
    source.request_stop();
    const ProjectedNeurons neuron{{0.3}, {-0.2}, {1.7}, {1.0}};
    EXPECT_THROW(smoothedField(neuron, 0.1, kGrid, source.get_token()), Cancelled);
}

}  // namespace
}  // namespace featurescope
