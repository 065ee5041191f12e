#include <gtest/gtest.h>

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>

#include "core/run/run_data.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"
#include "tests/support/drawn_figure.h"
#include "ui/look/number_format.h"

// What the scenarios of related papers draw over their measurements, as an exported SVG shows it, against
// plain loops and closed forms.

using namespace featurescope;
using namespace featurescope::ui;
using test::DrawnFigure;
using test::PlainNetwork;
using test::SvgShape;

namespace {

const QJsonObject kLinearSteps{{"step_axis", "linear"}};

ExperimentSpec specWith(const char* scenario, std::initializer_list<const char*> settings) {
    ExperimentSpec spec = scenarioNamed(scenario);
    for (const char* setting : settings) spec = withSetting(spec, setting);
    return spec;
}

/// Values of the horizontal lines drawn with this colour.
std::vector<double> levelsOf(const DrawnFigure& figure, const QColor& color) {
    std::vector<double> levels;
    for (const SvgShape& line : figure.picture().strokedWith(color)) {
        if (line.points.size() == 2 && line.points.front().y() == line.points.back().y())
            levels.push_back(figure.valueAt(line.points.front()).y());
    }
    return levels;
}

void expectLevel(const DrawnFigure& figure, const QColor& color, double value, double tolerance) {
    const std::vector<double> levels = levelsOf(figure, color);
    EXPECT_TRUE(std::ranges::any_of(levels, [&](double y) { return std::abs(y - value) < tolerance; }))
        << value << " is not among " << testing::PrintToString(levels);
}

/// Points of curves with this colour that are no level, in values.
std::vector<QPointF> pointsOf(const DrawnFigure& figure, const QColor& color) {
    std::vector<QPointF> points;
    const PlotMapping map = figure.plot().mapping();
    for (const SvgShape& line : figure.picture().strokedWith(color)) {
        if (line.points.front().y() == line.points.back().y()) continue;
        for (const QPointF& place : line.points) {
            const QPointF value = figure.valueAt(place);
            if (value.x() >= map.xLow && value.x() <= map.xHigh) points.push_back(value);
        }
    }
    return points;
}

/// The height of a curve there, between the two nearest points of it.
double heightAt(std::vector<QPointF> points, double x) {
    std::ranges::sort(points, {}, [](const QPointF& point) { return point.x(); });
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const QPointF &left = points[i], &right = points[i + 1];
        if (left.x() <= x + 1e-6 && right.x() >= x - 1e-6) {
            const double width = right.x() - left.x();
            return width > 0 ? left.y() + (x - left.x()) / width * (right.y() - left.y()) : left.y();
        }
    }
    return NAN;
}

double varianceOf(const std::vector<double>& values) {
    double mean = 0, squares = 0;
    for (const double value : values) mean += value / static_cast<double>(values.size());
    for (const double value : values) squares += (value - mean) * (value - mean);
    return squares / static_cast<double>(values.size());
}

/// z + (1/8) z^2 summed over the neurons, curvature .25.
double quadraticOutput(const PlainNetwork& network, const Vector<double>& x) {
    double f = 0;
    for (std::size_t j = 0; j < network.neurons; ++j) {
        double z = 0;
        for (std::size_t k = 0; k < network.dimension; ++k)
            z += network.w[j * network.dimension + k] * x[static_cast<Eigen::Index>(k)];
        f += network.a[j] * (z + z * z / 8);
    }
    return f;
}

double normalisedError(const PlainNetwork& network, const SampleSet<double>& samples) {
    double sum = 0;
    for (Eigen::Index i = 0; i < samples.size(); ++i)
        sum += std::pow(
            quadraticOutput(network, samples.inputs.col(i)) - samples.targets[static_cast<std::size_t>(i)],
            2);
    return sum / static_cast<double>(samples.size()) / varianceOf(samples.cleanTargets);
}

TEST(LabOverlay, ErrorsOfRealTargetsAreMeanSquaresOfPlainLoops) {
    const ExperimentSpec spec =
        specWith("lazy-to-rich", {"data.test_samples=60", "training.precision=double"});
    const DrawnFigure figure(spec, 40, "errors", kLinearSteps);
    const Dataset<double> data = runData<double>(spec, nullptr, {});
    for (const std::int64_t step : {0, 10, 40}) {
        const PlainNetwork network = test::networkAt(spec, step);
        EXPECT_NEAR(heightAt(pointsOf(figure, figure.palette().curveTrain), static_cast<double>(step)),
                    std::log10(normalisedError(network, data.train)), 0.01)
            << step;
        EXPECT_NEAR(heightAt(pointsOf(figure, figure.palette().curveTest), static_cast<double>(step)),
                    std::log10(normalisedError(network, data.test)), 0.01)
            << step;
    }
}

