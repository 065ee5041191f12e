#include "ui/controls/timeline_bar.h"

#include <gtest/gtest.h>

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>

#include "ui/controls/timeline_accessible.h"

using namespace featurescope::ui;

namespace {

class TimelineBarTest : public testing::Test {
  protected:
    // Before there is a bar: what Qt once made for a widget stays.
    static void SetUpTestSuite() { makeTimelineAccessible(); }
    TimelineBarTest() {
        bar.resize(800, 56);
        bar.showState({.shown = 40, .trainedTo = 200, .planned = 400, .marks = {{"T", "Theorem 1.", 3}}});
        bar.show();
    }
    QPoint at(std::int64_t step, int y = 31) { return {static_cast<int>(std::lround(bar.pixelOf(step))), y}; }

    TimelineBar bar;
    QSignalSpy wanted{&bar, &TimelineBar::stepWanted};
};

TEST_F(TimelineBarTest, DraggingAsksForTheStepUnderTheMouseAndReleasingForTheLast) {
    QTest::mousePress(&bar, Qt::LeftButton, {}, at(100));
    QTest::mouseMove(&bar, at(150));
    QTest::mouseRelease(&bar, Qt::LeftButton, {}, at(150));
    ASSERT_EQ(wanted.size(), 3);
    EXPECT_NEAR(wanted[0][0].toDouble(), 100, 2);
    EXPECT_TRUE(wanted[0][1].toBool());
    EXPECT_NEAR(wanted[2][0].toDouble(), 150, 2);
    EXPECT_FALSE(wanted[2][1].toBool());
}

TEST_F(TimelineBarTest, WhatWasNeverTrainedCannotBeAskedFor) {
    QTest::mouseClick(&bar, Qt::LeftButton, {}, at(390));
    ASSERT_FALSE(wanted.empty());
    EXPECT_EQ(wanted.last()[0].toLongLong(), 200);
}

TEST_F(TimelineBarTest, KeysMoveByOneStepAndToTheEnds) {
    for (const Qt::Key key : {Qt::Key_Left, Qt::Key_Right, Qt::Key_Home, Qt::Key_End})
        QTest::keyClick(&bar, key);
    ASSERT_EQ(wanted.size(), 4);
    EXPECT_EQ(wanted[0][0].toLongLong(), 39);
    EXPECT_EQ(wanted[1][0].toLongLong(), 41);
    EXPECT_EQ(wanted[2][0].toLongLong(), 0);
    EXPECT_EQ(wanted[3][0].toLongLong(), 200);
}

TEST_F(TimelineBarTest, ClickingTheNameOfAMarkGoesToItsStep) {
    QTest::mouseClick(&bar, Qt::LeftButton, {}, at(3, 8));
    ASSERT_EQ(wanted.size(), 1);
    EXPECT_EQ(wanted[0][0].toLongLong(), 3);
}

/// A click below the middle of a name would go to the mark that stands there.
TEST_F(TimelineBarTest, ANameLeavesTheNamelessMarkBesideItAlone) {
    bar.setLogarithmic(true);
    bar.showState({.shown = 40,
                   .trainedTo = 400,
                   .planned = 400,
                   .marks = {{"XOR-shaped", "First.", 46}, {"aligned 0.5", "Second.", 51}}});
    // The name ends at its own mark, so just above the other one there is nothing of it.
    const QPoint above = at(51, 8) + QPoint(8, 0);
    QTest::mouseClick(&bar, Qt::LeftButton, {}, above);
    EXPECT_TRUE(wanted.empty() || wanted.last()[0].toLongLong() != 46);
    QTest::mouseClick(&bar, Qt::LeftButton, {}, at(46, 8) - QPoint(20, 0));
    ASSERT_FALSE(wanted.empty());
    EXPECT_EQ(wanted.last()[0].toLongLong(), 46);
}

TEST_F(TimelineBarTest, ANameMovesAsideForANeighbour) {
    bar.setLook(Look());
    bar.resize(569, 56);
    bar.setLogarithmic(true);
    // As in Figure 1 of the paper: the first name over its mark would leave the last one no room.
    bar.showState({.shown = 3,
                   .trainedTo = 3,
                   .planned = 3000,
                   .marks = {{"Thm 1", "First.", 6}, {"XOR-shaped", "Second.", 1}, {"start", "Third.", 0}}});
    // A click on the name of the start, which stands left of its mark's middle, goes there.
    QTest::mouseClick(&bar, Qt::LeftButton, {}, QPoint(4, 8));
    ASSERT_EQ(wanted.size(), 1);
    EXPECT_EQ(wanted[0][0].toLongLong(), 0);
    QTest::mouseClick(&bar, Qt::LeftButton, {}, at(1, 8) + QPoint(20, 0));
    EXPECT_EQ(wanted.last()[0].toLongLong(), 1);
}

TEST_F(TimelineBarTest, IsASliderForScreenReaders) {
    QAccessibleInterface* reader = QAccessible::queryAccessibleInterface(&bar);
    ASSERT_NE(reader, nullptr);
    EXPECT_EQ(reader->role(), QAccessible::Slider);
    ASSERT_NE(reader->valueInterface(), nullptr);
    EXPECT_EQ(reader->valueInterface()->currentValue().toLongLong(), 40);
    EXPECT_EQ(reader->valueInterface()->maximumValue().toLongLong(), 200);
    reader->valueInterface()->setCurrentValue(7);
    ASSERT_EQ(wanted.size(), 1);
    EXPECT_EQ(wanted[0][0].toLongLong(), 7);
}

}  // namespace
