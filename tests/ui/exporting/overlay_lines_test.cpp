#include <gtest/gtest.h>

#include <Eigen/SVD>
#include <algorithm>
#include <array>
#include <cmath>
#include <random>

#include "core/spec/scenario_table.h"
#include "tests/support/drawn_figure.h"
#include "ui/look/number_format.h"

// Lines of theory and measurement as an exported SVG shows them, against plain loops, closed forms and direct
// sampling.

using namespace featurescope;
using namespace featurescope::ui;
using test::DrawnFigure;
using test::PlainNetwork;
using test::SvgShape;

namespace {

constexpr double kPixel = 0.3;  // a curve is straightened to a tenth; the rest is rounding in the file

class DrawnOverlay : public test::AtMoment {
  protected:
    XorClusters clusters() const { return std::get<XorClusters>(spec().data); }
    PlainNetwork network() const { return test::networkAt(spec(), step()); }
    double eta() const { return clusters().labelNoise; }
    double sigma() const { return std::sqrt(clusters().clusterVariance); }
};

double logistic(double z) { return 1 / (1 + std::exp(z)); }

/// Lines of the plot itself, without those of the legend, drawn with a colour.
std::vector<SvgShape> inside(const DrawnFigure& figure, const std::vector<SvgShape>& shapes) {
    std::vector<SvgShape> found;
    const auto& map = figure.plot().mapping();
    for (const SvgShape& shape : shapes) {
        const bool all = std::ranges::all_of(shape.points, [&](const QPointF& place) {
            const QPointF value = figure.valueAt(place);
            const double x = (map.xHigh - map.xLow) * 1e-3, y = (map.yHigh - map.yLow) * 1e-3;
            return value.x() >= map.xLow - x && value.x() <= map.xHigh + x && value.y() >= map.yLow - y &&
                   value.y() <= map.yHigh + y;
        });
        if (all && shape.points.size() > 1) found.push_back(shape);
    }
    return found;
}

TEST_P(DrawnOverlay, MarginLawSolvesItsEquation) {
    const DrawnFigure figure(spec(), step(), "margins", {{"view", "time"}, {"step_axis", "linear"}});
    const double c = 1 - std::sqrt(2 / M_PI) * sigma(), rate = spec().training.stepSize * c * c / 16;
    const auto slope = [&](double nu) { return rate * (logistic(nu) - eta()); };
    // Runge and Kutta, a tenth of a step at a time.
    std::vector<double> law{0};
    for (std::int64_t t = 0; t < 10 * step(); ++t) {
        const double h = 0.1, nu = law.back();
        const double k1 = slope(nu), k2 = slope(nu + h / 2 * k1), k3 = slope(nu + h / 2 * k2),
                     k4 = slope(nu + h * k3);
        law.push_back(nu + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4));
    }
    std::size_t checked = 0;
    for (const SvgShape& shape : inside(figure, figure.picture().strokedWith(figure.palette().text))) {
        for (const QPointF& place : shape.points) {
            const QPointF value = figure.valueAt(place);
            const auto at = static_cast<std::size_t>(std::floor(10 * value.x() + 1e-9));
            if (at + 1 >= law.size() || shape.points.front().x() == shape.points.back().x()) continue;
            const double share = 10 * value.x() - static_cast<double>(at);
            const double nu = law[at] + share * (law[at + 1] - law[at]);
            EXPECT_NEAR(place.y(), figure.placeOf(0, nu).y(), 2 * kPixel) << value.x();
            ++checked;
        }
    }
    EXPECT_GT(checked, 10U);
}

