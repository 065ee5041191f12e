#include "ui/panels/target_panel.h"

#include <cmath>

#include "core/run/staged_run.h"
#include "core/spec/data_kinds.h"
#include "tests/support/drawn_figure.h"
#include "tests/support/shown_panel.h"
#include "tests/support/small_spec.h"
#include "ui/exporting/moment.h"
#include "ui/look/number_format.h"

using namespace featurescope;
using namespace featurescope::ui;
using test::DrawnFigure;
using test::SvgShape;

namespace {

constexpr std::int64_t kStep = 60;

class TargetPanelTest : public testing::Test {
  protected:
    ExperimentSpec spec = [] {
        ExperimentSpec made = test::smallSpec();
        SingleIndex source;
        source.dimension = 6;
        source.trainSamples = 40;
        source.testSamples = 70;
        source.link = Link::mix;
        source.noise = 0.3;
        made.data = source;
        made.training.loss = Loss::squared;
        made.training.stepSize = 0.05;
        return made;
    }();
    DrawnFigure figure{spec, kStep, QStringLiteral("target")};
    test::PlainNetwork network = test::networkAt(spec, kStep);
    Dataset<float> data = drawDataset<float>(spec.data, spec.seeds, {});

    double along(const SampleSet<float>& set, Eigen::Index i) const {
        double sum = 0, square = 0;
        for (Eigen::Index k = 0; k < 6; ++k) {
            const auto theta = static_cast<double>(data.directions(k, 0));
            sum += static_cast<double>(set.inputs(k, i)) * theta;
            square += theta * theta;
        }
        return sum / std::sqrt(square);
    }
    double output(const SampleSet<float>& set, Eigen::Index i) const {
        double f = 0;
        for (std::size_t j = 0; j < network.neurons; ++j) {
            double z = 0;
            for (Eigen::Index k = 0; k < 6; ++k)
                z += network.w[j * 6 + static_cast<std::size_t>(k)] * static_cast<double>(set.inputs(k, i));
            f += network.a[j] * std::max(0.0, z);
        }
        return f;
    }
};

TEST_F(TargetPanelTest, RingsAreTheOutputsOnTrainingSamples) {
    const std::vector<SvgShape> shapes = figure.picture().strokedWith(figure.palette().curveTrain);
    for (Eigen::Index i = 0; i < 40; ++i) {
        const QPointF expected = figure.placeOf(along(data.train, i), output(data.train, i));
        EXPECT_TRUE(std::ranges::any_of(shapes, [&](const SvgShape& shape) {
            const QRectF box = shape.points.boundingRect();
            return std::abs(box.width() - 6) < 0.1 && std::abs(box.height() - 6) < 0.1 &&
                   (box.center() - expected).manhattanLength() < 0.5;
        })) << i;
    }
}

TEST_F(TargetPanelTest, ItsCurveIsTheLink) {
    const auto& settings = std::get<SingleIndex>(spec.data);
    std::size_t checked = 0;
    for (const SvgShape& line : figure.picture().strokedWith(figure.palette().noiseLine)) {
        if (line.points.size() < 10) continue;
        for (const QPointF& place : line.points) {
            const double u = figure.valueAt(place).x();
            const double c = settings.linkMix;
            const double g = (u + c * (u * u - 1)) / std::sqrt(1 + 2 * c * c);
            EXPECT_NEAR(place.y(), figure.placeOf(u, g).y(), 0.5) << u;
            ++checked;
        }
    }
    EXPECT_GT(checked, 30U);
}

TEST_F(TargetPanelTest, SaysWhichTestSampleIsPointedAt) {
    const auto panel = test::shownPanel("target", figure.content());
    const PlotMapping map = test::plotOf(*panel).mapping();
    int found = 0;
    for (Eigen::Index i = 0; i < 70; ++i) {
        const double u = along(data.test, i), f = output(data.test, i);
        if (!isInside(map.plot, map.at(u, f))) continue;
        const QString text = test::pointedAt(*panel, u, f);
        found += text.contains(QStringLiteral("test sample %1\n").arg(i)) && text.contains(numberLabel(f));
    }
    EXPECT_GT(found, 35) << "others lie on top of the rest";
}

TEST_F(TargetPanelTest, SaysInWordsHowFarTheOutputIsOff) {
    double sum = 0;
    for (Eigen::Index i = 0; i < 70; ++i)
        sum += std::pow(
            output(data.test, i) - static_cast<double>(data.test.cleanTargets[static_cast<std::size_t>(i)]),
            2);
    const auto panel = test::shownPanel("target", figure.content());
    EXPECT_TRUE(panel->summary().contains(numberLabel(std::sqrt(sum / 70))))
        << panel->summary().toStdString() << ", expected " << std::sqrt(sum / 70);
}

TEST(TargetPanel, DrawsManySamplesSmallerInPrint) {
    ExperimentSpec spec = test::smallSpec();
    SingleIndex source;
    source.dimension = 6;
    source.trainSamples = 900;
    source.testSamples = 900;
    spec.data = source;
    spec.training.loss = Loss::squared;
    StagedRun run(spec, {}, nullptr, {});
    MomentMaker maker(run, nullptr);
    const auto ringWidth = [&](bool forPrint) {
        FigureFormat format{.size = {320, 260}, .keepsText = true};
        format.forPrint = forPrint;
        Figure figure(panelSubject("target"), format);
        showMoment(maker, figure);
        std::vector<double> widths;
        for (const SvgShape& shape : test::readSvg(figure.svg()).shapes) {
            if (shape.isEllipse) widths.push_back(shape.points.boundingRect().width());
        }
        std::ranges::sort(widths);
        return widths.empty() ? 0 : widths[widths.size() / 2];
    };
    EXPECT_NEAR(ringWidth(false), 6, 0.1);
    EXPECT_LT(ringWidth(true), 4.5);
    EXPECT_GE(ringWidth(true), 3);
}

TEST(TargetPanel, SaysThatXorDataHaveNoTargetFunction) {
    const DrawnFigure figure(test::smallSpec(), 2, QStringLiteral("target"));
    EXPECT_TRUE(figure.picture().words().contains(QStringLiteral("no target function")))
        << figure.picture().words().toStdString();
}

}  // namespace