TEST(LabOverlay, KernelPlateauIsTheSolutionOfItsEquations) {
    const ExperimentSpec spec = specWith(
        "lazy-to-rich", {"data.train_samples=30", "data.test_samples=40", "training.precision=double"});
    const DrawnFigure figure(spec, 0, "errors", kLinearSteps);
    const Dataset<double> data = runData<double>(spec, nullptr, {});
    const PlainNetwork start = test::networkAt(spec, 0);
    // Derivatives of f by every weight.
    const auto gradient = [&](const Vector<double>& x) {
        Vector<double> slopes(static_cast<Eigen::Index>(start.w.size()));
        for (std::size_t j = 0; j < start.neurons; ++j) {
            double z = 0;
            for (std::size_t k = 0; k < start.dimension; ++k)
                z += start.w[j * start.dimension + k] * x[static_cast<Eigen::Index>(k)];
            for (std::size_t k = 0; k < start.dimension; ++k)
                slopes[static_cast<Eigen::Index>(j * start.dimension + k)] =
                    start.a[j] * (1 + z / 4) * x[static_cast<Eigen::Index>(k)];
        }
        return slopes;
    };
    Eigen::MatrixXd train(start.w.size(), 30), test(start.w.size(), 40);
    Eigen::VectorXd lack(30), expected(40);
    for (Eigen::Index i = 0; i < 30; ++i) {
        train.col(i) = gradient(data.train.inputs.col(i));
        lack[i] = data.train.targets[static_cast<std::size_t>(i)] -
                  quadraticOutput(start, data.train.inputs.col(i));
    }
    for (Eigen::Index i = 0; i < 40; ++i) test.col(i) = gradient(data.test.inputs.col(i));
    const Eigen::MatrixXd kernel = train.transpose() * train;
    const Eigen::VectorXd moved = test.transpose() * train * kernel.ldlt().solve(lack);
    double error = 0;
    for (Eigen::Index i = 0; i < 40; ++i)
        error += std::pow(quadraticOutput(start, data.test.inputs.col(i)) + moved[i] -
                              data.test.cleanTargets[static_cast<std::size_t>(i)],
                          2);
    expectLevel(figure, figure.palette().noiseLine,
                std::log10(error / 40 / varianceOf(data.test.cleanTargets)), 5e-3);
    EXPECT_TRUE(figure.picture().words().contains(QStringLiteral("first kernel")));
}

TEST(LabOverlay, LevelsOfTheTargetAreItsMoments) {
    const DrawnFigure figure(scenarioNamed("one-gradient-step"), 1, "errors");
    // c^2 = 1/1.5 of the variance is linear.
    expectLevel(figure, figure.palette().chanceLine, std::log10(1.0 / 3), 3e-3);
    const DrawnFigure noisy(specWith("benign-regression", {"data.train_samples=80", "network.neurons=40"}), 3,
                            "errors");
    expectLevel(noisy, noisy.palette().muted, std::log10(0.25), 3e-3);
}