TEST_P(DrawnOverlay, BayesLinesAreTwoNormalTails) {
    const DrawnFigure figure(spec(), step(), "errors", {{"step_axis", "linear"}});
    // |u| < |v| means (u - v)(u + v) < 0, and both factors are N(1, 2 sigma^2), independent.
    const double tail = 0.5 * std::erfc(1 / (sigma() * std::sqrt(2.0)) / std::sqrt(2.0));
    const double clean = 2 * tail * (1 - tail), noisy = eta() + (1 - 2 * eta()) * clean;
    std::vector<double> levels;
    for (const SvgShape& shape : inside(figure, figure.picture().strokedWith(figure.palette().muted))) {
        const QPointF first = figure.valueAt(shape.points.front()),
                      last = figure.valueAt(shape.points.back());
        if (shape.points.size() == 2 && first.y() == last.y() && first.x() != last.x())
            levels.push_back(first.y());
    }
    for (const double expected : {clean, noisy}) {
        EXPECT_TRUE(std::ranges::any_of(levels, [&](double y) { return std::abs(y - expected) < 5e-4; }))
            << expected;
    }
}

TEST_P(DrawnOverlay, BoundaryIsWhereTheNetworkIsZero) {
    const DrawnFigure figure(spec(), step(), "projection", {{"field", "slice"}, {"band", false}});
    const PlainNetwork now = network();
    double largest = 0;
    for (const double angle : {0.0, 1.0, 2.0, 3.0, 4.0, 5.0})
        largest = std::max(largest, std::abs(now.output(std::cos(angle), std::sin(angle))));
    std::size_t checked = 0;
    for (const SvgShape& shape : inside(figure, figure.picture().strokedWith(figure.palette().boundary))) {
        for (const QPointF& place : shape.points) {
            const QPointF value = figure.valueAt(place);
            // On a ray through 0 a network without biases grows with the distance.
            EXPECT_LT(std::abs(now.output(value.x(), value.y())),
                      4e-3 * largest * (1 + std::hypot(value.x(), value.y())))
                << value.x() << ", " << value.y();
            ++checked;
        }
    }
    EXPECT_GT(checked, 3U);
}

TEST_P(DrawnOverlay, BandIsWhereOneInTenIsAnsweredOtherwise) {
    const DrawnFigure figure(spec(), step(), "projection", {{"field", "cluster-average"}, {"band", true}});
    const PlainNetwork now = network();
    std::mt19937 bits(3);
    std::normal_distribution<double> normal(0, sigma());
    std::vector<SvgShape> lines;
    for (const SvgShape& shape : inside(figure, figure.picture().strokedWith(figure.palette().boundary))) {
        if (shape.isDashed) lines.push_back(shape);
    }
    ASSERT_FALSE(lines.empty());
    // Noise across the plane of the means, which are the first two coordinates or rotated ones.
    std::vector<std::vector<double>> across;
    for (int draw = 0; draw < 600; ++draw) {
        std::vector<double> z(now.dimension);
        for (double& value : z) value = normal(bits);
        for (std::size_t mean = 0; mean < 2; ++mean) {
            double along = 0;
            for (std::size_t k = 0; k < z.size(); ++k) along += z[k] * now.mu[mean * z.size() + k];
            for (std::size_t k = 0; k < z.size(); ++k) z[k] -= along * now.mu[mean * z.size() + k];
        }
        across.push_back(std::move(z));
    }
    double error = 0;
    int checked = 0;
    constexpr qsizetype kPlaces = 5;  // of a line
    for (std::size_t i = 0; i < std::min<std::size_t>(lines.size(), 12); ++i) {
        for (qsizetype k = 0; k < kPlaces; ++k) {
            const QPolygonF& points = lines[i].points;
            const QPointF value = figure.valueAt(points[(2 * k + 1) * points.size() / (2 * kPlaces)]);
            double share = 0;
            for (const std::vector<double>& z : across) share += now.output(value.x(), value.y(), z) > 0;
            share /= static_cast<double>(across.size());
            error += std::min(std::abs(share - 0.1), std::abs(share - 0.9));
            ++checked;
        }
    }
    EXPECT_LT(error / checked, 0.05) << "three standard errors of 600 draws and what two moments miss";
}

