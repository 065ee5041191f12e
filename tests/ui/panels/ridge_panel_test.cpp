#include "ui/panels/ridge_panel.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QCoreApplication>
#include <QLabel>
#include <QTest>

#include "tests/support/sample_snapshot.h"
#include "ui/exporting/image_export.h"
#include "ui/panels/plot_view.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

std::shared_ptr<const Snapshot> snapshotWithHistory() {
    auto snapshot = std::make_shared<Snapshot>(*test::sampleSnapshot());
    NeuronHistory history;
    history.record(0, snapshot->scene->startNeurons);
    for (const std::int64_t step : {1, 2, 5, 20, 39}) history.record(step, snapshot->neurons);
    snapshot->history = history.view();
    return snapshot;
}

class RidgePanelTest : public testing::Test {
  protected:
    RidgePanelTest() : panel(nullptr) {
        content.snapshot = snapshotWithHistory();
        panel.resize(480, 300);
        panel.setLook(Look());
        panel.show();
        panel.showContent(content);
        QCoreApplication::processEvents();
        QObject::connect(&panel, &Panel::stepWanted, [this](std::int64_t step) { wanted = step; });
    }
    PlotView& plot() { return *panel.findChild<PlotView*>(QStringLiteral("plot")); }
    QString readout() const {
        const auto* box = panel.findChild<QLabel*>(QStringLiteral("readout"));
        return box->isVisible() ? box->text() : QString();
    }
    QPoint pixelAt(double step, double place) {
        return plot().mapping().at(std::log10(step + 1), place).toPoint();
    }
    void choose(const char* name) { panel.findChild<QAction*>(QString::fromLatin1(name))->trigger(); }
    int pixelsLike(const QColor& color, const QRect& area) {
        const QImage picture = pictureOf(panel, 1);
        int count = 0;
        for (int y = area.top(); y <= area.bottom(); ++y) {
            for (int x = area.left(); x <= area.right(); ++x) {
                const QColor pixel = picture.pixelColor(x, y);
                count += std::abs(pixel.red() - color.red()) <= 12 &&
                         std::abs(pixel.green() - color.green()) <= 12 &&
                         std::abs(pixel.blue() - color.blue()) <= 12;
            }
        }
        return count;
    }

    RidgePanel panel;
    PanelContent content;
    std::optional<std::int64_t> wanted;
};

TEST_F(RidgePanelTest, ClickAsksForTheRecordedStepUnderTheCursor) {
    QTest::mouseClick(plot().viewport(), Qt::LeftButton, {}, pixelAt(10, 0.5));
    EXPECT_EQ(wanted, 5);
    QTest::mouseClick(plot().viewport(), Qt::LeftButton, {}, pixelAt(0.4, 0.5));
    EXPECT_EQ(wanted, 0);
    wanted.reset();
    // Nothing has been recorded beyond the run.
    QTest::mouseClick(plot().viewport(), Qt::LeftButton, {}, pixelAt(60, 0.5));
    EXPECT_FALSE(wanted.has_value());
}

TEST_F(RidgePanelTest, HoverSaysTheCountOfTheBin) {
    choose("ridge-mu1");
    QTest::mouseMove(plot().viewport(), pixelAt(25, RidgeStrips::kOffset));
    ASSERT_TRUE(QTest::qWaitFor([&] { return !readout().isEmpty(); }, 2000));
    const NeuronHistoryRow& row = content.snapshot->history[4];
    EXPECT_TRUE(readout().startsWith(QStringLiteral("step 20\n"))) << readout().toStdString();
    EXPECT_TRUE(readout().endsWith(
        QStringLiteral(": %1 positive neurons").arg(row.counts[0].positive[kHistoryBins / 2])))
        << readout().toStdString();
}

TEST_F(RidgePanelTest, SignsLieAboveEachOther) {
    choose("ridge-mu2");
    const Palette& palette = paletteFor(Brightness::light);
    const QRect upper(panel.plotRectInPanel().topLeft(),
                      QSize(panel.plotRectInPanel().width(), panel.plotRectInPanel().height() / 2));
    const QRect lower = upper.translated(0, upper.height());
    EXPECT_GT(pixelsLike(palette.neuronPositive, upper), 30);
    EXPECT_EQ(pixelsLike(palette.neuronNegative, upper), 0);
    EXPECT_GT(pixelsLike(palette.neuronNegative, lower), 30);
    EXPECT_EQ(pixelsLike(palette.neuronPositive, lower), 0);
}

TEST_F(RidgePanelTest, OptionsComeBackFromAFile) {
    choose("ridge-mu2");
    RidgePanel other(nullptr);
    other.setOptions(panel.options());
    EXPECT_EQ(other.options(), panel.options());
    EXPECT_EQ(other.options().value(QStringLiteral("mean")).toString(), QStringLiteral("mu2"));
}

TEST_F(RidgePanelTest, SaysInWordsHowTheMedianMoved) {
    EXPECT_TRUE(panel.summary().contains(QStringLiteral("6 recorded steps up to step 39")))
        << panel.summary().toStdString();
    EXPECT_TRUE(panel.summary().contains(QStringLiteral("The median went from")));
}

TEST_F(RidgePanelTest, DrawsALineForAPickedNeuron) {
    const QImage before = pictureOf(panel, 1);
    content.selection.neurons = {3};
    panel.showContent(content);
    EXPECT_NE(pictureOf(panel, 1), before);
    const auto lines = ridgeLines(*content.snapshot, kSecondDirection, content.selection.neurons);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_TRUE(lines[0].positive);
    ASSERT_EQ(lines[0].points.size(), content.snapshot->history.size());
    EXPECT_NEAR(lines[0].points[2].y, static_cast<double>(content.snapshot->history[2].cosines[1][3]), 1e-6);
}

TEST_F(RidgePanelTest, LivesWithoutAHistory) {
    const auto bare = std::make_shared<Snapshot>(*test::sampleSnapshot());
    bare->history = {};
    for (const auto& snapshot : {std::make_shared<const Snapshot>(), std::shared_ptr<const Snapshot>(bare)}) {
        content.snapshot = snapshot;
        panel.showContent(content);
        QTest::mouseMove(plot().viewport(), plot().mapping().plot.center().toPoint());
        QTest::mouseClick(plot().viewport(), Qt::LeftButton, {}, plot().mapping().plot.center().toPoint());
        EXPECT_FALSE(pictureOf(panel, 1).isNull());
    }
    EXPECT_FALSE(wanted.has_value());
}

}  // namespace
