#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/data/data_source.h"
#include "core/spec/scenario_table.h"
#include "tests/support/drawn_figure.h"

// Predicted paths and tenths of the ridge as an exported SVG shows them, against a plain recursion and sorted
// cosines.

using namespace featurescope;
using namespace featurescope::ui;
using test::DrawnFigure;
using test::PlainNetwork;
using test::SvgShape;

namespace {

constexpr double kPixel = 0.3;  // a curve is straightened to a tenth; the rest is rounding in the file

class DrawnPaths : public test::AtMoment {
  protected:
    double sigma() const { return std::sqrt(std::get<XorClusters>(spec().data).clusterVariance); }
    Dataset<double> data() const { return drawDataset<double>(spec().data, spec().seeds, {}); }
};

/// A neuron as the recursion sees it.
struct PathNeuron {
    double along[2] = {}, across = 0, noise = 0, a = 0;
    double norm() const {
        return std::sqrt(along[0] * along[0] + along[1] * along[1] + across * across + noise * noise);
    }
};

double cdf(double t) { return std::erfc(-t / std::sqrt(2.0)) / 2; }
double density(double t) { return std::exp(-t * t / 2) / std::sqrt(2 * M_PI); }

/// One step with the samples of each cluster replaced by their law. Clusters are +mu1, -mu1, +mu2, -mu2.
void advance(std::vector<PathNeuron>& neurons, const std::array<double, 4>& share,
             const std::array<double, 4>& flipped, double sigma, double noisePerStep, double stepSize) {
    const std::vector<PathNeuron> before = neurons;
    const auto t = [&](const PathNeuron& neuron, int c) {
        return (c % 2 == 0 ? 1 : -1) * neuron.along[c / 2] / (sigma * neuron.norm());
    };
    std::array<double, 4> g{};
    for (int c = 0; c < 4; ++c) {
        double f = 0;
        for (const PathNeuron& neuron : before) {
            const double at = t(neuron, c);
            f += neuron.a * sigma * neuron.norm() * (at * cdf(at) + density(at));
        }
        const double nu = c < 2 ? f : -f;
        g[static_cast<std::size_t>(c)] = 1 / (1 + std::exp(nu));
    }
    for (std::size_t j = 0; j < neurons.size(); ++j) {
        const PathNeuron& old = before[j];
        PathNeuron& now = neurons[j];
        double turn = 0, active = 0, push[2] = {};
        for (int c = 0; c < 4; ++c) {
            const auto i = static_cast<std::size_t>(c);
            const double at = t(old, c), pull = share[i] * (c < 2 ? 1 : -1) * (g[i] - flipped[i]);
            turn += sigma / old.norm() * pull * density(at);
            push[c / 2] += pull * (c % 2 == 0 ? 1 : -1) * cdf(at);
            active +=
                share[i] * cdf(at) * ((1 - flipped[i]) * g[i] * g[i] + flipped[i] * (1 - g[i]) * (1 - g[i]));
        }
        for (int k = 0; k < 2; ++k) now.along[k] += stepSize * old.a * (push[k] + old.along[k] * turn);
        const double factor = std::max(0.0, 1 + stepSize * old.a * turn);
        now.across *= factor;
        now.noise = old.noise * factor + stepSize * std::abs(old.a) * noisePerStep * std::sqrt(active);
    }
}

/// Distance of a point from a line of straight pieces.
double distance(const QPointF& point, const std::vector<QPointF>& line) {
    double least = 1e9;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const QPointF along = line[i] - line[i - 1], from = point - line[i - 1];
        const double square = QPointF::dotProduct(along, along);
        const double share = square > 0 ? std::clamp(QPointF::dotProduct(from, along) / square, 0.0, 1.0) : 0;
        const QPointF off = from - share * along;
        least = std::min(least, std::hypot(off.x(), off.y()));
    }
    return least;
}

