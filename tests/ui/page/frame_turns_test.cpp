#include "ui/page/frame_turns.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

using namespace featurescope::ui;

namespace {

PanelKind kindOf(const char* id, Rhythm rhythm) { return {id, id, id, rhythm, nullptr}; }

/// One panel that shows motion and four that take turns.
class FrameTurnsTest : public testing::Test {
  protected:
    void renew(bool isMoving) { turns.renew(visible, isMoving); }
    int timesIn(const std::vector<const PanelKind*>& turn, const PanelKind& kind) {
        return static_cast<int>(std::ranges::count(turn, &kind));
    }

    PanelKind eager = kindOf("eager", Rhythm::everyTick);
    PanelKind a = kindOf("a", Rhythm::everyThirdTick), b = kindOf("b", Rhythm::everyThirdTick),
              c = kindOf("c", Rhythm::everyThirdTick), d = kindOf("d", Rhythm::everyThirdTick);
    std::vector<const PanelKind*> visible{&a, &eager, &b, &c, &d};
    FrameTurns turns;
};

TEST_F(FrameTurnsTest, QuickPanelsAreAllDrawnInOneFrame) {
    for (const PanelKind* kind : visible) turns.noteCost(*kind, 0.5);
    renew(false);
    EXPECT_EQ(turns.next().size(), visible.size());
    EXPECT_FALSE(turns.isAnybodyWaiting());
    EXPECT_TRUE(turns.next().empty());
}

TEST_F(FrameTurnsTest, SlowPanelsAreSpreadOverFramesWithinTheBudget) {
    turns.noteCost(eager, 2);
    for (const PanelKind* kind : {&a, &b, &c, &d}) turns.noteCost(*kind, 2.4);
    renew(false);
    int frames = 0, drawn = 0;
    while (turns.isAnybodyWaiting()) {
        const auto turn = turns.next();
        drawn += static_cast<int>(turn.size());
        EXPECT_LE(turn.size(), 3U);
        ++frames;
    }
    EXPECT_EQ(frames, 2);
    EXPECT_EQ(drawn, 5);
}

TEST_F(FrameTurnsTest, APanelThatBreaksTheBudgetAloneHasItsTurnAllTheSame) {
    turns.noteCost(eager, 20);
    turns.noteCost(a, 30);
    renew(false);
    EXPECT_EQ(timesIn(turns.next(), a), 1);
}

TEST_F(FrameTurnsTest, WhileTheRunGoesOnNobodyIsForgottenAndWhatMovesIsAlwaysThere) {
    turns.noteCost(eager, 3);
    for (const PanelKind* kind : {&a, &b, &c, &d}) turns.noteCost(*kind, 3);
    std::map<const PanelKind*, int> times;
    constexpr int kFrames = 100;
    for (int frame = 0; frame < kFrames; ++frame) {
        renew(true);
        for (const PanelKind* kind : turns.next()) ++times[kind];
    }
    EXPECT_EQ(times[&eager], kFrames);
    for (const PanelKind* kind : {&a, &b, &c, &d}) EXPECT_EQ(times[kind], kFrames / 4) << kind->id;
}

TEST_F(FrameTurnsTest, QuickPanelsInTurnsAreNotDrawnMoreOftenThanTheirRhythmWhileTheRunGoesOn) {
    for (const PanelKind* kind : visible) turns.noteCost(*kind, 0.1);
    int drawn = 0;
    for (int frame = 0; frame < 30; ++frame) {
        renew(true);
        drawn += timesIn(turns.next(), a);
    }
    EXPECT_EQ(drawn, 30 / FrameTurns::kFramesApart);
}

TEST_F(FrameTurnsTest, WhatIsNoLongerVisibleIsNotWaitedFor) {
    renew(true);
    visible = {&eager};
    renew(true);
    EXPECT_EQ(turns.next().size(), 1U);
    EXPECT_FALSE(turns.isAnybodyWaiting());
}

TEST_F(FrameTurnsTest, FollowsACostThatChanges) {
    turns.noteCost(a, 1);
    for (int i = 0; i < 30; ++i) turns.noteCost(a, 6.9);
    turns.noteCost(b, 1);
    visible = {&a, &b};
    renew(false);
    EXPECT_EQ(turns.next().size(), 1U);
}

}  // namespace