TEST_P(DrawnOverlay, LemmaFourteensLineIsTwiceTheLearningTime) {
    const DrawnFigure figure(spec(), step(), "neuron-curves",
                             {{"quantity", "norm"}, {"step_axis", "linear"}});
    const double slope =
        2 * spec().training.stepSize / std::sqrt(static_cast<double>(spec().network.neurons));
    std::size_t checked = 0;
    for (const SvgShape& shape : inside(figure, figure.picture().strokedWith(figure.palette().noiseLine))) {
        for (const QPointF& place : shape.points) {
            const double step = figure.valueAt(place).x();
            EXPECT_NEAR(place.y(), figure.placeOf(0, slope * step).y(), kPixel) << step;
            ++checked;
        }
    }
    EXPECT_GT(checked, 3U);
}

TEST_P(DrawnOverlay, RidgeMedianIsTheMedianOfTheNeurons) {
    const DrawnFigure figure(spec(), step(), "ridge", {{"mean", "own"}, {"step_axis", "logarithmic"}});
    std::vector<SvgShape> medians;
    for (const SvgShape& shape : inside(figure, figure.picture().strokedWith(figure.palette().text))) {
        if (!shape.isDashed && shape.width == 2) medians.push_back(shape);
    }
    ASSERT_EQ(medians.size(), 1U);
    std::size_t checked = 0;
    for (const QPointF& place : medians[0].points) {
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
        const double median = (cosines[cosines.size() / 2] + cosines[(cosines.size() - 1) / 2]) / 2;
        EXPECT_NEAR(value.y(), median, 2.0 / 41) << "a bin of the history, at step " << at;
        ++checked;
    }
    EXPECT_GE(checked, 2U);
}

TEST_P(DrawnOverlay, SpectrumIsThatOfAFullDecomposition) {
    const DrawnFigure figure(spec(), step(), "spectrum", {{"view", "values"}});
    const PlainNetwork now = network();
    const Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>> w(
        now.w.data(), static_cast<Eigen::Index>(now.neurons), static_cast<Eigen::Index>(now.dimension));
    const Eigen::VectorXd values = Eigen::BDCSVD<Eigen::MatrixXd>(w).singularValues();
    // The two largest are discs, drawn last, the others smaller ones.
    std::vector<QPointF> discs;
    for (const SvgShape& shape : figure.picture().shapes) {
        const QRectF box = shape.points.boundingRect();
        const QPointF value = figure.valueAt(box.center());
        const bool isDisc =
            std::abs(box.width() - box.height()) < 0.02 && box.width() < 12 && box.width() > 1;
        const double rank = std::round(value.x());
        if (isDisc && std::abs(value.x() - rank) < 0.02 && rank >= 1) discs.push_back({rank, value.y()});
    }
    ASSERT_GE(discs.size(), static_cast<std::size_t>(values.size()));
    for (Eigen::Index i = 0; i < values.size(); ++i) {
        EXPECT_TRUE(std::ranges::any_of(discs,
                                        [&](const QPointF& disc) {
                                            return disc.x() == static_cast<double>(i + 1) &&
                                                   std::abs(disc.y() - values[i]) < 2e-3 * values[0];
                                        }))
            << i << ": " << values[i];
    }
}

TEST_P(DrawnOverlay, ConditionsAreCountedOverTheNeurons) {
    const DrawnFigure figure(spec(), step(), "conditions");
    const PlainNetwork start = test::networkAt(spec(), 0), now = network();
    std::size_t inside = 0, candidates = 0;
    double largest = 0;
    const double unit = spec().training.stepSize / std::sqrt(static_cast<double>(now.neurons));
    std::array<int, 4> sets{};
    for (std::size_t j = 0; j < now.neurons; ++j) {
        if (now.a[j] == 0) continue;
        const int own = now.a[j] > 0 ? 0 : 1;
        if (start.along(j, own) == 0) continue;
        ++sets[static_cast<std::size_t>(2 * own + (start.along(j, own) > 0 ? 0 : 1))];
        const double ratio = std::abs(now.along(j, 1 - own)) / unit;
        largest = std::max(largest, ratio);
        inside += ratio <= 3;
        ++candidates;
    }
    const QString words = figure.picture().words();
    // The cells of a row are drawn from the right to the left.
    const QString share = percentLabel(static_cast<double>(inside) / static_cast<double>(candidates));
    EXPECT_TRUE(words.contains(share + QStringLiteral("almost orthogonal"))) << words.toStdString();
    EXPECT_TRUE(words.contains(QStringLiteral("the largest is %1 α|a|").arg(numberLabel(largest))))
        << largest << " in " << words.toStdString();
    const QString expected = numberLabel(static_cast<double>(now.neurons) / 4);
    for (const int count : sets)
        EXPECT_TRUE(words.contains(expected + countLabel(count) + QStringLiteral("towards"))) << count;
}