TEST(LabOverlay, InfiniteWidthIsTheFlowOfItsKernelAndEndsWhereFeaturesMove) {
    ExperimentSpec spec =
        specWith("benign-regression", {"data.dimension=10", "data.train_samples=40", "data.test_samples=50",
                                       "network.neurons=2000", "training.step_size=5", "training.steps=20"});
    const DrawnFigure figure(spec, 20, "errors", kLinearSteps);
    const Dataset<float> data = runData<float>(spec, nullptr, {});
    const auto kernel = [](const Vector<double>& x, const Vector<double>& other) {
        return x.dot(other) * (M_PI - std::acos(std::clamp(x.dot(other), -1.0, 1.0))) / (2 * M_PI);
    };
    std::vector<double> train(40, 0), test(50, 0);
    for (int step = 0; step < 20; ++step) {
        std::vector<double> lack;
        for (std::size_t i = 0; i < 40; ++i)
            lack.push_back(static_cast<double>(data.train.targets[i]) - train[i]);
        for (Eigen::Index k = 0; k < 40; ++k) {
            const Vector<double> x = data.train.inputs.col(k).cast<double>();
            const double push = 2 * 5 / 40.0 * lack[static_cast<std::size_t>(k)];
            for (Eigen::Index i = 0; i < 40; ++i)
                train[static_cast<std::size_t>(i)] +=
                    push * kernel(x, data.train.inputs.col(i).cast<double>());
            for (Eigen::Index i = 0; i < 50; ++i)
                test[static_cast<std::size_t>(i)] += push * kernel(x, data.test.inputs.col(i).cast<double>());
        }
    }
    double error = 0;
    std::vector<double> targets;
    for (std::size_t i = 0; i < 50; ++i) {
        targets.push_back(static_cast<double>(data.test.cleanTargets[i]));
        error += std::pow(test[i] - targets.back(), 2);
    }
    EXPECT_NEAR(heightAt(pointsOf(figure, figure.palette().noiseLine), 20),
                std::log10(error / 50 / varianceOf(targets)), 0.01);
    // A hundredth of the neurons move ten times as far.
    const DrawnFigure narrow(
        withSetting(withSetting(spec, "network.neurons=4"), "network.init_variance=0.01"), 20, "errors",
        kLinearSteps);
    double last = 0;
    for (const QPointF& point : pointsOf(narrow, narrow.palette().noiseLine))
        last = std::max(last, point.x());
    EXPECT_LT(last, 15) << "features have moved";
}

TEST(LabOverlay, LawOfTheAngleIsANormalTail) {
    const ExperimentSpec spec = specWith("benign-linear-control", {"data.dimension=200"});
    const DrawnFigure figure(spec, 12, "errors", kLinearSteps);
    for (const std::int64_t step : {1, 12}) {
        const PlainNetwork network = test::networkAt(spec, step);
        std::vector<double> sum(network.dimension, 0);
        for (std::size_t j = 0; j < network.neurons; ++j)
            for (std::size_t k = 0; k < network.dimension; ++k)
                sum[k] += network.a[j] * network.w[j * network.dimension + k];
        double square = 0;
        for (const double value : sum) square += value * value;
        const double cosine = sum[0] / std::sqrt(square);
        EXPECT_NEAR(heightAt(pointsOf(figure, figure.palette().noiseLine), static_cast<double>(step)),
                    0.5 * std::erfc(2 * cosine / std::sqrt(2.0)), 3e-3)
            << step;
    }
}

TEST(LabOverlay, BestLinearRuleIsANormalTail) {
    const DrawnFigure figure(specWith("increasing-complexity", {"data.train_samples=100"}), 2, "errors");
    expectLevel(figure, figure.palette().muted, 0.5 * std::erfc(0.43 / std::sqrt(0.1) / std::sqrt(2.0)),
                1e-3);
}

TEST(LabOverlay, KernelOfLargestMarginStandsBesideTheErrors) {
    const ExperimentSpec spec = specWith("both-layers", {"data.train_samples=48", "data.test_samples=300"});
    const DrawnFigure figure(spec, 1, "errors");
    const auto run = makeExperiment(spec, {}, nullptr, {});
    const double error = run->measure(MeasureDepth::everything)[Observable::kernelMarginError];
    ASSERT_GT(error, 0.05);
    expectLevel(figure, figure.palette().noiseLine, error, 2e-3);
}

TEST(LabOverlay, LossOfEqualMarginsSolvesItsEquation) {
    const ExperimentSpec spec = specWith("equal-margins", {"data.dimension=3000", "network.neurons=20"});
    const DrawnFigure figure(spec, 60, "loss", kLinearSteps);
    const Dataset<float> data = runData<float>(spec, nullptr, {});
    const double square = static_cast<double>(data.train.inputs.squaredNorm()) / 10;
    const double rate = 4 * 1.01 * square / 20;
    // q + e^q = 1 + rate t, by halving.
    const auto loss = [rate](double t) {
        double low = 0, high = 30;
        for (int i = 0; i < 80; ++i) {
            const double q = (low + high) / 2;
            (q + std::exp(q) < 1 + rate * t ? low : high) = q;
        }
        return std::log1p(std::exp(-low));
    };
    const std::vector<QPointF> law = pointsOf(figure, figure.palette().noiseLine);
    for (const double step : {5.0, 20.0, 60.0}) EXPECT_NEAR(heightAt(law, step), loss(step), 3e-3) << step;
}

