#include "core/recording/markers.h"

#include <gtest/gtest.h>

namespace featurescope {
namespace {

TimelineRow row(std::int64_t step, double trainError, double alignment, double testErrorClean = kUndefined) {
    TimelineRow row{.step = step, .values = {}};
    row.values[Observable::trainError] = trainError;
    row.values[Observable::alignmentOwnMedian] = alignment;
    row.values[Observable::testErrorClean] = testErrorClean;
    return row;
}

TEST(MarkerFinder, KnowsStartAndTheoremBeforeAnythingIsMeasured) {
    EXPECT_EQ(MarkerFinder(true, 7).markers(),
              (std::vector<Marker>{{Landmark::start, 0, 0}, {Landmark::theorem, 7, 7}}));
    EXPECT_EQ(MarkerFinder().markers(), (std::vector<Marker>{{Landmark::start, 0, 0}}));
}

TEST(MarkerFinder, FindsTheFirstStepOfEachAndSaysHowExactlyItIsKnown) {
    MarkerFinder finder(true);
    finder.note(row(0, 0.5, 0.1, 0.5));
    finder.note(row(10, 0.3, 0.5, 0.2));
    finder.note(row(20, 0.1, 0.7));         // the test set was not measured here
    finder.note(row(30, 0.0, 0.95, 0.04));  // nor between 10 and 30
    finder.note(row(40, 0.0, 0.4, 0.5));    // what was reached once stays
    EXPECT_EQ(finder.markers(), (std::vector<Marker>{{Landmark::start, 0, 0},
                                                     {Landmark::xorShaped, 30, 11},
                                                     {Landmark::halfAligned, 10, 1},
                                                     {Landmark::aligned, 30, 21},
                                                     {Landmark::interpolation, 30, 21}}));
}

TEST(MarkerFinder, WhatHoldsFromTheStartIsExact) {
    MarkerFinder finder;
    finder.note(row(0, 0.0, 0.1));
    EXPECT_EQ(finder.markers().back(), (Marker{Landmark::interpolation, 0, 0}));
}

TEST(MarkerFinder, TakesABetterMeasurementOfTheSameStep) {
    MarkerFinder finder(true);
    finder.note(row(5, 0.5, 0.1));
    finder.note(row(5, 0.5, 0.1, 0.01));
    EXPECT_EQ(finder.markers().back(), (Marker{Landmark::xorShaped, 5, 0}));
}

TEST(MarkerFinder, SaysNothingOfAnXorShapeForOtherData) {
    MarkerFinder finder(false);
    finder.note(row(5, 0.5, 0.1, 0.01));
    EXPECT_EQ(finder.markers(), (std::vector<Marker>{{Landmark::start, 0, 0}}));
}

TEST(MarkerFinder, IgnoresStepsThatComeAgain) {
    MarkerFinder finder;
    finder.note(row(10, 0.5, 0.1, 0.5));
    finder.note(row(4, 0.0, 0.95, 0.0));
    EXPECT_EQ(finder.markers().size(), 1U);
}

TEST(MarkerFinder, NotesTheLastStepBeforeADivergence) {
    MarkerFinder finder;
    finder.noteDivergence(33);
    EXPECT_EQ(finder.markers().back(), (Marker{Landmark::divergence, 33, 33}));
}

TEST(Landmarks, HaveDifferentNamesAndASentenceEach) {
    for (const auto& kind : NameTable<Landmark>::kinds) {
        EXPECT_EQ(kindNamed<Landmark>(kind.name), kind.kind);
        EXPECT_TRUE(kind.help.ends_with('.')) << kind.name;
    }
}

}  // namespace
}  // namespace featurescope
