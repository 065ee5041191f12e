// What version 0.1 left on disk is opened, and gives the bits that it had there. How the files were made
// stands in tests/golden/version-0.1/README.md; the hashes below are those that version 0.1 printed.

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

#include "core/base/errors.h"
#include "core/documents/file_report.h"
#include "core/documents/picture_recipe.h"
#include "core/documents/session_file.h"
#include "core/io/atomic_file.h"
#include "core/io/npz_arrays.h"
#include "core/run/checkpoint_file.h"
#include "core/run/experiment.h"
#include "core/run/given_data.h"
#include "core/spec/spec_json.h"

namespace featurescope {
namespace {

std::filesystem::path fileNamed(const std::string& name) {
    return std::filesystem::path(FEATURESCOPE_GOLDEN_DIR) / "version-0.1" / name;
}

std::string bytesOf(const std::string& name) { return readWholeFile(fileNamed(name), 1 << 20); }

LearnerOptions learnerOf(const std::string& engine, const std::string& instructionSet) {
    return {.engine = kindNamed<Engine>(engine).value(),
            .instructionSet = kindNamed<InstructionSet>(instructionSet).value()};
}

/// False on a processor that cannot repeat the bits.
bool canRepeat(const std::string& instructionSet) {
    return isSupported(kindNamed<InstructionSet>(instructionSet).value());
}

/// W after so many steps, from the checkpoint on or, without one, from step 0.
std::string hashAt(std::int64_t step, const ExperimentSpec& spec, const LearnerOptions& learner,
                   const GivenData* data, const Checkpoint* checkpoint) {
    const auto experiment = makeExperiment(spec, learner, data, {});
    if (checkpoint != nullptr) experiment->restore(*checkpoint);
    while (experiment->step() < step) experiment->advance();
    return experiment->weightsSha256();
}

TEST(Version01, ACheckpointGoesOnToTheBitsOfAnUnbrokenRun) {
    const struct {
        const char *name, *engine, *at30, *at60;
    } kCases[] = {
        {"primal-float", "primal", "fc23bd53c5430680d38d4987f59b97213f2f63da4106dbb6aa7c44738ad29682",
         "2d1f643319e47824e10f209d45df357e8569ad28fe0fa8effb2ac6b4e0ed0a1f"},
        {"primal-double", "primal", "df6517cb55b6cc1f07e8a1ca7119103fd7721c26a6de7e55afb325a2b5cc0242",
         "9e8fa49e9309d3ab829b6058e1395fd309f655cc5886b2e2828d3490cc44b746"},
        {"gram-float", "gram", "15668bf9625ca8291fd6c9521ca8aa233fbce375e52c3181c31f5f7f2fa5e4fc",
         "57cfdd01de8f0de484e59bd0bdea8da8224c291deb3b69c157137c5e650ee8a2"},
        {"gram-double", "gram", "e4904227edb61b5df004d30ff70d1012fbbb174191616a02807deb980f6cda1a",
         "6b19ffc54325fe7c27cc297ee07eed6cad2963605a6d390d4d6d91b3233d1c1f"},
        {"planar-float", "primal", "9c53ccceb9c558542e36176739518d887149508503faaa7a109dc7419511f6c7",
         "f17b59a93403c38ad128ff37b1280e86d60b79b9f5dc2b9388b11fa48fec4b66"},
        {"planar-double", "primal", "4e688e82aee4f3e82c467b9d27a1d74260218ec8e3be47988f4c7c6d413071c7",
         "ca8c190a9583973ebb8a6ccf3ad066426e22e0c2e06a97d8b5dd8e6de8d5cbff"},
    };
    for (const auto& testCase : kCases) {
        const CheckpointFile file =
            readCheckpointFile(fileNamed("checkpoint-" + std::string(testCase.name) + ".npz"));
        EXPECT_EQ(file.checkpoint.step, 30) << testCase.name;
        EXPECT_EQ(file.checkpoint.engine, testCase.engine);
        EXPECT_EQ(file.checkpoint.instructionSet, "avx2");
        EXPECT_EQ(file.timeline.back().step, 29) << testCase.name << ": the last one on its schedule";
        if (!canRepeat("avx2")) continue;
        ExperimentSpec spec = file.spec;
        spec.training.steps = 60;
        const LearnerOptions learner = learnerOf(testCase.engine, "avx2");
        EXPECT_EQ(hashAt(30, spec, learner, nullptr, &file.checkpoint), testCase.at30) << testCase.name;
        EXPECT_EQ(hashAt(60, spec, learner, nullptr, &file.checkpoint), testCase.at60) << testCase.name;
        EXPECT_EQ(hashAt(60, spec, learner, nullptr, nullptr), testCase.at60) << testCase.name;
    }
}

TEST(Version01, ACheckpointSaysWhatItsEngineGoesOnFrom) {
    const auto notesOn = [](const char* name) { return reportOnFile(fileNamed(name)).notes; };
    EXPECT_EQ(notesOn("checkpoint-primal-double.npz").front(), "State: W 12 x 20");
    EXPECT_EQ(notesOn("checkpoint-planar-float.npz").front(), "State: W 12 x 2");
    EXPECT_TRUE(notesOn("checkpoint-gram-float.npz").front().starts_with("State: ")) << "Z and C";
    EXPECT_NE(notesOn("checkpoint-gram-float.npz").front().find(" 12 x 60"), std::string::npos);
}

TEST(Version01, ACheckpointIsWrittenAnewInTheVersionOfToday) {
    const std::string anew = checkpointFileBytes(readCheckpointFile(fileNamed("checkpoint-gram-float.npz")));
    const NpzArrays arrays(readNpzBytes(anew, "anew", 1 << 20), "anew");
    EXPECT_EQ(arrays.text("format"), "featurescope-checkpoint 2");
    EXPECT_EQ(checkpointFileBytes(checkpointFileFromBytes(anew, "anew")), anew);
}

/// Every run of a session stands at its step with the bits it had there, also from its checkpoints.
void expectRepeats(const RunArchive& run, const std::string& hash, const std::string& name) {
    if (!canRepeat(run.instructionSet)) return;
    const LearnerOptions learner = learnerOf(run.engine, run.instructionSet);
    const std::string atStep = hashAt(run.step, run.spec, learner, run.data.get(), nullptr);
    EXPECT_EQ(atStep, hash) << name;
    for (const CheckpointPtr& checkpoint : run.checkpoints) {
        if (checkpoint->step > run.step) continue;
        EXPECT_EQ(hashAt(run.step, run.spec, learner, run.data.get(), checkpoint.get()), hash) << name;
    }
}

TEST(Version01, ASessionOfTheCommandLineComesBackToItsHash) {
    const SessionDocument session = sessionFromBytes(bytesOf("run.fscope"), "run.fscope");
    EXPECT_EQ(session.run.step, 40);
    EXPECT_EQ(session.run.spec.network.start, Start::symmetric);
    EXPECT_EQ(session.run.spec.training.stepSizeChanges, (std::vector<StepSizeChange>{{20, 0.1}}));
    EXPECT_EQ(session.weightsSha256, "c9e6b76726124eba5984363a8fc09d9276dd9b81a6e2497b64878166491db985");
    ASSERT_EQ(session.run.checkpoints.size(), 1U);
    expectRepeats(session.run, session.weightsSha256, "run.fscope");
}

TEST(Version01, ASessionOfTheWindowComesBackWithItsKeptRun) {
    const SessionDocument session = sessionFromBytes(bytesOf("kept.fscope"), "kept.fscope");
    EXPECT_EQ(session.weightsSha256, "28cb67f71ee26241a51873c68494121d49ff14a826730cf4a1a5c97ee43f5d36");
    expectRepeats(session.run, session.weightsSha256, "kept.fscope");
    ASSERT_EQ(session.pinned.size(), 1U);
    EXPECT_EQ(session.pinned.front().name, "A");
    EXPECT_EQ(session.pinned.front().run.spec, readSpecFile(fileNamed("lazy.json")));
    EXPECT_EQ(session.pinned.front().run.trainedTo, 40);
    EXPECT_NE(session.layout.find("spectrum"), std::string::npos) << session.layout;
}

TEST(Version01, ASessionOwnsTheDataThatWereImported) {
    const SessionDocument session = sessionFromBytes(bytesOf("own.fscope"), "own.fscope");
    ASSERT_NE(session.run.data, nullptr);
    EXPECT_EQ(session.run.data->x.cols(), 40);
    EXPECT_EQ(session.weightsSha256, "4c746c101dd3837145adf689b95d4dec230ca11de20730b8b3006f8ae82885c5");
    expectRepeats(session.run, session.weightsSha256, "own.fscope");
}

TEST(Version01, APictureTellsWhatMadeIt) {
    const ExperimentSpec small = readSpecFile(fileNamed("small.json"));
    for (const char* name : {"projection.png", "errors.svg", "alignment-mu1.pdf", "neuron-plane.gif"}) {
        const Recipe recipe = recipeInPicture(bytesOf(name), name);
        EXPECT_EQ(recipe.spec, small) << name;
        EXPECT_EQ(recipe.step, 20) << name;
        EXPECT_EQ(recipe.programVersion, "0.1.0") << name;
        const bool isMovie = std::string_view(name).ends_with(".gif");
        if (isMovie || !canRepeat(recipe.instructionSet)) continue;
        EXPECT_EQ(recipe.weightsSha256, "8a273b9624100a45247c0f586b71a1963ccac67cb99650cb234632a4d353fad7");
        EXPECT_EQ(hashAt(20, recipe.spec, learnerOf(recipe.engine, recipe.instructionSet), nullptr, nullptr),
                  recipe.weightsSha256)
            << name;
    }
}

TEST(Version01, WhatARunLeftRepeatsItAndNamesIt) {
    const FileReport network = reportOnFile(fileNamed("run/final.npz"));
    EXPECT_EQ(network.step, 60);
    EXPECT_EQ(network.weightsSha256, "2d1f643319e47824e10f209d45df357e8569ad28fe0fa8effb2ac6b4e0ed0a1f");
    const ExperimentSpec spec = readSpecFile(fileNamed("run/spec.json"));
    EXPECT_EQ(network.spec, spec);
    EXPECT_EQ(reportOnFile(fileNamed("run/metrics.csv")).step, 60);
    if (!canRepeat("avx2")) return;
    EXPECT_EQ(hashAt(60, spec, learnerOf("primal", "avx2"), nullptr, nullptr), network.weightsSha256);
}

TEST(Version01, ItsSpecsAreWrittenWithTheKeysItKnows) {
    for (const char* name : {"small.json", "lazy.json"}) {
        const std::string old = bytesOf(name);
        const ExperimentSpec spec = specFromJson(old, name);
        const Json written = parseJson(specToJson(spec), "written"), known = parseJson(old, name);
        for (const auto& [group, value] : written.items()) {
            ASSERT_TRUE(known.contains(group)) << group;
            if (!value.is_object()) continue;
            for (const auto& [key, setting] : value.items())
                EXPECT_EQ(known[group].value(key, Json()), setting) << group << "." << key;
        }
    }
}

}  // namespace
}  // namespace featurescope