TEST(LabOverlay, MarginsAreALineForEachSampleAndMeetAtTheLargest) {
    const ExperimentSpec spec = specWith("equal-margins", {"data.dimension=3000", "network.neurons=20"});
    const DrawnFigure figure(spec, 12, "margins", {{"view", "time"}, {"step_axis", "linear"}});
    const Dataset<float> data = runData<float>(spec, nullptr, {});
    const double length = std::sqrt(static_cast<double>(data.train.inputs.squaredNorm()) / 10);
    expectLevel(figure, figure.palette().noiseLine, length * std::sqrt(1.01 / 20), 2e-3);
    const PlainNetwork network = test::networkAt(spec, 4);
    double square = 0;
    for (const double weight : network.w) square += weight * weight;
    for (Eigen::Index i = 0; i < 10; ++i) {
        double f = 0;
        for (std::size_t j = 0; j < network.neurons; ++j) {
            double z = 0;
            for (std::size_t k = 0; k < network.dimension; ++k)
                z += network.w[j * network.dimension + k] *
                     static_cast<double>(data.train.inputs(static_cast<Eigen::Index>(k), i));
            f += network.a[j] * std::max(0.1 * z, z);
        }
        const double margin = data.train.labels[static_cast<std::size_t>(i)] * f / std::sqrt(square);
        const bool isThere = std::ranges::any_of(
            figure.picture().strokedWith(figure.palette().curveClean), [&](const SvgShape& line) {
                return std::ranges::any_of(line.points, [&](const QPointF& place) {
                    const QPointF value = figure.valueAt(place);
                    return std::abs(value.x() - 4) < 0.01 && std::abs(value.y() - margin) < 1e-3;
                });
            });
        EXPECT_TRUE(isThere) << "sample " << i << ": " << margin;
    }
}

TEST(LabOverlay, SpectrumHasTheEdgeAndAfterOneStepTheSpike) {
    const ExperimentSpec spec = scenarioNamed("one-gradient-step");
    const DrawnFigure figure(spec, 1, "spectrum", {{"view", "values"}});
    expectLevel(figure, figure.palette().text, 1 + std::sqrt(2.0), 0.03);
    // Strength 2, q = c^2 + (d/n) (1 + noise^2).
    const double t = 2 * std::sqrt(200 * (1 / 1.5 + 0.125 * 1.01));
    expectLevel(figure, figure.palette().noiseLine, std::sqrt((1 + t * t) * (2 + t * t)) / t, 0.15);
    const DrawnFigure small(scenarioNamed("one-gradient-step-control"), 1, "spectrum", {{"view", "values"}});
    EXPECT_FALSE(small.picture().words().contains(QStringLiteral("spike"))) << "below the threshold";
    EXPECT_TRUE(small.picture().words().contains(QStringLiteral("edge")));
    const DrawnFigure before(spec, 0, "spectrum", {{"view", "values"}});
    EXPECT_FALSE(before.picture().words().contains(QStringLiteral("spike")));
}

TEST(LabOverlay, ConditionsShowTheNumbersOfTheRun) {
    const DrawnFigure clusters(scenarioNamed("benign-linear"), 0, "conditions");
    for (const double value : {50 / std::log(10.0), 64 / std::log(500.0), 102.4})
        EXPECT_TRUE(clusters.picture().words().contains(numberLabel(value))) << value;
    const ExperimentSpec orthogonal = specWith("equal-margins", {"data.dimension=2000"});
    const Dataset<float> data = runData<float>(orthogonal, nullptr, {});
    double shortest = INFINITY, largest = 0;
    for (Eigen::Index i = 0; i < 10; ++i) {
        const Vector<double> x = data.train.inputs.col(i).cast<double>();
        shortest = std::min(shortest, x.squaredNorm());
        for (Eigen::Index k = 0; k < i; ++k)
            largest = std::max(largest, std::abs(x.dot(data.train.inputs.col(k).cast<double>())));
    }
    const DrawnFigure figure(orthogonal, 0, "conditions");
    EXPECT_TRUE(figure.picture().words().contains(numberLabel(shortest / (10 * largest))));
}

}  // namespace
