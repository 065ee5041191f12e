#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/spec/scenario_table.h"
#include "tests/support/drawn_figure.h"

// The alignment histograms as an exported SVG shows them, against plain counts of the weights, an integral of
// the density and counts of the predicted neurons.

using namespace featurescope;
using namespace featurescope::ui;
using test::DrawnFigure;
using test::PlainNetwork;
using test::SvgShape;

namespace {

constexpr std::size_t kBins = 41;
constexpr double kPixel = 0.6;    // bars begin and end on whole pixels
constexpr double kHeight = 0.05;  // pixels

class DrawnHistogram : public test::AtMoment {
  protected:
    PlainNetwork network(std::int64_t step) const { return test::networkAt(spec(), step); }
};

/// Neurons per bin by sign of a, or of the absolute cosine with the own mean of all (mean 2).
struct Bars {
    std::array<double, kBins> up{}, down{};
};

std::size_t binOf(double cosine, double low) {
    return std::min(kBins - 1, static_cast<std::size_t>((cosine - low) / (1 - low) * kBins));
}

Bars barsOf(const PlainNetwork& network, int mean) {
    Bars bars;
    for (std::size_t j = 0; j < network.neurons; ++j) {
        const bool positive = network.a[j] > 0;
        if (network.a[j] == 0) continue;
        if (mean == 2) {
            ++bars.up[binOf(std::abs(network.along(j, positive ? 0 : 1)) / network.norm(j), 0)];
        } else {
            ++(positive ? bars.up : bars.down)[binOf(network.along(j, mean) / network.norm(j), -1)];
        }
    }
    return bars;
}

QString panelOf(int mean) {
    return mean == 2 ? QStringLiteral("alignment-own") : QStringLiteral("alignment-mu%1").arg(mean + 1);
}

/// What a reader takes for the count at the end of the axis.
double topOf(const DrawnFigure& figure) { return figure.plot().yAxis().label(1).toDouble(); }

double countAt(const DrawnFigure& figure, double height) {
    return std::copysign(height * height * topOf(figure), height);
}

/// The one shape with so many points.
const SvgShape* withPoints(const std::vector<SvgShape>& shapes, qsizetype points, bool dashed) {
    const SvgShape* found = nullptr;
    for (const SvgShape& shape : shapes) {
        if (shape.points.size() == points && shape.isDashed == dashed) found = &shape;
    }
    return found;
}

/// A polyline of bars has a point at each end of every bin, and one at either end of the axis.
void expectBars(const DrawnFigure& figure, const SvgShape* shape, const std::array<double, kBins>& counts,
                double low, double direction) {
    ASSERT_NE(shape, nullptr);
    for (std::size_t bin = 0; bin < kBins; ++bin) {
        const double height = direction * std::sqrt(counts[bin] / topOf(figure));
        for (const std::size_t end : {0U, 1U}) {
            const QPointF place = shape->points[static_cast<qsizetype>(1 + 2 * bin + end)];
            const double edge = low + (1 - low) * static_cast<double>(bin + end) / kBins;
            EXPECT_NEAR(place.x(), figure.placeOf(edge, 0).x(), kPixel) << bin;
            EXPECT_NEAR(place.y(), figure.placeOf(edge, height).y(), kHeight) << bin;
        }
    }
}

TEST_P(DrawnHistogram, BarsAreTheNeuronsOfTheirBins) {
    const PlainNetwork now = network(GetParam().step), start = network(0);
    for (const int mean : {0, 1, 2}) {
        const DrawnFigure figure(spec(), GetParam().step, panelOf(mean));
        const Palette& palette = figure.palette();
        const auto& picture = figure.picture();
        const double low = mean == 2 ? 0 : -1;
        const Bars bars = barsOf(now, mean), first = barsOf(start, mean);
        const QColor up = mean == 2 ? palette.accent : palette.neuronPositive;
        constexpr qsizetype kPoints = 2 * kBins + 2;
        expectBars(figure, withPoints(picture.strokedWith(up), kPoints, false), bars.up, low, 1);
        const std::vector<SvgShape> outlines = picture.strokedWith(palette.muted);
        ASSERT_NE(withPoints(outlines, kPoints, true), nullptr);
        if (mean == 2) {
            expectBars(figure, withPoints(outlines, kPoints, true), first.up, low, 1);
        } else {
            expectBars(figure, withPoints(picture.strokedWith(palette.neuronNegative), kPoints, false),
                       bars.down, low, -1);
            expectBars(figure, withPoints(outlines, kPoints, true), first.down, low, -1);
        }
    }
}

/// The density of a cosine at the start, integrated by Simpson's rule in the angle, where it is smooth.
double shareBetween(double from, double to, double dimension) {
    const double low = std::acos(std::clamp(to, -1.0, 1.0)), high = std::acos(std::clamp(from, -1.0, 1.0));
    const auto density = [&](double angle) {
        return std::exp(std::lgamma(dimension / 2) - std::lgamma((dimension - 1) / 2)) / std::sqrt(M_PI) *
               std::pow(std::sin(angle), dimension - 2);
    };
    constexpr int kSteps = 200;
    const double width = (high - low) / kSteps;
    double sum = density(low) + density(high);
    for (int i = 1; i < kSteps; ++i) sum += (i % 2 == 1 ? 4 : 2) * density(low + i * width);
    return sum * width / 3;
}

TEST_P(DrawnHistogram, LawOfTheStartIsTheIntegralOfItsDensity) {
    const PlainNetwork start = network(0);
    const auto d = static_cast<double>(start.dimension);
    const auto positive = static_cast<double>(std::ranges::count_if(start.a, [](double a) { return a > 0; }));
    for (const int mean : {0, 2}) {
        const DrawnFigure figure(spec(), GetParam().step, panelOf(mean));
        const double low = mean == 2 ? 0 : -1, half = (1 - low) / kBins / 2;
        const double neurons = mean == 2 ? static_cast<double>(start.neurons) : positive;
        const SvgShape* line = nullptr;
        for (const SvgShape& shape : figure.picture().strokedWith(figure.palette().muted)) {
            const bool isUp = figure.valueAt(shape.points[shape.points.size() / 2]).y() > 0;
            if (shape.points.size() > 2 * static_cast<qsizetype>(kBins) + 2 && isUp) line = &shape;
            if (!line || line != &shape) continue;
            for (const QPointF& place : shape.points) {
                const QPointF value = figure.valueAt(place);
                const double share =
                    (mean == 2 ? 2 : 1) * shareBetween(value.x() - half, value.x() + half, d);
                EXPECT_NEAR(countAt(figure, value.y()), neurons * share, 0.02 * neurons * 0.1 + 0.01)
                    << value.x();
            }
        }
        EXPECT_NE(line, nullptr);
    }
}

TEST_P(DrawnHistogram, PredictionHasAllItsNeuronsInsideTheFrame) {
    for (const int mean : {0, 1, 2}) {
        const DrawnFigure figure(spec(), GetParam().step, panelOf(mean));
        ASSERT_TRUE(figure.content().theory && figure.content().theory->applies);
        const ProjectedNeurons& population = figure.content().theory->population.neurons;
        PlainNetwork predicted{
            .neurons = population.size(), .dimension = 3, .w = {}, .a = {}, .mu = {1, 0, 0, 0, 1, 0}};
        double signs[2] = {};
        for (std::size_t j = 0; j < population.size(); ++j) {
            predicted.w.insert(predicted.w.end(),
                               {population.alongMu1[j], population.alongMu2[j], population.perpendicular[j]});
            predicted.a.push_back(population.outputWeight[j]);
            ++signs[population.outputWeight[j] > 0 ? 0 : 1];
        }
        const Bars bars = barsOf(predicted, mean);
        const auto neurons = static_cast<double>(spec().network.neurons);
        double drawn[2] = {};
        for (const SvgShape& shape : figure.picture().strokedWith(figure.palette().text)) {
            if (shape.points.size() != static_cast<qsizetype>(kBins)) continue;
            const bool up = figure.valueAt(shape.points[kBins / 2]).y() >= 0 &&
                            std::ranges::all_of(shape.points, [&](const QPointF& place) {
                                return figure.valueAt(place).y() > -1e-6;
                            });
            for (std::size_t bin = 0; bin < kBins; ++bin) {
                const QPointF value = figure.valueAt(shape.points[static_cast<qsizetype>(bin)]);
                const double count = (up ? bars.up : bars.down)[bin] *
                                     (mean == 2 ? neurons / static_cast<double>(population.size())
                                                : neurons / 2 / signs[up ? 0 : 1]);
                EXPECT_NEAR(std::abs(countAt(figure, value.y())), count, 0.01 + 0.01 * count) << bin;
                EXPECT_LE(std::abs(value.y()), 1) << "outside the frame";
                drawn[up ? 0 : 1] += std::abs(countAt(figure, value.y()));
            }
        }
        EXPECT_NEAR(drawn[0] + drawn[1], neurons, 0.05 * neurons / 10) << "every neuron is drawn once";
    }
}

INSTANTIATE_TEST_SUITE_P(Scenarios, DrawnHistogram,
                         testing::Values(test::DrawnMoment{"crisp-clusters", 100},
                                         test::DrawnMoment{"first-screen", 20},
                                         test::DrawnMoment{"one-giant-step", 1}));

}  // namespace
