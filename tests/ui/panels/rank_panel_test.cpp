#include "ui/panels/rank_panel.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>

#include "core/spec/scenario_table.h"
#include "tests/support/drawn_figure.h"
#include "tests/support/shown_panel.h"
#include "ui/look/number_format.h"
#include "ui/panels/time_panel.h"

using namespace featurescope;
using namespace featurescope::ui;
using test::DrawnFigure;
using test::SvgShape;

namespace {

constexpr std::int64_t kStep = 10;

ExperimentSpec nearlyOrthogonal() {
    ExperimentSpec spec = scenarioNamed(kDefaultScenario);
    NearOrthogonal data;
    data.dimension = 2000;
    spec.data = data;
    spec.network.neurons = 30;
    spec.network.activation = Activation::leakyRelu;
    spec.network.initVariance = 1e-12;
    spec.training.stepSize = 4;
    return spec;
}

/// Stable rank of the rows whose a has this sign; sign 0 means all.
double stableRank(const test::PlainNetwork& network, int sign) {
    std::vector<std::size_t> rows;
    for (std::size_t j = 0; j < network.neurons; ++j) {
        if (sign == 0 || network.a[j] * sign > 0) rows.push_back(j);
    }
    Eigen::MatrixXd weights(static_cast<Eigen::Index>(rows.size()),
                            static_cast<Eigen::Index>(network.dimension));
    for (std::size_t j = 0; j < rows.size(); ++j) {
        for (std::size_t k = 0; k < network.dimension; ++k)
            weights(static_cast<Eigen::Index>(j), static_cast<Eigen::Index>(k)) =
                network.w[rows[j] * network.dimension + k];
    }
    const Eigen::MatrixXd products = weights * weights.transpose();
    return products.trace() / products.operatorNorm();
}

/// Of a point from a line between two others.
double distance(const QPointF& point, const QPointF& from, const QPointF& to) {
    const QPointF along = to - from, away = point - from;
    const double square = QPointF::dotProduct(along, along);
    const double share = square > 0 ? std::clamp(QPointF::dotProduct(away, along) / square, 0.0, 1.0) : 0;
    return std::hypot(away.x() - share * along.x(), away.y() - share * along.y());
}

class RankPanelTest : public testing::Test {
  protected:
    ExperimentSpec spec = nearlyOrthogonal();
    DrawnFigure figure{spec, kStep, QStringLiteral("rank"), {{"step_axis", "linear"}}};
};

TEST_F(RankPanelTest, DrawsTheRankOfAllNeuronsAndOfEachSign) {
    const Palette& palette = figure.palette();
    const std::pair<int, QColor> curves[] = {
        {0, palette.text}, {1, palette.neuronPositive}, {-1, palette.neuronNegative}};
    for (const std::int64_t step : {0, 1, 4, 10}) {
        const test::PlainNetwork network = test::networkAt(spec, step);
        for (const auto& [sign, color] : curves) {
            const QPointF expected =
                figure.placeOf(static_cast<double>(step), std::log10(stableRank(network, sign)));
            bool isThere = false;
            for (const SvgShape& line : figure.picture().strokedWith(color)) {
                for (qsizetype i = 0; i + 1 < line.points.size(); ++i)
                    isThere = isThere || distance(expected, line.points[i], line.points[i + 1]) < 1;
            }
            EXPECT_TRUE(isThere) << "step " << step << ", sign " << sign;
        }
    }
}

TEST_F(RankPanelTest, DrawsTheLawsAsLevels) {
    const double gamma = 0.1, rho = std::pow((1 - gamma) / (1 + gamma), 2);
    const double limit = 2 * (1 + gamma * gamma) / std::pow(1 + gamma, 2);
    const double first = limit / ((1 + rho / 10) * (1 + rho / 30));
    std::vector<double> levels;
    for (const SvgShape& line : figure.picture().strokedWith(figure.palette().noiseLine)) {
        if (line.points.size() > 1 && line.points.front().y() == line.points.back().y())
            levels.push_back(std::pow(10.0, figure.valueAt(line.points.front()).y()));
    }
    for (const double expected : {limit, first}) {
        EXPECT_TRUE(std::ranges::any_of(levels, [&](double y) { return std::abs(y / expected - 1) < 2e-3; }))
            << expected;
    }
}

TEST_F(RankPanelTest, SaysItsNumbersAndWhereTheyComeFrom) {
    const auto panel = test::shownPanel("rank", figure.content());
    panel->setOptions({{QStringLiteral("step_axis"), QStringLiteral("linear")}});
    const double rank = stableRank(test::networkAt(spec, 4), 0);
    EXPECT_TRUE(dynamic_cast<TimePanel&>(*panel).readoutAt(4).contains(numberLabel(rank)))
        << dynamic_cast<TimePanel&>(*panel).readoutAt(4).toStdString() << ", expected " << rank;
    EXPECT_TRUE(panel->summary().contains(numberLabel(stableRank(test::networkAt(spec, kStep), 1))));
    const double limit = 2 * 1.01 / 1.21;
    EXPECT_TRUE(test::pointedAt(*panel, 5, std::log10(limit)).contains(QStringLiteral("(1 + γ)²")));
}

TEST_F(RankPanelTest, HasNoLawForClusters) {
    const DrawnFigure other(scenarioNamed(kDefaultScenario), 3, QStringLiteral("rank"));
    EXPECT_FALSE(other.picture().words().contains(QStringLiteral("law")));
    EXPECT_TRUE(figure.picture().words().contains(QStringLiteral("law")));
}

}  // namespace
