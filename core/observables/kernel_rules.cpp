#include "core/observables/kernel_rules.h"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/base/cancel.h"

namespace featurescope {
namespace {

Eigen::Map<const Vector<double>> asVector(std::span<const double> values) {
    return {values.data(), static_cast<Eigen::Index>(values.size())};
}

std::vector<double> asList(const Vector<double>& values) { return {values.begin(), values.end()}; }

/// `value(<x, x'>, |x| |x'|, cosine)` for every pair of columns.
template <typename Value>
Matrix<double> angleKernel(const Matrix<double>& left, const Matrix<double>& right, const Value& value) {
    const Vector<double> leftLength = left.colwise().norm(), rightLength = right.colwise().norm();
    Matrix<double> kernel = left.transpose() * right;
    for (Eigen::Index k = 0; k < kernel.cols(); ++k) {
        for (Eigen::Index i = 0; i < kernel.rows(); ++i) {
            const double size = leftLength[i] * rightLength[k];
            const double cosine = size > 0 ? std::clamp(kernel(i, k) / size, -1.0, 1.0) : 0;
            kernel(i, k) = value(kernel(i, k), size, cosine);
        }
    }
    return kernel;
}

}  // namespace

std::vector<double> kernelRegression(const Matrix<double>& kernel, const Matrix<double>& toTest,
                                     std::span<const double> targets, std::span<const double> trainStart,
                                     std::span<const double> testStart) {
    // Directions in which the kernel is rounding noise are never learned.
    constexpr double kRidge = 1e-10;
    Matrix<double> ridged = kernel;
    ridged.diagonal().array() += kRidge * kernel.trace() / static_cast<double>(kernel.rows());
    const Vector<double> coefficients =
        Eigen::LDLT<Matrix<double>>(ridged).solve(asVector(targets) - asVector(trainStart));
    return asList(asVector(testStart) + toTest.transpose() * coefficients);
}

Matrix<double> reluTangentKernel(const Matrix<double>& left, const Matrix<double>& right) {
    return angleKernel(left, right, [](double product, double, double cosine) {
        return product * ((std::numbers::pi - std::acos(cosine)) / (2 * std::numbers::pi));
    });
}

Matrix<double> reluFeatureKernel(const Matrix<double>& left, const Matrix<double>& right) {
    return angleKernel(left, right, [](double, double size, double cosine) {
        const double angle = std::acos(cosine);
        return size * (std::sin(angle) + (std::numbers::pi - angle) * cosine) / (2 * std::numbers::pi);
    });
}

std::vector<double> kernelMaxMargin(const Matrix<double>& kernel, const Matrix<double>& toTest,
                                    std::span<const std::int8_t> labels, const std::stop_token& stop) {
    constexpr double kMostOperations = 5e9;  // some seconds
    constexpr double kConverged = 0.01;      // of margin 1: how far a sample may be from where it belongs
    const Eigen::Index n = kernel.rows();
    constexpr double kMostSweeps = 1e5;
    const double sweeps = std::min(kMostSweeps, kMostOperations / static_cast<double>(n * n));
    Vector<double> y(n);
    for (Eigen::Index i = 0; i < n; ++i) y[i] = labels[static_cast<std::size_t>(i)];
    // Signed coefficients y_i alpha_i, and the outputs that they give on the training samples.
    Vector<double> coefficients = Vector<double>::Zero(n), outputs = Vector<double>::Zero(n);
    for (int sweep = 0; sweep < sweeps; ++sweep) {
        throwIfCancelled(stop);
        double farthest = 0;
        for (Eigen::Index i = 0; i < n; ++i) {
            const double lack = 1 - y[i] * outputs[i], alpha = y[i] * coefficients[i];
            if (!(kernel(i, i) > 0)) return {};  // f is 0 there, whatever is learned
            farthest = std::max(farthest, alpha > 0 ? std::abs(lack) : lack);
            const double change = std::max(-alpha, lack / kernel(i, i));
            if (change == 0) continue;
            coefficients[i] += y[i] * change;
            outputs += y[i] * change * kernel.col(i);
        }
        if (farthest < kConverged) break;
    }
    if (!(y.cwiseProduct(outputs).minCoeff() > 0)) return {};
    return asList(toTest.transpose() * coefficients);
}

}  // namespace featurescope
