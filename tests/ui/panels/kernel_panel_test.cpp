#include "ui/panels/kernel_panel.h"

#include <algorithm>
#include <cmath>

#include "core/spec/data_kinds.h"
#include "tests/support/drawn_figure.h"
#include "tests/support/shown_panel.h"
#include "tests/support/small_spec.h"
#include "ui/look/number_format.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

constexpr std::int64_t kStep = 20;
constexpr std::size_t kTests = 30;

/// The kernel of a small run by plain loops over its weights, samples sorted by their clean labels.
class KernelPanelTest : public testing::Test {
  protected:
    ExperimentSpec spec = test::sizedSpec({.testSamples = kTests});
    test::DrawnFigure figure{spec, kStep, QStringLiteral("kernel")};
    test::PlainNetwork network = test::networkAt(spec, kStep);
    Dataset<float> data = drawDataset<float>(spec.data, spec.seeds, {});
    std::vector<std::size_t> order = [this] {
        std::vector<std::size_t> sorted;
        for (const int label : {-1, 1}) {
            for (std::size_t i = 0; i < kTests; ++i) {
                if (data.test.cleanLabels[i] == label) sorted.push_back(i);
            }
        }
        return sorted;
    }();

    double input(std::size_t k, std::size_t i) const {
        return static_cast<double>(
            data.test.inputs(static_cast<Eigen::Index>(k), static_cast<Eigen::Index>(i)));
    }
    bool fires(std::size_t j, std::size_t i) const {
        double z = 0;
        for (std::size_t k = 0; k < network.dimension; ++k)
            z += network.w[j * network.dimension + k] * input(k, i);
        return z > 0;
    }
    double kernel(std::size_t one, std::size_t other) const {
        double product = 0, slopes = 0;
        for (std::size_t k = 0; k < network.dimension; ++k) product += input(k, one) * input(k, other);
        for (std::size_t j = 0; j < network.neurons; ++j)
            slopes += fires(j, one) && fires(j, other) ? network.a[j] * network.a[j] : 0;
        return product * slopes;
    }
    double alignment() const {
        std::vector<double> rows(kTests, 0);
        double all = 0, label = 0;
        for (std::size_t i = 0; i < kTests; ++i) {
            for (std::size_t k = 0; k < kTests; ++k) rows[i] += kernel(i, k) / kTests;
            all += rows[i] / kTests;
            label += data.test.cleanLabels[i] / static_cast<double>(kTests);
        }
        double product = 0, size = 0, square = 0;
        for (std::size_t i = 0; i < kTests; ++i) {
            square += std::pow(data.test.cleanLabels[i] - label, 2);
            for (std::size_t k = 0; k < kTests; ++k) {
                const double centred = kernel(i, k) - rows[i] - rows[k] + all;
                product += centred * (data.test.cleanLabels[i] - label) * (data.test.cleanLabels[k] - label);
                size += centred * centred;
            }
        }
        return product / (std::sqrt(size) * square);
    }
};

TEST_F(KernelPanelTest, SaysTheAlignmentBesideTheTitle) {
    const auto panel = test::shownPanel("kernel", figure.content());
    const QString text = QStringLiteral("alignment ") + numberLabel(alignment());
    EXPECT_TRUE(test::legendOf(*panel).contains(text))
        << test::legendOf(*panel).toStdString() << ", expected " << text.toStdString();
    EXPECT_TRUE(panel->summary().contains(numberLabel(alignment())));
    EXPECT_TRUE(figure.picture().words().contains(numberLabel(alignment()))) << "in a figure, too";
}

TEST_F(KernelPanelTest, SaysTheKernelOfThePairThatIsPointedAt) {
    const auto panel = test::shownPanel("kernel", figure.content());
    const std::vector<std::pair<std::size_t, std::size_t>> pairs{{0, 0}, {2, 27}, {15, 8}};
    for (const auto& [row, column] : pairs) {
        const double expected = kernel(order[row], order[column]);
        const QString text = test::pointedAt(*panel, static_cast<double>(column) + 0.5,
                                             static_cast<double>(kTests - row) - 0.5);
        EXPECT_TRUE(text.contains(numberLabel(expected))) << expected << " in " << text.toStdString();
    }
}

TEST_F(KernelPanelTest, ItsColoursAreThoseOfTheSigns) {
    const auto panel = test::shownPanel("kernel", figure.content());
    PlotView& plot = test::plotOf(*panel);
    const QImage picture = plot.grab().toImage();
    int positive = 0, negative = 0;
    for (std::size_t row = 0; row < kTests; ++row) {
        for (std::size_t column = 0; column < kTests; ++column) {
            const double value = kernel(order[row], order[column]);
            const QPointF place =
                plot.mapping().at(static_cast<double>(column) + 0.5, kTests - static_cast<double>(row) - 0.5);
            const QColor pixel = picture.pixelColor(place.toPoint());
            // What is small is pale; only what is clearly there must have its colour.
            if (std::abs(value) < 0.05) continue;
            EXPECT_EQ(pixel.blue() > pixel.red(), value > 0) << row << ", " << column << ": " << value;
            (value > 0 ? positive : negative) += 1;
        }
    }
    EXPECT_GT(positive, 50);
    EXPECT_GT(negative, 0);
}

TEST_F(KernelPanelTest, NamesTheLabelsAtItsAxes) {
    const QString words = figure.picture().words();
    EXPECT_TRUE(words.contains(QStringLiteral("y = −1"))) << words.toStdString();
    EXPECT_TRUE(words.contains(QStringLiteral("test samples, by target"))) << words.toStdString();
}

}  // namespace
