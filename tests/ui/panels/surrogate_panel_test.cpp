#include "ui/panels/surrogate_panel.h"

#include <cmath>
#include <numbers>

#include "core/spec/data_kinds.h"
#include "tests/support/drawn_figure.h"
#include "tests/support/shown_panel.h"
#include "tests/support/small_spec.h"
#include "ui/look/number_format.h"

using namespace featurescope;
using namespace featurescope::ui;
using test::DrawnFigure;
using test::SvgShape;

namespace {

constexpr std::int64_t kStep = 5;

ExperimentSpec signNeurons(Surrogate surrogate) {
    ExperimentSpec spec = test::smallSpec();
    spec.network.activation = Activation::sign;
    spec.network.surrogate = surrogate;
    spec.network.initVariance = 0.05;
    if (surrogate == Surrogate::fourier) spec.network.surrogateTerms = 4;
    return spec;
}

double cosines(double h) {
    double sum = 0;
    for (int i = 0; i < 4; ++i) sum += std::cos((2 * i + 1) * 0.5 * h);
    return std::abs(h) <= 1 ? 4 * 0.5 / std::numbers::pi * sum : 0;
}

double sines(double h) {
    double sum = 0;
    for (int i = 0; i < 4; ++i) sum += std::sin((2 * i + 1) * 0.5 * std::clamp(h, -1.0, 1.0)) / (2 * i + 1);
    return 4 / std::numbers::pi * sum;
}

/// Points of long lines of this colour lie on a function, except at the jumps of it.
void expectOn(const DrawnFigure& figure, const QColor& color, double (*function)(double)) {
    std::size_t checked = 0;
    for (const SvgShape& line : figure.picture().strokedWith(color)) {
        if (line.points.size() < 100) continue;
        for (const QPointF& place : line.points) {
            const double h = figure.valueAt(place).x();
            if (std::abs(std::abs(h) - 1) < 0.01) continue;
            EXPECT_NEAR(place.y(), figure.placeOf(h, function(h)).y(), 1) << h;
            ++checked;
        }
    }
    EXPECT_GT(checked, 100U);
}

class FourierSurrogate : public testing::Test {
  protected:
    ExperimentSpec spec = signNeurons(Surrogate::fourier);
    DrawnFigure figure{spec, kStep, QStringLiteral("surrogate")};
};

TEST_F(FourierSurrogate, DrawsTheCosinesAndTheirIntegral) {
    expectOn(figure, figure.palette().curveCorrupted, cosines);
    expectOn(figure, figure.palette().curveClean, sines);
}

TEST_F(FourierSurrogate, BarsAreTheCountsOfThePreactivations) {
    const test::PlainNetwork network = test::networkAt(spec, kStep);
    const Dataset<float> data = drawDataset<float>(spec.data, spec.seeds, {});
    std::vector<int> counts(160, 0);
    for (std::size_t j = 0; j < network.neurons; ++j) {
        for (Eigen::Index i = 0; i < data.train.inputs.cols(); ++i) {
            double h = 0;
            for (std::size_t k = 0; k < network.dimension; ++k)
                h += network.w[j * network.dimension + k] *
                     static_cast<double>(data.train.inputs(static_cast<Eigen::Index>(k), i));
            if (std::abs(h) < 2) ++counts[static_cast<std::size_t>(std::floor(h * 40) + 80)];
        }
    }
    const int largest = *std::ranges::max_element(counts);
    const double tallest = 0.6 * figure.plot().yAxis().high;
    const std::vector<SvgShape> bars = figure.picture().filledWith(figure.palette().muted);
    int checked = 0, missing = 0;
    for (std::size_t bin = 0; bin < counts.size(); ++bin) {
        if (counts[bin] == 0) continue;
        const double middle = (static_cast<double>(bin) + 0.5) / 40 - 2;
        const QPointF top = figure.placeOf(middle, tallest * counts[bin] / largest);
        missing += std::ranges::none_of(bars, [&](const SvgShape& bar) {
            const QRectF box = bar.points.boundingRect();
            return std::abs(box.center().x() - top.x()) < 0.5 && std::abs(box.top() - top.y()) < 0.5;
        });
        ++checked;
    }
    EXPECT_GT(checked, 20);
    EXPECT_LE(missing, 2) << "rounding may move a count into the next bar";
}

TEST_F(FourierSurrogate, SaysTheDerivativeThatIsPointedAt) {
    const auto panel = test::shownPanel("surrogate", figure.content());
    const PlotMapping map = test::plotOf(*panel).mapping();
    const QPoint pixel = map.at(0.4, 1.2).toPoint();
    const QString text = test::pointedAt(*panel, 0.4, 1.2);
    EXPECT_TRUE(text.contains(numberLabel(cosines(map.xAt(pixel.x()))).left(4))) << text.toStdString();
    EXPECT_TRUE(test::legendOf(*panel).contains(QStringLiteral("partial sum")));
}

TEST(StraightThrough, IsOneWhereThePreactivationIsSmall) {
    const DrawnFigure figure(signNeurons(Surrogate::straightThrough), kStep, QStringLiteral("surrogate"));
    expectOn(figure, figure.palette().curveCorrupted, [](double h) { return std::abs(h) <= 1 ? 1.0 : 0.0; });
    expectOn(figure, figure.palette().curveClean, [](double h) { return std::clamp(h, -1.0, 1.0); });
}

TEST(SurrogatePanel, SaysThatOtherActivationsNeedNone) {
    const DrawnFigure figure(test::smallSpec(), 1, QStringLiteral("surrogate"));
    EXPECT_TRUE(figure.picture().words().contains(QStringLiteral("activation sign")))
        << figure.picture().words().toStdString();
}

}  // namespace
