#include "ui/panels/alignment_panel.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/sample_snapshot.h"
#include "ui/panels/plot_view.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

class AlignmentPanelTest : public testing::TestWithParam<DirectionChoice> {
  protected:
    AlignmentPanelTest() : panel(GetParam(), nullptr) {
        content.snapshot = test::sampleSnapshot();
        panel.resize(480, 360);
        panel.setLook(Look());
        panel.show();
        panel.showContent(content);
        QCoreApplication::processEvents();
        QObject::connect(&panel, &Panel::selectionWanted,
                         [this](const Selection& wanted) { picked = wanted; });
    }
    PlotView& plot() { return *panel.findChild<PlotView*>(QStringLiteral("plot")); }
    QString readout() const {
        const auto* box = panel.findChild<QLabel*>(QStringLiteral("readout"));
        return box->isVisible() ? box->text() : QString();
    }
    AlignmentHistogram histogram() const { return alignmentHistogram(content.snapshot->neurons, GetParam()); }
    /// The middle of a bar's foot, on the side of a_j > 0 or a_j < 0.
    QPoint footOf(std::size_t bin, bool positive) {
        const AlignmentHistogram bins = histogram();
        const double centre = 0.5 * (bins.edge(bin) + bins.edge(bin + 1));
        return plot().mapping().at(centre, positive ? 0.02 : -0.02).toPoint();
    }
    std::size_t fullestBin() const {
        const AlignmentHistogram bins = histogram();
        std::size_t fullest = 0;
        for (std::size_t bin = 0; bin < AlignmentHistogram::kBins; ++bin) {
            if (bins.positive[bin] > bins.positive[fullest]) fullest = bin;
        }
        return fullest;
    }

    AlignmentPanel panel;
    PanelContent content;
    std::optional<Selection> picked;
};
INSTANTIATE_TEST_SUITE_P(Means, AlignmentPanelTest,
                         testing::Values(kFirstDirection, kSecondDirection, kOwnDirection));

TEST_P(AlignmentPanelTest, HoverSaysTheCountOfTheBarUnderTheCursor) {
    const AlignmentHistogram bins = histogram();
    for (const std::size_t bin : {std::size_t{0}, std::size_t{20}, fullestBin()}) {
        QTest::mouseMove(plot().viewport(), footOf(bin, true));
        const QString counts = QStringLiteral("%1 positive, %2 negative neurons")
                                   .arg(bins.positive[bin])
                                   .arg(bins.negative[bin]);
        ASSERT_TRUE(QTest::qWaitFor([&] { return readout().contains(counts); }, 2000))
            << bin << " " << readout().toStdString();
    }
}

TEST_P(AlignmentPanelTest, ReadoutDisappearsWithTheCursor) {
    // The cursor may lie there already, from the test before.
    QTest::mouseMove(plot().viewport(), QPoint(1, 1));
    QTest::mouseMove(plot().viewport(), footOf(20, true));
    ASSERT_TRUE(QTest::qWaitFor([&] { return !readout().isEmpty(); }, 2000));
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(plot().viewport(), &leave);
    EXPECT_TRUE(readout().isEmpty());
}

TEST_P(AlignmentPanelTest, ClickPicksTheNeuronsOfTheBar) {
    const std::size_t bin = fullestBin();
    QTest::mouseClick(plot().viewport(), Qt::LeftButton, {}, footOf(bin, true));
    ASSERT_TRUE(picked.has_value());
    const int sign = GetParam() == kOwnDirection ? 0 : 1;
    EXPECT_EQ(picked->neurons, neuronsInBin(content.snapshot->neurons, GetParam(), bin, sign));
    EXPECT_FALSE(picked->neurons.empty());
}

TEST_P(AlignmentPanelTest, ControlClickAddsToWhatIsPicked) {
    content.selection.neurons = {3};
    panel.showContent(content);
    QTest::mouseClick(plot().viewport(), Qt::LeftButton, Qt::ControlModifier, footOf(fullestBin(), true));
    ASSERT_TRUE(picked.has_value());
    EXPECT_TRUE(std::count(picked->neurons.begin(), picked->neurons.end(), 3));
    EXPECT_TRUE(std::is_sorted(picked->neurons.begin(), picked->neurons.end()));
}

TEST_P(AlignmentPanelTest, ShiftWithArrowsAndEnterDoesWhatTheMouseDoes) {
    panel.setBare(true);
    panel.activateWindow();
    panel.setFocus(Qt::TabFocusReason);
    ASSERT_TRUE(QTest::qWaitFor([&] { return panel.hasFocus(); }, 2000));
    QTest::keyClick(&panel, Qt::Key_Right, Qt::ShiftModifier);
    EXPECT_FALSE(readout().isEmpty());
    for (int i = 0; i < 40 && !picked; ++i) {
        QTest::keyClick(&panel, Qt::Key_Return, Qt::ShiftModifier);
        QTest::keyClick(&panel, Qt::Key_Right, Qt::ShiftModifier);
    }
    ASSERT_TRUE(picked.has_value());
    EXPECT_FALSE(picked->neurons.empty());
    // Plain arrows and Enter belong to the window.
    picked.reset();
    QTest::keyClick(&panel, Qt::Key_Return);
    EXPECT_FALSE(picked.has_value());
}

TEST_P(AlignmentPanelTest, SaysInWordsWhatItShows) {
    const QString counts = GetParam() == kOwnDirection ? QStringLiteral("40 neurons, median ")
                                                       : QStringLiteral("20 positive neurons, median ");
    EXPECT_TRUE(panel.summary().startsWith(panel.title())) << panel.summary().toStdString();
    EXPECT_TRUE(panel.summary().contains(counts)) << panel.summary().toStdString();
}

TEST_P(AlignmentPanelTest, SaysWhatItShowsWhileTrainingRuns) {
    auto later = std::make_shared<Snapshot>(*content.snapshot);
    later->state = RunState::running;
    later->step = 58;
    content.snapshot = later;
    panel.showContent(content);
    EXPECT_TRUE(panel.summary().contains(QStringLiteral("step 58"))) << panel.summary().toStdString();
}

TEST_P(AlignmentPanelTest, DrawsNothingButItsAxesBeforeARun) {
    content.snapshot = std::make_shared<Snapshot>();
    panel.showContent(content);
    QTest::mouseMove(plot().viewport(), plot().mapping().plot.center().toPoint());
    QCoreApplication::processEvents();
    EXPECT_TRUE(readout().isEmpty());
    QTest::mouseClick(plot().viewport(), Qt::LeftButton, {}, plot().mapping().plot.center().toPoint());
    EXPECT_FALSE(picked.has_value());
}

TEST(AlignmentPanel, AsksForTheTheoryItDraws) {
    EXPECT_TRUE(AlignmentPanel(kOwnDirection, nullptr).needs().wantsTheory);
}

}  // namespace
