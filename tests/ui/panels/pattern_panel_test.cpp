#include "ui/panels/pattern_panel.h"

#include <QSignalSpy>
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

constexpr std::int64_t kStep = 40;

/// A run with few samples, its weights in the open, and which neurons fire by plain loops.
class PatternPanelTest : public testing::Test {
  protected:
    ExperimentSpec spec = test::sizedSpec({.dimension = 8, .trainSamples = 24, .neurons = 21});
    DrawnFigure figure{spec, kStep, QStringLiteral("pattern")};
    PlainNetwork network = test::networkAt(spec, kStep);
    Dataset<float> data = drawDataset<float>(spec.data, spec.seeds, {});
    std::vector<std::size_t> neurons = ordered(network.neurons, [this](std::size_t j) {
        return network.a[j] > 0 ? 0 : network.a[j] < 0 ? 1 : 2;
    });
    std::vector<std::size_t> samples =
        ordered(24, [this](std::size_t i) { return data.train.labels[i] > 0 ? 0 : 1; });

    template <typename Key>
    static std::vector<std::size_t> ordered(std::size_t count, const Key& keyOf) {
        std::vector<std::size_t> order;
        for (int key = 0; key < 3; ++key) {
            for (std::size_t i = 0; i < count; ++i) {
                if (keyOf(i) == key) order.push_back(i);
            }
        }
        return order;
    }

    bool fires(std::size_t j, std::size_t i) const {
        double z = 0;
        for (std::size_t k = 0; k < network.dimension; ++k)
            z += network.w[j * network.dimension + k] *
                 static_cast<double>(
                     data.train.inputs(static_cast<Eigen::Index>(k), static_cast<Eigen::Index>(i)));
        return z > 0;
    }

    double ownShare() const {
        double own = 0, pairs = 0;
        for (std::size_t j = 0; j < network.neurons; ++j) {
            for (std::size_t i = 0; i < 24 && network.a[j] != 0; ++i, ++pairs)
                own += fires(j, i) == (network.a[j] * data.train.labels[i] > 0);
        }
        return own / pairs;
    }

    bool isLit(std::size_t row, std::size_t column, const QColor& color) const {
        const QPointF middle =
            figure.placeOf(static_cast<double>(column) + 0.5, 24 - static_cast<double>(row) - 0.5);
        const std::vector<SvgShape> lamps = figure.picture().filledWith(color);
        return std::ranges::any_of(
            lamps, [&](const SvgShape& lamp) { return lamp.points.boundingRect().contains(middle); });
    }
};

TEST_F(PatternPanelTest, LightsALampWhereANeuronFires) {
    const Palette& palette = figure.palette();
    int lit = 0;
    for (std::size_t row = 0; row < 24; ++row) {
        for (std::size_t column = 0; column < network.neurons; ++column) {
            const std::size_t j = neurons[column];
            const QColor& color = network.a[j] > 0   ? palette.neuronPositive
                                  : network.a[j] < 0 ? palette.neuronNegative
                                                     : palette.muted;
            EXPECT_EQ(isLit(row, column, color), fires(j, samples[row])) << row << ", " << column;
            lit += fires(j, samples[row]);
        }
    }
    EXPECT_GT(lit, 50);
    EXPECT_LT(lit, 24 * 21 - 50);
}

TEST_F(PatternPanelTest, SaysTheShareOfTheOwnPatternBesideTheTitle) {
    const auto panel = test::shownPanel("pattern", figure.content());
    const QString share = percentLabel(ownShare());
    EXPECT_TRUE(test::legendOf(*panel).contains(QStringLiteral("own pattern ") + share))
        << test::legendOf(*panel).toStdString() << ", expected " << share.toStdString();
    EXPECT_TRUE(figure.picture().words().contains(share)) << "in a figure, too";
    EXPECT_TRUE(panel->summary().contains(share));
}

TEST_F(PatternPanelTest, SaysWhichLampIsPointedAt) {
    const auto panel = test::shownPanel("pattern", figure.content());
    for (const auto& [row, column] : {std::pair{3, 2}, std::pair{20, 17}, std::pair{0, 20}}) {
        const std::size_t j = neurons[static_cast<std::size_t>(column)];
        const std::size_t i = samples[static_cast<std::size_t>(row)];
        const QString text = test::pointedAt(*panel, column + 0.5, 24 - row - 0.5);
        EXPECT_TRUE(text.contains(QStringLiteral("neuron %1:").arg(j))) << text.toStdString();
        EXPECT_TRUE(text.contains(QStringLiteral("sample %1:").arg(i))) << text.toStdString();
        EXPECT_EQ(text.contains(QStringLiteral("fires")), fires(j, i)) << text.toStdString();
    }
}

TEST_F(PatternPanelTest, AClickPicksTheNeuronOut) {
    const auto panel = test::shownPanel("pattern", figure.content());
    QSignalSpy wanted(panel.get(), &Panel::selectionWanted);
    PlotView& plot = test::plotOf(*panel);
    QTest::mouseClick(plot.viewport(), Qt::LeftButton, {}, plot.mapping().at(4.5, 3.5).toPoint());
    ASSERT_TRUE(wanted.size() == 1 || wanted.wait(1000));
    EXPECT_EQ(wanted[0][0].value<Selection>().neurons,
              std::vector<std::int32_t>{static_cast<std::int32_t>(neurons[4])});
}

TEST(PatternPanel, SaysWhyItIsEmptyForManySamples) {
    const DrawnFigure figure(test::sizedSpec({.trainSamples = 65}), 0, QStringLiteral("pattern"));
    EXPECT_TRUE(figure.picture().words().contains(QStringLiteral("at most 64 training samples")))
        << figure.picture().words().toStdString();
    EXPECT_TRUE(figure.picture().filledWith(figure.palette().neuronPositive).empty());
}

TEST(PatternPanel, DrawsAnEvenChoiceOfManyNeurons) {
    const DrawnFigure figure(test::sizedSpec({.trainSamples = 8, .neurons = 1200}), 0,
                             QStringLiteral("pattern"));
    EXPECT_DOUBLE_EQ(figure.plot().xAxis().high, 512);
    EXPECT_TRUE(figure.plot().xAxis().title.contains(QStringLiteral("512 of 1")));
}

}  // namespace
