// Data with one direction and three groups (tests/support/kinds/three_groups.h) through everything that runs
// without a window.

#include <gtest/gtest.h>

#include "core/base/errors.h"
#include "core/documents/session_export.h"
#include "core/documents/session_file.h"
#include "core/run/moment_insight.h"
#include "core/spec/spec_json.h"
#include "core/theory/xor_setting.h"
#include "tests/support/session_probe.h"
#include "tests/support/three_groups_spec.h"

namespace featurescope {
namespace {

TEST(OtherData, IsReadAndWrittenLikeTheProgramsOwn) {
    const ExperimentSpec spec = test::threeGroupsSpec();
    EXPECT_EQ(specFromJson(specToJson(spec), "spec"), spec);
    std::string unknown = specToJson(spec);
    unknown.replace(unknown.find("three-groups"), 12, "four-groups");
    try {
        specFromJson(unknown, "spec");
        FAIL() << "there is no such kind";
    } catch (const InputError& error) {
        EXPECT_NE(std::string(error.what()).find("\"three-groups\""), std::string::npos) << error.what();
    }
}

TEST(OtherData, IsMeasuredAlongItsOneDirection) {
    const auto run = makeExperiment(test::threeGroupsSpec(), {}, nullptr, {});
    while (run->step() < 200) run->advance();
    const NeuronTable& neurons = run->neurons();
    ASSERT_EQ(neurons.directions(), 1U);
    EXPECT_FALSE(neurons.own);
    const Measurement row = run->measure(MeasureDepth::everything);
    EXPECT_TRUE(std::isnan(row[Observable::alignmentOwnMedian]));
    EXPECT_TRUE(std::isnan(row[Observable::alignmentCrossMedian]));
    EXPECT_LT(row[Observable::trainError], 0.4) << "it learns";
    const std::vector<NpzEntry> arrays = run->finalArrays();
    const auto mu = std::find_if(arrays.begin(), arrays.end(), [](const auto& e) { return e.name == "mu"; });
    ASSERT_NE(mu, arrays.end());
    EXPECT_EQ(mu->array.shape, (std::vector<std::size_t>{1, 5}));
    EXPECT_TRUE(
        neuronsCsv(neurons, run->directions()).starts_with("neuron,sign_a,norm,cos_axis,projection_axis\n"));
}

TEST(OtherData, IsSeenOnThePlaneOfItsDirection) {
    const auto run = makeExperiment(test::threeGroupsSpec(), {}, nullptr, {});
    const auto scene = run->scene({});
    EXPECT_EQ(scene->plane.kind, PlaneKind::means);
    EXPECT_EQ(scene->groups.size(), 3U);
    ASSERT_EQ(scene->directionsOnPlane.size(), 1U);
    EXPECT_NEAR(scene->directionsOnPlane[0].x, 2, 1e-6);
    EXPECT_NEAR(scene->directionsOnPlane[0].y, 0, 1e-6);
    const StateView view = run->view({.field = {.area = {}, .width = 20, .height = 20, .wantsBand = true}});
    EXPECT_EQ(view.field.values.size(), 400U);
    EXPECT_EQ(view.positiveShare.values.size(), 400U) << "its noise is known";
    EXPECT_FALSE(run->parts({.parts = PartSet().with(SnapshotPart::conditions)}).conditions);
    EXPECT_FALSE(xorSettingOf(run->spec()));
}

TEST(OtherData, GoesThroughASessionAndItsFile) {
    const ExperimentSpec spec = test::threeGroupsSpec();
    const auto session = test::sessionAt(spec, 60);
    session->send(KeepArchive{});
    const test::SnapshotPtr kept =
        test::waitFor(*session, [](const Snapshot& s) { return s.archive != nullptr && s.step == 60; });
    ASSERT_TRUE(kept);
    for (const Marker& marker : kept->markers) {
        EXPECT_NE(marker.landmark, Landmark::xorShaped);
        EXPECT_NE(marker.landmark, Landmark::theorem);
    }
    ASSERT_GT(kept->history.size(), 5U);
    EXPECT_EQ(kept->history[0].directions(), 1U);
    SessionDocument document;
    document.run = *kept->archive;
    document.weightsSha256 = kept->weightsSha256;
    const SessionDocument read = sessionFromBytes(sessionToBytes(document), "session");
    ASSERT_EQ(read.run.history.size(), kept->history.size());
    for (std::size_t i = 0; i < read.run.history.size(); ++i) {
        EXPECT_EQ(read.run.history[i].cosines, kept->history[i].cosines);
        EXPECT_EQ(read.run.history[i].projections, kept->history[i].projections);
        EXPECT_EQ(read.run.history[i].counts[0].positive, kept->history[i].counts[0].positive);
    }
    const RestoredRun restored = restoredRun(read, 1, {});
    EXPECT_TRUE(restored.note.empty()) << restored.note;
    EXPECT_EQ(restored.experiment->weightsSha256(), test::hashAt(spec, 60));
}

}  // namespace
}  // namespace featurescope
