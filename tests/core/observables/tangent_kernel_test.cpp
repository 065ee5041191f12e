#include "core/observables/tangent_kernel.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/math/random.h"
#include "core/observables/surrogate_fidelity.h"

namespace featurescope {
namespace {

constexpr Eigen::Index kNeurons = 5, kDimension = 3, kSamples = 4;

Matrix<double> normals(Eigen::Index rows, Eigen::Index columns, std::int64_t seed) {
    Matrix<double> values(rows, columns);
    RandomStream(seed, Stream::weights)
        .normals(0, std::span(values.data(), static_cast<std::size_t>(values.size())));
    return values;
}

double outputOf(const WeightMatrix<double>& w, const Vector<double>& a, double factor,
                const ActivationFunction& activation, const Vector<double>& x) {
    double sum = 0;
    for (Eigen::Index j = 0; j < w.rows(); ++j) {
        const double z = w.row(j).dot(x);
        sum += factor * a[j] * std::visit([z](const auto& phi) { return phi.value(z); }, activation);
    }
    return sum;
}

/// Gradient of f by W (row after row), then by a, both by central differences.
Vector<double> gradientOf(WeightMatrix<double> w, Vector<double> a, double factor,
                          const ActivationFunction& activation, const Vector<double>& x) {
    Vector<double> gradient(w.size() + a.size());
    const double step = 1e-5;
    const auto slope = [&](double& parameter) {
        const double kept = parameter;
        parameter = kept + step;
        const double up = outputOf(w, a, factor, activation, x);
        parameter = kept - step;
        const double down = outputOf(w, a, factor, activation, x);
        parameter = kept;
        return (up - down) / (2 * step);
    };
    for (Eigen::Index k = 0; k < w.size(); ++k) gradient[k] = slope(w.data()[k]);
    for (Eigen::Index j = 0; j < a.size(); ++j) gradient[w.size() + j] = slope(a[j]);
    return gradient;
}

TEST(TangentKernel, IsTheInnerProductOfGradientsByWhatIsTrained) {
    const WeightMatrix<double> w = normals(kNeurons, kDimension, 1);
    const Vector<double> a = normals(kNeurons, 1, 2);
    const Matrix<double> x = normals(kDimension, kSamples, 3);
    const double factor = 0.3;
    for (const ActivationFunction& activation :
         {ActivationFunction(Relu{}), ActivationFunction(Quadratic{.curvature = 0.7})}) {
        const TangentFeatures features =
            tangentFeatures<double>(w, Vector<double>(factor * a), factor, activation, x);
        for (const TrainedLayers trained :
             {TrainedLayers::first, TrainedLayers::second, TrainedLayers::both}) {
            const Matrix<double> kernel = tangentKernel(trained, features, features);
            for (Eigen::Index i = 0; i < kSamples; ++i) {
                for (Eigen::Index k = 0; k < kSamples; ++k) {
                    const Vector<double> one = gradientOf(w, a, factor, activation, x.col(i));
                    const Vector<double> other = gradientOf(w, a, factor, activation, x.col(k));
                    const double first = one.head(w.size()).dot(other.head(w.size()));
                    const double second = one.tail(kNeurons).dot(other.tail(kNeurons));
                    const double expected = (trained != TrainedLayers::second ? first : 0) +
                                            (trained != TrainedLayers::first ? second : 0);
                    EXPECT_NEAR(kernel(i, k), expected, 1e-7) << i << k;
                }
            }
        }
    }
}

TEST(KernelAlignment, CentresKernelAndTargetsByPlainLoops) {
    const Matrix<double> half = normals(6, 3, 4);
    const Matrix<double> kernel = half * half.transpose();
    const std::vector<double> y{1, 4, -2, 0, 3, 1};
    double mean = 0, total = 0, above = 0, size = 0, squares = 0;
    std::vector<double> rows(6, 0);
    for (std::size_t i = 0; i < 6; ++i) {
        mean += y[i] / 6;
        for (std::size_t k = 0; k < 6; ++k)
            rows[i] += kernel(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(k)) / 6;
        total += rows[i] / 6;
    }
    for (std::size_t i = 0; i < 6; ++i) {
        squares += (y[i] - mean) * (y[i] - mean);
        for (std::size_t k = 0; k < 6; ++k) {
            const double centred = kernel(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(k)) -
                                   rows[i] - rows[k] + total;
            above += (y[i] - mean) * centred * (y[k] - mean);
            size += centred * centred;
        }
    }
    EXPECT_NEAR(kernelAlignment(kernel, y), above / (std::sqrt(size) * squares), 1e-12);
}

TEST(KernelAlignment, OfTheTargetsOwnKernelIsOneAndOfAConstantUndefined) {
    Vector<double> y(4);
    y << 1, -2, 0, 1;
    EXPECT_NEAR(kernelAlignment(y * y.transpose(), std::span(y.data(), 4)), 1, 1e-12);
    EXPECT_TRUE(std::isnan(kernelAlignment(Matrix<double>::Ones(4, 4), std::span(y.data(), 4))));
    const std::vector<double> constant(4, 2.0);
    EXPECT_TRUE(std::isnan(kernelAlignment(y * y.transpose(), constant)));
}

TEST(SurrogateFidelity, IsTheMedianCosineOfTwoGradientsByPlainLoops) {
    const WeightMatrix<double> w = normals(3, 2, 5);
    const Matrix<double> x = normals(2, 400, 6);
    const Vector<double> r = normals(400, 1, 7);
    const SignFunction sign{.surrogate = Surrogate::straightThrough};
    std::vector<double> cosines;
    for (Eigen::Index j = 0; j < 3; ++j) {
        double mean = 0, inner = 0, one = 0, other = 0;
        for (Eigen::Index i = 0; i < 400; ++i) mean += std::abs(w.row(j).dot(x.col(i))) / 400;
        for (Eigen::Index k = 0; k < 2; ++k) {
            double surrogate = 0, window = 0;
            for (Eigen::Index i = 0; i < 400; ++i) {
                const double z = w.row(j).dot(x.col(i));
                if (std::abs(z) <= 1) surrogate += r[i] * x(k, i);
                if (std::abs(z) < 0.1 * mean) window += r[i] * x(k, i) / (0.1 * mean);
            }
            inner += surrogate * window;
            one += surrogate * surrogate;
            other += window * window;
        }
        cosines.push_back(inner / std::sqrt(one * other));
    }
    std::sort(cosines.begin(), cosines.end());
    EXPECT_NEAR(surrogateFidelity<double>(w, sign, x, std::span(r.data(), 400)), cosines[1], 1e-12);
    // Without a slope there is no gradient to compare.
    EXPECT_TRUE(std::isnan(surrogateFidelity<double>(w, sign, x, std::vector<double>(400, 0.0))));
}

}  // namespace
}  // namespace featurescope
