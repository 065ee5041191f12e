#include "core/run/checkpoint_file.h"

#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "core/base/errors.h"
#include "core/io/atomic_file.h"
#include "core/run/experiment.h"
#include "tests/support/session_probe.h"
#include "tests/support/temporary_folder.h"

namespace featurescope {
namespace {

CheckpointFile someFile(std::int64_t step) {
    const auto experiment = makeExperiment(test::quickSpec(), {}, nullptr, {});
    Timeline timeline;
    while (true) {
        timeline.record({experiment->step(), experiment->measure(MeasureDepth::everything)});
        if (experiment->step() == step) break;
        experiment->advance();
    }
    return {test::quickSpec(), RecordingSchedule::every(5), timeline.view(), experiment->checkpoint()};
}

TEST(CheckpointFile, ComesBackWithTheRowsOfItsSchedule) {
    const test::TemporaryFolder folder;
    const CheckpointFile file = someFile(23);
    writeFileAtomically(folder / "a.npz", checkpointFileBytes(file));
    const CheckpointFile back = readCheckpointFile(folder / "a.npz");
    EXPECT_EQ(back.spec, file.spec);
    EXPECT_EQ(back.schedule, file.schedule);
    EXPECT_EQ(back.checkpoint, file.checkpoint);
    ASSERT_EQ(back.timeline.size(), 5U);
    EXPECT_EQ(back.timeline.back().step, 20);
    EXPECT_EQ(checkpointFileBytes(back), checkpointFileBytes(file));
}

TEST(CheckpointFile, MissingRowsAreNoticed) {
    const test::TemporaryFolder folder;
    CheckpointFile file = someFile(23);
    file.timeline = Timeline(file.timeline, 12).view();
    writeFileAtomically(folder / "a.npz", checkpointFileBytes(file));
    EXPECT_THROW(readCheckpointFile(folder / "a.npz"), InputError);
}

TEST(CheckpointFile, AnythingElseIsRefusedWithASentence) {
    const test::TemporaryFolder folder;
    EXPECT_THROW(readCheckpointFile(folder / "missing.npz"), FileError);
    const auto experiment = makeExperiment(test::quickSpec(), {}, nullptr, {});
    writeFileAtomically(folder / "final.npz", npzBytes(experiment->finalArrays()));
    EXPECT_THROW(readCheckpointFile(folder / "final.npz"), InputError);
}

TEST(CheckpointFile, OtherVersionsAreReadOrRefusedWithASentence) {
    const auto refusalOfFormat = [](const std::string& format) -> std::string {
        std::vector<NpzEntry> entries = readNpzBytes(checkpointFileBytes(someFile(3)), "a.npz", 1 << 20);
        for (NpzEntry& entry : entries) {
            if (entry.name == "format") entry.array = textArray(format);
        }
        try {
            checkpointFileFromBytes(npzBytes(entries), "a.npz");
        } catch (const InputError& error) {
            return error.what();
        }
        return "accepted";
    };
    EXPECT_EQ(refusalOfFormat("featurescope-checkpoint 1"), "accepted");
    EXPECT_EQ(refusalOfFormat("featurescope-checkpoint 2"), "accepted");
    EXPECT_EQ(
        refusalOfFormat("featurescope-checkpoint 3"),
        "a.npz was written by a newer Featurescope (its format is of version 3, the newest one known here "
        "is 2); go on with that one.");
    for (const char* format : {"featurescope-checkpoint 0", "featurescope-checkpoint two",
                               "featurescope-checkpoint ", "featurescope-checkpoint 99999999999999999999"}) {
        EXPECT_EQ(refusalOfFormat(format),
                  "a.npz: format must be \"featurescope-checkpoint \" with a version from 1 to 2 behind it.");
    }
    EXPECT_TRUE(refusalOfFormat("featurescope-session").starts_with("a.npz is no checkpoint")) << "a session";
}

TEST(CheckpointFile, AStepThatNoScheduleGoesOnFromIsRefused) {
    for (const RecordingSchedule& schedule : {RecordingSchedule(), RecordingSchedule::every(5)}) {
        CheckpointFile file = someFile(3);
        file.schedule = schedule;
        file.checkpoint.step = 9200000000000000000;
        EXPECT_THROW(checkpointFileFromBytes(checkpointFileBytes(file), "a.npz"), InputError);
    }
}

TEST(CheckpointFile, DamageNeverCrashes) {
    const test::TemporaryFolder folder;
    const std::string good = checkpointFileBytes(someFile(3));
    std::mt19937 random(1);
    for (int i = 0; i < 300; ++i) {
        std::string bytes = good;
        for (int k = 0; k < 3; ++k) bytes[random() % bytes.size()] = static_cast<char>(random());
        if (i % 3 == 0) bytes.resize(random() % bytes.size());
        std::ofstream(folder / "a.npz", std::ios::binary) << bytes;
        try {
            readCheckpointFile(folder / "a.npz");
        } catch (const InputError&) {
        } catch (const FileError&) {
        }
    }
}

}  // namespace
}  // namespace featurescope