TEST_P(DrawnPaths, PredictedPathsAreThoseOfThePlainRecursion) {
    const PlainNetwork start = test::networkAt(spec(), 0);
    const Dataset<double> samples = data();
    std::array<double, 4> count{}, flips{};
    for (std::size_t i = 0; i < samples.train.groups.size(); ++i) {
        const auto c = static_cast<std::size_t>(samples.train.groups[i]);
        ++count[c];
        flips[c] += samples.train.labels[i] != samples.train.cleanLabels[i];
    }
    const auto n = static_cast<double>(samples.train.groups.size());
    std::array<double, 4> share{}, flipped{};
    for (std::size_t c = 0; c < 4; ++c) {
        share[c] = count[c] / n;
        flipped[c] = flips[c] / count[c];
    }
    std::vector<PathNeuron> neurons(start.neurons);
    std::vector<std::int32_t> picked;
    int signs[2] = {};
    for (std::size_t j = 0; j < start.neurons; ++j) {
        PathNeuron& neuron = neurons[j];
        neuron.a = start.a[j];
        for (int k = 0; k < 2; ++k) neuron.along[k] = start.along(j, k);
        neuron.across = std::sqrt(std::pow(start.norm(j), 2) - std::pow(neuron.along[0], 2) -
                                  std::pow(neuron.along[1], 2));
        if (++signs[neuron.a > 0 ? 0 : 1] <= 2) picked.push_back(static_cast<std::int32_t>(j));
    }
    const DrawnFigure figure(spec(), step(), "neuron-plane", {{"flow", false}, {"trails", false}}, picked);
    std::vector<std::vector<QPointF>> lines(picked.size());
    const double noisePerStep = sigma() * std::sqrt((static_cast<double>(start.dimension) - 2) / n);
    for (std::int64_t at = 0; at <= step(); ++at) {
        for (std::size_t i = 0; i < picked.size(); ++i) {
            const PathNeuron& neuron = neurons[static_cast<std::size_t>(picked[i])];
            lines[i].push_back(figure.placeOf(neuron.along[0], neuron.along[1]));
        }
        advance(neurons, share, flipped, sigma(), noisePerStep, spec().training.stepSize);
    }
    std::vector<double> reached(picked.size());
    int dashes = 0;
    for (const SvgShape& shape : figure.picture().strokedWith(figure.palette().text)) {
        if (shape.points.size() != 2 || std::abs(shape.width - 1.5) > 1e-6) continue;
        // Those of the legend lie outside.
        const QPointF value = figure.valueAt(shape.points[0]);
        const auto& map = figure.plot().mapping();
        if (value.x() < map.xLow || value.x() > map.xHigh || value.y() < map.yLow || value.y() > map.yHigh)
            continue;
        ++dashes;
        for (const QPointF& end : shape.points) {
            double least = 1e9;
            for (std::size_t i = 0; i < lines.size(); ++i) {
                const double off = distance(end, lines[i]);
                if (off < least) least = off;
                if (off < 1) reached[i] = std::max(reached[i], QLineF(lines[i].front(), end).length());
            }
            // Between the steps at which a path is kept it is straight.
            EXPECT_LT(least, 3 * kPixel) << end.x() << ", " << end.y();
        }
    }
    EXPECT_GT(dashes, 8);
    constexpr double kPeriod = 7 * 1.5;  // a dash and a gap
    for (std::size_t i = 0; i < lines.size(); ++i)
        EXPECT_GT(reached[i], QLineF(lines[i].front(), lines[i].back()).length() - kPeriod) << picked[i];
}

TEST_P(DrawnPaths, RidgeTenthsLieBetweenTheSortedNeurons) {
    const DrawnFigure figure(spec(), step(), "ridge", {{"mean", "own"}});
    std::vector<SvgShape> tenths;
    for (const SvgShape& shape : figure.picture().strokedWith(figure.palette().text)) {
        if (shape.isDashed && shape.points.size() > 2) tenths.push_back(shape);
    }
    ASSERT_EQ(tenths.size(), 2U);
    std::size_t checked = 0;
    for (std::size_t which = 0; which < 2; ++which) {
        const double wanted = which == 0 ? 0.1 : 0.9;
        for (const QPointF& place : tenths[which].points) {
            const QPointF value = figure.valueAt(place);
            const auto at = std::llround(std::pow(10, value.x())) - 1;
            if (at != 0 && at != 10 && at != step()) continue;
            const PlainNetwork then = test::networkAt(spec(), at);
            std::vector<double> cosines;
            for (std::size_t j = 0; j < then.neurons; ++j) {
                if (then.a[j] != 0)
                    cosines.push_back(std::abs(then.along(j, then.a[j] > 0 ? 0 : 1)) / then.norm(j));
            }
            std::sort(cosines.begin(), cosines.end());
            const auto below =
                static_cast<std::size_t>(std::floor(wanted * static_cast<double>(cosines.size()) + 1e-9));
            constexpr double kBin = 2.0 / 41;  // of the history
            EXPECT_GT(value.y(), cosines[below - 1] - kBin) << wanted << " at step " << at;
            EXPECT_LT(value.y(), cosines[std::min(below, cosines.size() - 1)] + kBin)
                << wanted << " at step " << at;
            ++checked;
        }
    }
    EXPECT_GE(checked, 4U);
}

TEST_P(DrawnPaths, ErrorBandsAreOneBinomialStandardErrorWide) {
    const DrawnFigure figure(spec(), step(), "errors", {{"standard_errors", true}, {"step_axis", "linear"}});
    const auto tested = static_cast<double>(std::get<XorClusters>(spec().data).testSamples);
    int bands = 0;
    for (const SvgShape& shape : figure.picture().filledWith(figure.palette().curveTest)) {
        const qsizetype points = shape.points.size();
        if (shape.isEllipse || points < 20) continue;
        ++bands;
        for (qsizetype i = 0; i < points / 2; ++i) {
            const QPointF upper = shape.points[i], lower = shape.points[points - 1 - i];
            EXPECT_NEAR(upper.x(), lower.x(), 0.01);
            const double share = (figure.valueAt(upper).y() + figure.valueAt(lower).y()) / 2;
            const double error = std::sqrt(share * (1 - share) / tested);
            EXPECT_NEAR(lower.y() - upper.y(), figure.placeOf(0, 0).y() - figure.placeOf(0, 2 * error).y(),
                        kPixel);
        }
    }
    EXPECT_EQ(bands, 2) << "of the noisy and of the clean test error";
}

INSTANTIATE_TEST_SUITE_P(Scenarios, DrawnPaths,
                         testing::Values(test::DrawnMoment{"crisp-clusters", 60},
                                         test::DrawnMoment{"first-screen", 100},
                                         test::DrawnMoment{"too-much-noise", 40}));

}  // namespace
