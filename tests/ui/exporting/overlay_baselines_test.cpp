#include <gtest/gtest.h>

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <span>

#include "core/data/data_source.h"
#include "tests/support/drawn_figure.h"

// Levels and lines of simpler methods as an exported SVG shows them, against fits by Newton's method and a
// plain descent.

using namespace featurescope;
using namespace featurescope::ui;
using test::DrawnFigure;
using test::SvgShape;

namespace {

constexpr double kPixel = 0.3;  // a curve is straightened to a tenth; the rest is rounding in the file

class DrawnBaselines : public test::AtMoment {
  protected:
    Dataset<double> data() const { return drawDataset<double>(spec().data, spec().seeds, {}); }
};

/// Logistic regression by Newton's method; the last weight is the bias, 0 without one.
Eigen::VectorXd newtonFit(const Eigen::MatrixXd& features, std::span<const std::int8_t> labels,
                          bool hasBias) {
    const Eigen::Index d = features.rows(), n = features.cols(), k = d + (hasBias ? 1 : 0);
    Eigen::MatrixXd x = Eigen::MatrixXd::Ones(k, n);
    x.topRows(d) = features;
    Eigen::VectorXd w = Eigen::VectorXd::Zero(k);
    for (int round = 0; round < 30; ++round) {
        Eigen::VectorXd slope = Eigen::VectorXd::Zero(k);
        Eigen::MatrixXd curvature = Eigen::MatrixXd::Identity(k, k) * 1e-12;
        for (Eigen::Index i = 0; i < n; ++i) {
            const double y = labels[static_cast<std::size_t>(i)];
            const double p = 1 / (1 + std::exp(y * w.dot(x.col(i))));
            slope += p * y * x.col(i);
            curvature += p * (1 - p) * x.col(i) * x.col(i).transpose();
        }
        w += curvature.ldlt().solve(slope);
    }
    Eigen::VectorXd result = Eigen::VectorXd::Zero(d + 1);
    result.head(k) = w;
    return result;
}

double errorOf(const SampleSet<double>& samples, const auto& output) {
    double wrong = 0;
    for (Eigen::Index i = 0; i < samples.size(); ++i)
        wrong += output(samples.inputs.col(i)) * samples.labels[static_cast<std::size_t>(i)] <= 0;
    return wrong / static_cast<double>(samples.size());
}

/// Gradient descent on the logistic loss, the first layer alone, sum by sum.
Eigen::MatrixXd descend(Eigen::MatrixXd weights, const Eigen::VectorXd& a, const SampleSet<double>& samples,
                        double stepSize, int steps) {
    const Eigen::Map<const Eigen::Array<std::int8_t, Eigen::Dynamic, 1>> labels(samples.labels.data(),
                                                                                samples.inputs.cols());
    const Eigen::ArrayXd y = labels.cast<double>();
    for (int step = 0; step < steps; ++step) {
        const Eigen::MatrixXd z = weights * samples.inputs;
        const Eigen::ArrayXd f = (z.cwiseMax(0.0).transpose() * a).array();
        const Eigen::VectorXd pull = (y / (1 + (y * f).exp())).matrix() / static_cast<double>(y.size());
        const Eigen::MatrixXd active = (z.array() > 0).cast<double>().matrix();
        weights += stepSize * (a.asDiagonal() * active * pull.asDiagonal()) * samples.inputs.transpose();
    }
    return weights;
}

TEST_P(DrawnBaselines, BaselineLevelsAreThoseOfOwnFits) {
    const DrawnFigure figure(spec(), step(), "errors", {{"baselines", true}, {"step_axis", "linear"}});
    const Dataset<double> samples = data();
    std::vector<double> expected;
    for (const bool hasBias : {false, true}) {
        const Eigen::VectorXd w = newtonFit(samples.train.inputs, samples.train.labels, hasBias);
        expected.push_back(
            errorOf(samples.test, [&](const auto& x) { return w.head(x.size()).dot(x) + w[w.size() - 1]; }));
    }
    const auto& mu = samples.directions;
    expected.push_back(errorOf(samples.test, [&](const auto& x) {
        return std::abs(mu.col(0).dot(x)) - std::abs(mu.col(1).dot(x));
    }));
    const auto d = static_cast<std::int64_t>(samples.train.inputs.rows());
    const auto start = drawNetwork<double>(spec().network, d, spec().seeds.weights, {});
    const Eigen::VectorXd second =
        newtonFit((start.weights * samples.train.inputs).cwiseMax(0.0), samples.train.labels, false);
    expected.push_back(errorOf(samples.test, [&](const auto& x) {
        return (start.weights * x).cwiseMax(0.0).dot(second.head(start.weights.rows()));
    }));
    NetworkSettings large = spec().network;
    large.start = Start::symmetric;
    large.initVariance = 60.0 * 60.0 / static_cast<double>(large.neurons * d);
    const auto lazyStart = drawNetwork<double>(large, d, spec().seeds.weights, {});
    const Eigen::MatrixXd lazy = descend(lazyStart.weights, lazyStart.outputWeights, samples.train, 0.5, 400);
    expected.push_back(errorOf(
        samples.test, [&](const auto& x) { return (lazy * x).cwiseMax(0.0).dot(lazyStart.outputWeights); }));
    std::vector<double> levels;
    for (const SvgShape& shape : figure.picture().strokedWith(figure.palette().curveTest)) {
        const QPointF first = figure.valueAt(shape.points.front()),
                      last = figure.valueAt(shape.points.back());
        const auto& map = figure.plot().mapping();
        const bool spans = std::abs(first.x() - map.xLow) < 1e-3 * (map.xHigh - map.xLow) &&
                           std::abs(last.x() - map.xHigh) < 1e-3 * (map.xHigh - map.xLow);
        if (shape.isDashed && shape.points.size() == 2 && spans && first.y() == last.y())
            levels.push_back(first.y());
    }
    constexpr Eigen::Index kMostForKernels = 512;
    const std::size_t kernels = samples.train.inputs.cols() <= kMostForKernels ? 1 : 0;
    EXPECT_EQ(levels.size(), 5 + kernels) << "two linear ones, random features, lazy, ideal, kernel";
    for (const double error : expected) {
        EXPECT_TRUE(std::ranges::any_of(levels, [&](double y) { return std::abs(y - error) < 2.5e-3; }))
            << error;
    }
}

TEST_P(DrawnBaselines, BaselineBoundariesAreWhereOwnFitsAreZero) {
    const DrawnFigure figure(spec(), step(), "projection",
                             {{"baselines", true}, {"band", false}, {"ideal", false}});
    const Dataset<double> samples = data();
    const Eigen::MatrixXd& mu = samples.directions;
    std::vector<SvgShape> drawn;
    for (const SvgShape& shape : figure.picture().strokedWith(figure.palette().curveTest)) {
        if (shape.isDashed && !shape.points.isEmpty()) drawn.push_back(shape);
    }
    ASSERT_GE(drawn.size(), 3U);
    /// Pixels by which the farthest point of a drawn line is off the line where the function is 0.
    const auto fits = [&](const SvgShape& shape, const auto& offInUnits) {
        const double unit = QLineF(figure.placeOf(0, 0), figure.placeOf(1, 0)).length();
        return std::ranges::all_of(shape.points, [&](const QPointF& place) {
            const QPointF value = figure.valueAt(place);
            return std::abs(offInUnits(value.x(), value.y())) * unit < 6 * kPixel;
        });
    };
    for (const bool hasBias : {false, true}) {
        const Eigen::VectorXd w = newtonFit(samples.train.inputs, samples.train.labels, hasBias);
        const double u = w.head(mu.rows()).dot(mu.col(0)), v = w.head(mu.rows()).dot(mu.col(1));
        const auto off = [&](double x, double y) {
            return (u * x + v * y + w[w.size() - 1]) / std::hypot(u, v);
        };
        const auto& map = figure.plot().mapping();
        // One that passes the plot by is not drawn.
        bool passes = false;
        for (double s = -1; s <= 1; s += 0.01) {
            const double x = s * map.xHigh, y = s * map.yHigh;
            passes |= std::abs(off(x, map.yHigh)) < 0.05 || std::abs(off(map.xHigh, y)) < 0.05;
        }
        if (passes) {
            EXPECT_TRUE(std::ranges::any_of(drawn, [&](const SvgShape& shape) { return fits(shape, off); }))
                << "linear, bias " << hasBias;
        }
    }
    const auto ideal = [](double x, double y) { return (std::abs(x) - std::abs(y)) / std::sqrt(2.0); };
    EXPECT_TRUE(std::ranges::any_of(drawn, [&](const SvgShape& shape) { return fits(shape, ideal); }));
}

INSTANTIATE_TEST_SUITE_P(Scenarios, DrawnBaselines,
                         testing::Values(test::DrawnMoment{"crisp-clusters", 60},
                                         test::DrawnMoment{"first-screen", 100},
                                         test::DrawnMoment{"too-much-noise", 40}));

}  // namespace
