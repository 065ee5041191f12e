#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>

#include "core/documents/session_file.h"
#include "core/io/atomic_file.h"
#include "core/io/npz_arrays.h"
#include "core/observables/observable_table.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

namespace featurescope {
namespace {

using test::ProcessResult;

constexpr std::uint64_t kLimit = std::uint64_t{1} << 26;

ProcessResult cli(const std::vector<std::string>& arguments) {
    return test::runProcess(FEATURESCOPE_CLI, arguments);
}

std::string contentOf(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

struct SessionCommands : testing::Test {
    test::TemporaryFolder folder;
    std::string session = (folder / "run.fscope").string();

    std::string in(const std::string& name) const { return (folder / name).string(); }
    /// A run of milliseconds that leaves a session and the usual three files.
    ProcessResult run(const std::vector<std::string>& more, const std::string& steps = "25") {
        std::vector<std::string> arguments{"run",
                                           "--set",
                                           "data.train_samples=40",
                                           "--set",
                                           "data.dimension=5",
                                           "--set",
                                           "network.neurons=8",
                                           "--set",
                                           "data.test_samples=30",
                                           "--out",
                                           in("out"),
                                           "--force",
                                           "--session",
                                           session,
                                           "--steps",
                                           steps};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return cli(arguments);
    }
};

TEST_F(SessionCommands, ASessionHoldsTheRunThatLeftIt) {
    const ProcessResult result = run({"--engine", "gram"});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    const SessionDocument document = sessionFromBytes(contentOf(session), "s");
    EXPECT_TRUE(contains(result.out, "weights sha256: " + document.weightsSha256));
    EXPECT_EQ(document.run.engine, "gram");
    EXPECT_EQ(document.run.trainedTo, 25);
    EXPECT_EQ(document.run.step, 25);
    ASSERT_EQ(document.run.checkpoints.size(), 1U);
    EXPECT_EQ(document.run.checkpoints[0]->step, 25);
    EXPECT_EQ(document.run.timeline.back().step, 25);
    EXPECT_EQ(document.run.history.tracked().size(), 8U);
    const ProcessResult info = cli({"info", session});
    EXPECT_TRUE(contains(info.out, "kind: session\n") && contains(info.out, "\nTrained to step: 25\n"))
        << info.out;
    EXPECT_TRUE(contains(info.out, "weights sha256: " + document.weightsSha256)) << info.out;
}

TEST_F(SessionCommands, ADivergedRunLeavesASessionToo) {
    const ProcessResult result = run({"--set", "training.step_size=1e30"});
    ASSERT_EQ(result.exitCode, 4) << result.err;
    const SessionDocument document = sessionFromBytes(contentOf(session), "s");
    ASSERT_TRUE(document.run.divergence);
    EXPECT_EQ(document.run.divergence->step, document.run.trainedTo + 1);
    EXPECT_TRUE(contains(result.err, document.run.divergence->message));
}

TEST_F(SessionCommands, AnExistingSessionIsReplacedOnlyWhenAskedAndKeptAsBackup) {
    writeFileAtomically(session, "precious");
    const ProcessResult refused =
        cli({"run", "--steps", "1", "--set", "network.neurons=2", "--quiet", "--session", session});
    EXPECT_EQ(refused.exitCode, 2);
    EXPECT_TRUE(contains(refused.err, "exists already")) << refused.err;
    EXPECT_EQ(contentOf(session), "precious");
    ASSERT_EQ(run({}).exitCode, 0);
    EXPECT_EQ(contentOf(backupPath(session)), "precious");
}

TEST_F(SessionCommands, ExportWritesCurvesAndTables) {
    ASSERT_EQ(run({}).exitCode, 0);
    const ProcessResult result = cli({"export", session, "--csv", in("tables"), "--npz", in("all.npz")});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    EXPECT_EQ(result.err, "");
    EXPECT_EQ(contentOf(folder.path() / "tables/metrics.csv"), contentOf(folder.path() / "out/metrics.csv"));
    const std::string neurons = contentOf(folder.path() / "tables/neurons.csv");
    EXPECT_TRUE(
        neurons.starts_with("neuron,sign_a,norm,cos_mu1,cos_mu2,projection_mu1,projection_mu2\n0,1,"));
    EXPECT_EQ(std::count(neurons.begin(), neurons.end(), '\n'), 9);
    EXPECT_TRUE(contains(contentOf(folder.path() / "tables/markers.csv"), "start,0,0\n"));
    const NpzArrays all(readNpz(in("all.npz"), kLimit), "all");
    const NpzArrays final(readNpz(folder.path() / "out/final.npz", kLimit), "final");
    for (const char* name : {"W", "a", "mu", "step", "spec"})
        EXPECT_EQ(all.at(name).values, final.at(name).values) << name;
    EXPECT_EQ(all.at("metrics").shape[1], kObservableCount);
}

TEST_F(SessionCommands, ExportToAFileWritesTheCurvesAlone) {
    ASSERT_EQ(run({}).exitCode, 0);
    ASSERT_EQ(cli({"export", session, "--csv", in("curves.csv")}).exitCode, 0);
    EXPECT_EQ(contentOf(in("curves.csv")), contentOf(folder.path() / "out/metrics.csv"));
    EXPECT_EQ(cli({"export", session, "--csv", in("curves.csv")}).exitCode, 2);
    EXPECT_EQ(cli({"export", session, "--csv", in("curves.csv"), "--force"}).exitCode, 0);
}

TEST_F(SessionCommands, ExportComesBackToAnEarlierStep) {
    ASSERT_EQ(run({}).exitCode, 0);
    SessionDocument document = sessionFromBytes(contentOf(session), "s");
    document.run.step = 9;
    writeFileAtomically(session, sessionToBytes(document));
    ASSERT_EQ(cli({"export", session, "--npz", in("nine.npz")}).exitCode, 0);
    ASSERT_EQ(run({}, "9").exitCode, 0);
    const NpzArrays nine(readNpz(in("nine.npz"), kLimit), "nine");
    const NpzArrays final(readNpz(folder.path() / "out/final.npz", kLimit), "final");
    EXPECT_EQ(nine.at("W").values, final.at("W").values);
    EXPECT_EQ(nine.integer("step"), 9);
}

TEST_F(SessionCommands, ExportSaysWhenTheWeightsAreNotThoseThatWereSaved) {
    ASSERT_EQ(run({}).exitCode, 0);
    SessionDocument document = sessionFromBytes(contentOf(session), "s");
    document.weightsSha256 = std::string(64, 'd');
    writeFileAtomically(session, sessionToBytes(document));
    const ProcessResult result = cli({"export", session, "--npz", in("a.npz")});
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_TRUE(contains(result.err, "The weights are not those that were saved")) << result.err;
}

TEST_F(SessionCommands, ExportRefusesARunThatDivergesBeforeItsStep) {
    ASSERT_EQ(run({}).exitCode, 0);
    SessionDocument document = sessionFromBytes(contentOf(session), "s");
    document.run.checkpoints.clear();
    document.run.spec.training.stepSizeChanges = {{3, 1e30}};
    writeFileAtomically(session, sessionToBytes(document));
    const ProcessResult result = cli({"export", session, "--npz", in("a.npz")});
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_TRUE(contains(result.err, "The run diverged at step 4")) << result.err;
    EXPECT_FALSE(std::filesystem::exists(in("a.npz")));
}

TEST_F(SessionCommands, ExportLooksForFilesInTheWayBeforeItComputes) {
    ASSERT_EQ(run({}).exitCode, 0);
    SessionDocument document = sessionFromBytes(contentOf(session), "s");
    document.run.checkpoints.clear();
    document.run.step = document.run.trainedTo = 100000000;  // would take minutes
    document.weightsSha256.clear();
    writeFileAtomically(session, sessionToBytes(document));
    writeFileAtomically(in("a.npz"), "precious");
    const ProcessResult result = cli({"export", session, "--npz", in("a.npz")});
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_TRUE(contains(result.err, "exists already")) << result.err;
}

TEST_F(SessionCommands, OwnDataMustBeThereForAnExport) {
    std::vector<double> x;
    std::vector<std::int8_t> y;
    for (int i = 0; i < 20; ++i) {
        x.insert(x.end(), {i % 7 - 3.0, i % 5 - 2.0, i % 3 - 1.0});
        y.push_back(i % 2 == 0 ? std::int8_t{1} : std::int8_t{-1});
    }
    writeFileAtomically(in("mine.npz"), npzBytes({{"X", {{20, 3}, x}}, {"y", {{20}, y}}}));
    ASSERT_EQ(cli({"run", "--data", in("mine.npz"), "--steps", "5", "--session", session, "--out", in("own")})
                  .exitCode,
              0);
    const ProcessResult missing = cli({"export", session, "--npz", in("all.npz")});
    EXPECT_EQ(missing.exitCode, 2);
    EXPECT_TRUE(contains(missing.err, "name it with --data")) << missing.err;
    ASSERT_EQ(cli({"export", session, "--npz", in("all.npz"), "--data", in("mine.npz")}).exitCode, 0);
    const NpzArrays all(readNpz(in("all.npz"), kLimit), "all");
    EXPECT_EQ(all.at("W").values, NpzArrays(readNpz(in("own/final.npz"), kLimit), "final").at("W").values);
}

TEST_F(SessionCommands, ExportSaysWhatIsWrong) {
    writeFileAtomically(in("none.fscope"), npzBytes({{"X", {{1}, std::vector<double>{1}}}}));
    const ProcessResult wrong = cli({"export", in("none.fscope"), "--npz", in("a.npz")});
    EXPECT_EQ(wrong.exitCode, 2);
    EXPECT_TRUE(contains(wrong.err, "is no session")) << wrong.err;
    const ProcessResult nothing = cli({"export", in("none.fscope")});
    EXPECT_EQ(nothing.exitCode, 2);
    EXPECT_TRUE(contains(nothing.err, "--csv or --npz")) << nothing.err;
    EXPECT_EQ(cli({"export", in("missing.fscope"), "--npz", in("a.npz")}).exitCode, 3);
    EXPECT_FALSE(std::filesystem::exists(in("a.npz")));
}

}  // namespace
}  // namespace featurescope
