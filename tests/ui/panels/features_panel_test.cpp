#include "ui/panels/features_panel.h"

#include <Eigen/SVD>
#include <cmath>

#include "core/spec/data_kinds.h"
#include "tests/support/drawn_figure.h"
#include "tests/support/shown_panel.h"
#include "tests/support/small_spec.h"
#include "ui/look/number_format.h"

using namespace featurescope;
using namespace featurescope::ui;
using test::DrawnFigure;
using test::PlainNetwork;
using test::SvgShape;

namespace {

constexpr std::int64_t kStep = 25;
constexpr std::size_t kNeurons = 7;

std::vector<double> sharesOf(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += std::abs(value);
    std::vector<double> shares;
    for (const double value : values) shares.push_back(std::abs(value) / sum);
    return shares;
}

class FeaturesPanelTest : public testing::Test {
  protected:
    ExperimentSpec spec = [] {
        ExperimentSpec made = test::sizedSpec({.neurons = kNeurons});
        made.network.trained = TrainedLayers::second;
        made.network.initVariance = 0.1;
        return made;
    }();
    DrawnFigure figure{spec, kStep, QStringLiteral("features")};
    PlainNetwork network = test::networkAt(spec, kStep);

    /// First right singular vector of relu(X W').
    std::vector<double> principalShares() const {
        const Dataset<float> data = drawDataset<float>(spec.data, spec.seeds, {});
        const auto n = data.train.inputs.cols();
        Eigen::MatrixXd rows(n, static_cast<Eigen::Index>(kNeurons));
        for (Eigen::Index i = 0; i < n; ++i) {
            for (std::size_t j = 0; j < kNeurons; ++j) {
                double z = 0;
                for (std::size_t k = 0; k < network.dimension; ++k)
                    z += network.w[j * network.dimension + k] *
                         static_cast<double>(data.train.inputs(static_cast<Eigen::Index>(k), i));
                rows(i, static_cast<Eigen::Index>(j)) = std::max(0.0, z);
            }
        }
        const Eigen::VectorXd first =
            Eigen::JacobiSVD<Eigen::MatrixXd>(rows, Eigen::ComputeThinV).matrixV().col(0);
        return sharesOf({first.begin(), first.end()});
    }

    /// Whether a bar of this height is drawn around j + 1 with this colour of its line.
    bool hasBar(std::size_t j, double height, const QColor& stroke, bool isDashed) const {
        const QPointF top = figure.placeOf(static_cast<double>(j + 1), height);
        const std::vector<SvgShape> shapes = figure.picture().strokedWith(stroke);
        return std::ranges::any_of(shapes, [&](const SvgShape& shape) {
            const QRectF box = shape.points.boundingRect();
            return shape.isDashed == isDashed && std::abs(box.center().x() - top.x()) < 0.5 &&
                   std::abs(box.top() - top.y()) < 0.5 && box.width() > 10;
        });
    }
};

TEST_F(FeaturesPanelTest, BarsAreTheSharesOfTheOutputWeights) {
    const std::vector<double> shares = sharesOf(network.a);
    for (std::size_t j = 0; j < kNeurons; ++j)
        EXPECT_TRUE(hasBar(j, shares[j], figure.palette().accent, false)) << j << ": " << shares[j];
    const auto panel = test::shownPanel("features", figure.content());
    EXPECT_TRUE(test::pointedAt(*panel, 3, 0.01).contains(percentLabel(shares[2])));
}

TEST_F(FeaturesPanelTest, OutlinesAreTheFirstPrincipalDirection) {
    const std::vector<double> limit = principalShares();
    for (std::size_t j = 0; j < kNeurons; ++j)
        EXPECT_TRUE(hasBar(j, limit[j], figure.palette().text, true)) << j << ": " << limit[j];
    const auto panel = test::shownPanel("features", figure.content());
    EXPECT_TRUE(test::pointedAt(*panel, 5, 0.01).contains(percentLabel(limit[4])));
}

TEST_F(FeaturesPanelTest, HasNoLimitWhereTheFeaturesMove) {
    spec.network.trained = TrainedLayers::both;
    const DrawnFigure moving(spec, 3, QStringLiteral("features"));
    const auto panel = test::shownPanel("features", moving.content());
    EXPECT_FALSE(test::legendOf(*panel).contains(QStringLiteral("limit")));
    EXPECT_TRUE(
        test::legendOf(*test::shownPanel("features", figure.content())).contains(QStringLiteral("limit")));
}

TEST_F(FeaturesPanelTest, ShowsTheRunsThatAreCompared) {
    PanelContent content = figure.content();
    content.pinned = {{.name = QStringLiteral("other"), .difference = {}, .snapshot = content.snapshot}};
    EXPECT_TRUE(test::legendOf(*test::shownPanel("features", content)).contains(QStringLiteral("other")));
}

TEST(FeaturesPanel, SaysWhyItIsEmptyForManyNeurons) {
    const DrawnFigure figure(test::sizedSpec({.neurons = 65}), 0, QStringLiteral("features"));
    EXPECT_TRUE(figure.picture().words().contains(QStringLiteral("at most 64 neurons")))
        << figure.picture().words().toStdString();
}

}  // namespace