/// Where gradient descent at f = 0 moves a neuron with a > 0, up to a factor: the mean of y x over the
/// samples on which it is active, by drawing them.
QPointF pushAt(const QPointF& at, double perpendicular, double sigma) {
    std::mt19937 bits(5);
    std::normal_distribution<double> normal(0, sigma);
    QPointF sum;
    constexpr int kDraws = 40000;
    for (int i = 0; i < kDraws; ++i) {
        const double side = i % 2 == 0 ? 1 : -1;
        const bool first = i / 2 % 2 == 0;
        const QPointF x(normal(bits) + (first ? side : 0), normal(bits) + (first ? 0 : side));
        const double z = at.x() * x.x() + at.y() * x.y() + perpendicular * normal(bits);
        if (z > 0) sum += (first ? 1 : -1) * x;
    }
    return sum / kDraws;
}

TEST_P(DrawnOverlay, ArrowsAreTheMeanStepOverDrawnSamples) {
    const DrawnFigure figure(spec(), step(), "neuron-plane", {{"flow", true}});
    const PlainNetwork now = network();
    std::vector<double> across;
    for (std::size_t j = 0; j < now.neurons; ++j)
        across.push_back(std::sqrt(std::pow(now.norm(j), 2) - std::pow(now.along(j, 0), 2) -
                                   std::pow(now.along(j, 1), 2)));
    std::sort(across.begin(), across.end());
    const double perpendicular = (across[across.size() / 2] + across[(across.size() - 1) / 2]) / 2;
    std::vector<SvgShape> lines;
    for (const SvgShape& shape :
         inside(figure, figure.picture().strokedWith(figure.palette().neuronPositive))) {
        if (shape.points.size() == 2 && !shape.isDashed) lines.push_back(shape);
    }
    // The two lines of a head begin at the tip, where the shaft ends.
    std::vector<std::pair<QPointF, QPointF>> shafts;
    for (const SvgShape& line : lines) {
        const bool hasHead = std::ranges::any_of(lines, [&](const SvgShape& other) {
            return (other.points[0] - line.points[1]).manhattanLength() < 1e-3;
        });
        if (hasHead) shafts.emplace_back(line.points[0], line.points[1] - line.points[0]);
    }
    ASSERT_GT(shafts.size(), 20U);
    double longest = 0, farthest = 0;
    for (const auto& [from, along] : shafts) longest = std::max(longest, std::hypot(along.x(), along.y()));
    std::vector<std::array<double, 2>> lengths;
    for (std::size_t i = 0; i < shafts.size(); i += 9) {
        const auto& [from, along] = shafts[i];
        const double length = std::hypot(along.x(), along.y());
        if (length < 0.3 * longest) continue;
        const QPointF push = pushAt(figure.valueAt(from), perpendicular, sigma());
        const double turned = std::atan2(-along.y(), along.x()) - std::atan2(push.y(), push.x());
        EXPECT_LT(std::abs(std::sin(turned / 2)), std::sin(0.03)) << "3.4 degrees; arrow " << i;
        lengths.push_back({length, std::hypot(push.x(), push.y())});
        farthest = std::max(farthest, lengths.back()[1] / length);
    }
    for (const auto& [drawn, drawnBySamples] : lengths)
        EXPECT_NEAR(drawnBySamples / drawn / farthest, 1, 0.08);
}

INSTANTIATE_TEST_SUITE_P(Scenarios, DrawnOverlay,
                         testing::Values(test::DrawnMoment{"crisp-clusters", 60},
                                         test::DrawnMoment{"first-screen", 100},
                                         test::DrawnMoment{"too-much-noise", 40}));

}  // namespace
