#include "ui/session/pinned_runs.h"

#include <gtest/gtest.h>

#include <QTest>

#include "core/run/memory_need.h"
#include "tests/support/session_probe.h"
#include "tests/support/small_spec.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

/// What a run leaves that stands at `step`.
std::shared_ptr<const RunArchive> archiveAt(const ExperimentSpec& spec, std::int64_t step) {
    TrainingSession session{SessionOptions{}};
    session.send(Restart{.spec = spec, .data = {}});
    session.send(RunTo{step});
    const auto snapshot = test::restingAt(session, step);
    EXPECT_NE(snapshot, nullptr);
    return snapshot ? snapshot->archive : nullptr;
}

ExperimentSpec withSeed(std::int64_t seed) {
    ExperimentSpec spec = test::smallSpec();
    spec.seeds.weights = seed;
    return spec;
}

class PinnedRunsTest : public testing::Test {
  protected:
    bool showsStep(std::size_t index, std::int64_t step) {
        return QTest::qWaitFor(
            [&] {
                const auto snapshot = pinned.moments()[index].snapshot;
                return snapshot && snapshot->step == step && !snapshot->weightsSha256.empty();
            },
            8000);
    }
    PinnedRuns pinned{SessionOptions{}};
};

TEST_F(PinnedRunsTest, AShorterRunNeverTakesThePlaceOfALongerOne) {
    const auto longer = archiveAt(withSeed(1), 40), shorter = archiveAt(withSeed(1), 9);
    pinned.keep(longer);
    pinned.keep(shorter);
    ASSERT_EQ(pinned.size(), 1U);
    EXPECT_EQ(pinned.moments().front().archive, longer);
    pinned.setSameStep(false);
    EXPECT_TRUE(showsStep(0, 9)) << "it stands where it was left last";
}

TEST_F(PinnedRunsTest, ALongerRunTakesThePlaceAndTheNameOfAShorterOne) {
    pinned.keep(archiveAt(withSeed(1), 9));
    pinned.keep(archiveAt(withSeed(2), 9));
    pinned.keep(archiveAt(withSeed(1), 40));
    ASSERT_EQ(pinned.size(), 2U);
    EXPECT_EQ(pinned.moments()[1].archive->trainedTo, 40);
    EXPECT_EQ(pinned.moments()[1].name, QStringLiteral("A"));
    pinned.keep(archiveAt(withSeed(3), 2));
    EXPECT_EQ(pinned.moments().back().name, QStringLiteral("C"));
}

TEST_F(PinnedRunsTest, EachCanStandAtAStepOfItsOwn) {
    pinned.keep(archiveAt(withSeed(1), 40));
    pinned.keep(archiveAt(withSeed(2), 40));
    pinned.follow(20);
    ASSERT_TRUE(showsStep(0, 20));
    pinned.setSameStep(false);
    pinned.show(0, 7);
    pinned.show(1, 33);
    EXPECT_TRUE(showsStep(0, 7));
    EXPECT_TRUE(showsStep(1, 33));
}

TEST_F(PinnedRunsTest, TheNewestIsSelectedUntilAnotherIsChosen) {
    EXPECT_EQ(pinned.selected(), 0U);
    for (const int seed : {1, 2, 3}) pinned.keep(archiveAt(withSeed(seed), 2));
    EXPECT_EQ(pinned.selected(), 2U);
    pinned.select(1);
    EXPECT_EQ(pinned.selected(), 1U);
    pinned.remove(0);
    EXPECT_EQ(pinned.selected(), 0U) << "the same run";
    pinned.remove(0);
    EXPECT_EQ(pinned.selected(), 0U) << "the newest that is left";
    pinned.keep(archiveAt(withSeed(4), 2));
    EXPECT_EQ(pinned.selected(), 1U);
}

TEST_F(PinnedRunsTest, TogetherTheyTakeNoMoreMemoryThanThePresentRunMay) {
    const auto budgetIs = [this](std::uint64_t bytes) {
        return QTest::qWaitFor(
            [&] {
                const auto snapshot = pinned.moments().front().snapshot;
                return snapshot && snapshot->memory.checkpointBudget == bytes;
            },
            8000);
    };
    pinned.keep(archiveAt(withSeed(1), 40));
    EXPECT_TRUE(budgetIs(SetMemoryBudget{}.bytes / PinnedRuns::kMost));
    pinned.setMemoryBudget(std::uint64_t{64} << 20);
    pinned.setSameStep(false);
    pinned.show(0, 3);
    EXPECT_TRUE(budgetIs(std::uint64_t{16} << 20));
}

// Each has a session of its own, with all the memory that its run needs.
TEST(PinnedRunsInMemory, KeptRunsAndThePresentOneFitTogether) {
    const auto archive = archiveAt(withSeed(1), 4);
    const std::uint64_t one = memoryNeed(archive->spec, {}) + bytesOf(*archive) + 100000;
    PinnedRuns pinned(SessionOptions{}, 3 * one);
    int gone = 0;
    QObject::connect(&pinned, &PinnedRuns::didNotFit, &pinned, [&gone](int runs) { gone += runs; });
    pinned.leaveRoomFor(archive->spec);
    pinned.keep(archive);
    pinned.keep(archiveAt(withSeed(2), 4));
    EXPECT_EQ(pinned.size(), 2U);
    EXPECT_EQ(gone, 0);
    EXPECT_FALSE(pinned.keep(archiveAt(withSeed(3), 4)));
    ASSERT_EQ(pinned.size(), 2U);
    EXPECT_EQ(gone, 0) << "none goes for a new one";
    ExperimentSpec larger = archive->spec;
    larger.network.neurons = 100000;
    ASSERT_GT(memoryNeed(larger, {}), one);
    ASSERT_LT(memoryNeed(larger, {}), 2 * one);
    pinned.leaveRoomFor(larger);
    ASSERT_EQ(pinned.size(), 1U);
    EXPECT_EQ(pinned.selected(), 0U);
    larger.network.neurons = 100000000;
    pinned.leaveRoomFor(larger);
    EXPECT_EQ(pinned.size(), 0U);
    EXPECT_EQ(gone, 2);
    EXPECT_FALSE(pinned.keep(archive)) << "there is no room for any";
    EXPECT_EQ(pinned.size(), 0U);
}

TEST(PinnedRunsInMemory, FilmsUnderWayCountAsRunsDo) {
    const auto archive = archiveAt(withSeed(1), 4);
    const std::uint64_t one = memoryNeed(archive->spec, {}) + bytesOf(*archive) + 100000;
    PinnedRuns pinned(SessionOptions{}, 3 * one);
    pinned.leaveRoomFor(archive->spec);
    pinned.keep(archive);
    EXPECT_TRUE(pinned.hasRoomBeside(memoryNeed(archive->spec, {})));
    std::uint64_t films = memoryNeed(archive->spec, {});
    pinned.countAlso([&films] { return films; });
    EXPECT_FALSE(pinned.hasRoomBeside(memoryNeed(archive->spec, {}))) << "one more film";
    EXPECT_FALSE(pinned.keep(archiveAt(withSeed(2), 4)));
    films = 0;
    EXPECT_TRUE(pinned.keep(archiveAt(withSeed(2), 4)));
    films = std::numeric_limits<std::uint64_t>::max();
    EXPECT_FALSE(pinned.hasRoomBeside(0)) << "and no sum wraps around";
}

}  // namespace
