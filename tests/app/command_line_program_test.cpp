#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <cmath>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <thread>

#include "core/base/number_text.h"
#include "core/io/npz.h"
#include "core/io/sha256.h"
#include "core/spec/spec_json.h"
#include "core/training/instruction_set.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"
#ifdef FEATURESCOPE_TEST_KINDS
#include "tests/support/three_groups_spec.h"
#endif

namespace featurescope {
namespace {

using test::ProcessResult;
using test::TemporaryFolder;
namespace fs = std::filesystem;

ProcessResult cli(const std::vector<std::string>& arguments,
                  const std::function<void(int)>& whileRunning = {}) {
    return test::runProcess(FEATURESCOPE_CLI, arguments, whileRunning);
}

/// A run small enough to take milliseconds.
std::vector<std::string> smallRun(const std::vector<std::string>& more) {
    std::vector<std::string> arguments{"run",
                                       "--set",
                                       "data.dimension=5",
                                       "--set",
                                       "data.train_samples=40",
                                       "--set",
                                       "data.test_samples=30",
                                       "--set",
                                       "network.neurons=8",
                                       "--steps",
                                       "25"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

std::string contentOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::set<std::string> filesIn(const fs::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename().string());
    return names;
}

std::vector<std::int64_t> stepsOf(const std::string& csv) {
    std::vector<std::int64_t> steps;
    std::istringstream lines(csv);
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line)) steps.push_back(parseInteger(line.substr(0, line.find(','))).value());
    return steps;
}

/// The text after `label` on the line of `output` that starts with it.
std::string valueOf(const std::string& output, const std::string& label) {
    const std::size_t start = ("\n" + output).find("\n" + label);
    if (start == std::string::npos) return {};
    const std::size_t from = start + label.size();
    return output.substr(from, output.find('\n', from) - from);
}

const std::set<std::string> kAllFiles{"spec.json", "metrics.csv", "final.npz"};

TEST(CommandLineProgram, HelpAndVersionSucceed) {
    EXPECT_EQ(cli({"--help"}).exitCode, 0);
    EXPECT_NE(cli({"--help"}).out.find("scenarios"), std::string::npos);
    EXPECT_NE(cli({"run", "--help"}).out.find("--metrics-every"), std::string::npos);
    EXPECT_EQ(cli({"--version"}).exitCode, 0);
    EXPECT_TRUE(cli({"--version"}).out.starts_with("featurescope-cli "));
}

TEST(CommandLineProgram, ListsTheScenarios) {
    const ProcessResult result = cli({"scenarios"});
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_TRUE(result.out.starts_with("first-screen "));
    EXPECT_NE(result.out.find("\ntheorem-1 "), std::string::npos);
}

TEST(CommandLineProgram, PrintsASpecThatReadsBack) {
    const ProcessResult result =
        cli({"spec", "figure-1", "--set", "data.dimension=20", "--set", "title=mine"});
    EXPECT_EQ(result.exitCode, 0);
    const ExperimentSpec spec = specFromJson(result.out, "output");
    EXPECT_EQ(dimensionOf(spec.data), 20);
    EXPECT_EQ(spec.title, "mine");
    EXPECT_EQ(spec.network.neurons, 500);
}

TEST(CommandLineProgram, WritesThreeFilesThatAgree) {
    const TemporaryFolder folder;
    const ProcessResult result =
        cli(smallRun({"--out", (folder / "new/deep").string(), "--precision", "double"}));
    ASSERT_EQ(result.exitCode, 0) << result.err;
    EXPECT_EQ(result.err, "");
    EXPECT_EQ(filesIn(folder / "new/deep"), kAllFiles);
    const std::string specText = contentOf(folder / "new/deep/spec.json");
    EXPECT_EQ(specFromJson(specText, "spec.json").training.precision, Precision::dbl);
    EXPECT_EQ(stepsOf(contentOf(folder / "new/deep/metrics.csv")).back(), 25);

    const std::vector<NpzEntry> arrays = readNpz(folder / "new/deep/final.npz", 1 << 20);
    ASSERT_EQ(arrays.size(), 5U);
    EXPECT_EQ(arrays[0].array.shape, (std::vector<std::size_t>{8, 5}));
    const auto& weights = std::get<std::vector<double>>(arrays[0].array.values);
    EXPECT_EQ(valueOf(result.out, "weights sha256: "), sha256Hex(std::as_bytes(std::span(weights))));
    EXPECT_EQ(std::get<std::vector<std::int64_t>>(arrays[3].array.values), std::vector<std::int64_t>{25});
    EXPECT_EQ(specFromJson(std::get<std::string>(arrays[4].array.values), "x"), specFromJson(specText, "y"));
}

TEST(CommandLineProgram, TheWrittenSpecGivesTheSameRun) {
    const TemporaryFolder folder;
    const ProcessResult first = cli(smallRun({"--out", (folder / "a").string(), "--threads", "1"}));
    const ProcessResult second = cli({"run", "--spec", (folder / "a/spec.json").string(), "--threads", "3",
                                      "--out", (folder / "b").string()});
    ASSERT_EQ(second.exitCode, 0) << second.err;
    EXPECT_EQ(valueOf(first.out, "weights sha256: "), valueOf(second.out, "weights sha256: "));
    for (const std::string& name : kAllFiles)
        EXPECT_EQ(contentOf(folder / "a" / name), contentOf(folder / "b" / name));
}

TEST(CommandLineProgram, ThreadsThatShareAStepGiveTheSameBits) {
    for (const std::string engine : {"primal", "gram"}) {
        const auto runWith = [&](const std::string& threads) {
            return cli({"run", "--set", "data.dimension=60", "--set", "data.train_samples=300", "--set",
                        "network.neurons=60", "--steps", "40", "--engine", engine, "--threads", threads});
        };
        const ProcessResult one = runWith("1"), two = runWith("2");
        EXPECT_EQ(valueOf(one.out, "threads: "), "1");
        EXPECT_EQ(valueOf(two.out, "threads: "), "2");
        EXPECT_EQ(valueOf(one.out, "weights sha256: "), valueOf(two.out, "weights sha256: ")) << engine;
    }
}

TEST(CommandLineProgram, QuietPrintsTwoLines) {
    const ProcessResult result = cli(smallRun({"--quiet"}));
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_EQ(std::count(result.out.begin(), result.out.end(), '\n'), 2);
    EXPECT_TRUE(parseNumber(valueOf(result.out, "steps per second: "))) << result.out;
    EXPECT_EQ(valueOf(result.out, "weights sha256: ").size(), 64U);
    EXPECT_EQ(result.err, "");
}

TEST(CommandLineProgram, EveryInstructionSetOfTheMachineCanBeAskedFor) {
    for (const auto& row : NameTable<InstructionSet>::kinds) {
        const std::string name(row.name);
        const ProcessResult result = cli(smallRun({"--isa", name}));
        if (!isSupported(row.kind)) {
            EXPECT_EQ(result.exitCode, 2) << name;
            EXPECT_NE(result.err.find(name), std::string::npos) << result.err;
            continue;
        }
        EXPECT_EQ(result.exitCode, 0) << result.err;
        const std::string used(nameOf(chosenInstructionSet(row.kind)));
        EXPECT_NE(result.out.find("instruction set: " + used + "\n"), std::string::npos) << result.out;
    }
}

TEST(CommandLineProgram, RecordsTheAskedSteps) {
    const TemporaryFolder folder;
    cli(smallRun({"--out", (folder / "ten").string(), "--metrics-every", "10"}));
    EXPECT_EQ(stepsOf(contentOf(folder / "ten/metrics.csv")), (std::vector<std::int64_t>{0, 10, 20, 25}));
    cli(smallRun({"--out", (folder / "log").string(), "--metrics-every", "log"}));
    const std::vector<std::int64_t> steps = stepsOf(contentOf(folder / "log/metrics.csv"));
    EXPECT_EQ(std::vector(steps.begin(), steps.begin() + 11),
              (std::vector<std::int64_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}));
    EXPECT_EQ(steps.back(), 25);
}

TEST(CommandLineProgram, NoStepsEvaluateTheStart) {
    const TemporaryFolder folder;
    const ProcessResult result = cli({"run", "--steps", "0", "--out", (folder / "a").string()});
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_EQ(stepsOf(contentOf(folder / "a/metrics.csv")), std::vector<std::int64_t>{0});
    EXPECT_EQ(valueOf(result.out, "steps per second: "), "0");
}

TEST(CommandLineProgram, RefusesAFolderThatIsNotEmptyBeforeTraining) {
    const TemporaryFolder folder;
    std::ofstream(folder / "mine.txt") << "mine";
    const ProcessResult refused =
        cli({"run", "figure-1", "--steps", "1000000", "--out", folder.path().string()});
    EXPECT_EQ(refused.exitCode, 2);
    EXPECT_NE(refused.err.find("--force"), std::string::npos) << refused.err;
    EXPECT_EQ(filesIn(folder.path()), std::set<std::string>{"mine.txt"});
    EXPECT_EQ(cli(smallRun({"--out", folder.path().string(), "--force"})).exitCode, 0);
    EXPECT_EQ(filesIn(folder.path()).size(), 4U);
    EXPECT_EQ(contentOf(folder / "mine.txt"), "mine");
}

TEST(CommandLineProgram, AFolderThatCannotBeMadeIsFileTrouble) {
    const TemporaryFolder folder;
    std::ofstream(folder / "file") << "x";
    EXPECT_EQ(cli({"run", "--steps", "1000000", "--out", (folder / "file").string()}).exitCode, 3);
    EXPECT_EQ(cli({"run", "--steps", "1000000", "--out", (folder / "file/inside").string()}).exitCode, 3);
    EXPECT_EQ(cli({"run", "--steps", "1000000", "--out", "/proc/featurescope"}).exitCode, 3);
}

TEST(CommandLineProgram, DivergenceKeepsEveryStepBefore) {
    const TemporaryFolder folder;
    const std::vector<std::string> arguments = {"--set", "training.step_size_changes=[[17, 1e30]]", "--out",
                                                (folder / "a").string()};
    const ProcessResult result = cli(smallRun(arguments));
    EXPECT_EQ(result.exitCode, 4) << result.err;
    EXPECT_NE(result.err.find("step 18"), std::string::npos) << result.err;
    EXPECT_NE(result.err.find("training.step_size"), std::string::npos) << result.err;
    EXPECT_EQ(filesIn(folder / "a"), kAllFiles);
    EXPECT_EQ(stepsOf(contentOf(folder / "a/metrics.csv")).back(), 17);
    const std::vector<NpzEntry> arrays = readNpz(folder / "a/final.npz", 1 << 20);
    EXPECT_EQ(std::get<std::vector<std::int64_t>>(arrays[3].array.values)[0], 17);
    for (const float weight : std::get<std::vector<float>>(arrays[0].array.values))
        EXPECT_TRUE(std::isfinite(weight));
    // The kept weights are those of a run that stops there.
    std::vector<std::string> shorter = smallRun({});
    shorter.back() = "17";
    EXPECT_EQ(valueOf(cli(shorter).out, "weights sha256: "), valueOf(result.out, "weights sha256: "));
}

TEST(CommandLineProgram, AHugeStepSizeDiverges) {
    const TemporaryFolder folder;
    const ProcessResult result =
        cli({"run", "--set", "training.step_size=1e30", "--out", (folder / "a").string()});
    EXPECT_EQ(result.exitCode, 4);
    EXPECT_EQ(stepsOf(contentOf(folder / "a/metrics.csv")), std::vector<std::int64_t>{0});
}

/// Interrupts an endless run; `delay` is how long after its start at least.
ProcessResult interruptedRun(const fs::path& out, int signal, std::chrono::milliseconds delay) {
    std::vector<std::string> arguments = smallRun({"--out", out.string()});
    std::replace(arguments.begin(), arguments.end(), std::string("25"), std::string("9e15"));
    return cli(arguments, [&](int process) {
        std::this_thread::sleep_for(delay);
        ::kill(process, signal);
    });
}

TEST(CommandLineProgram, AnInterruptStillWritesWhatThereIs) {
    for (const int signal : {SIGINT, SIGTERM}) {
        const TemporaryFolder folder;
        ProcessResult result;
        // A signal that comes before the first step leaves nothing to write, so on a slow machine try a later
        // one.
        for (std::chrono::milliseconds delay{50}; delay.count() < 20000 && !fs::exists(folder / "a");
             delay *= 2) {
            result = interruptedRun(folder / "a", signal, delay);
        }
        EXPECT_EQ(result.exitCode, 130) << result.err;
        ASSERT_EQ(filesIn(folder / "a"), kAllFiles);
        const std::vector<NpzEntry> arrays = readNpz(folder / "a/final.npz", 1 << 20);
        const std::int64_t step = std::get<std::vector<std::int64_t>>(arrays[3].array.values)[0];
        EXPECT_EQ(stepsOf(contentOf(folder / "a/metrics.csv")).back(), step);
        EXPECT_NE(result.err.find("step " + numberText(step)), std::string::npos) << result.err;
        EXPECT_NE(result.out.find("weights sha256: "), std::string::npos);
    }
}

TEST(CommandLineProgram, GivenDataBecomePartOfTheSpec) {
    const TemporaryFolder folder;
    std::ofstream(folder / "data.npz", std::ios::binary)
        << npzBytes({{"X", {{3, 2}, std::vector<float>{1, 0, 0, 1, -1, 0}}},
                     {"y", {{3}, std::vector<std::int64_t>{1, -1, 1}}}});
    const std::string data = (folder / "data.npz").string(), out = (folder / "a").string();
    const ProcessResult result = cli({"run", "--data", data, "--out", out, "--steps", "3"});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    const std::string spec = out + "/spec.json";
    const FileData file = std::get<FileData>(readSpecFile(spec).data);
    EXPECT_EQ(file.trainSamples, 3);
    const std::string bytes = contentOf(data);
    EXPECT_EQ(file.sha256, sha256Hex(std::as_bytes(std::span(bytes))));
    EXPECT_EQ(valueOf(result.out, "test_error: "), "not defined");
    EXPECT_EQ(cli({"run", "--spec", spec}).exitCode, 2);
    const ProcessResult again = cli({"run", "--spec", spec, "--data", data});
    EXPECT_EQ(valueOf(again.out, "weights sha256: "), valueOf(result.out, "weights sha256: "));
    std::ofstream(folder / "other.npz", std::ios::binary)
        << npzBytes({{"X", {{1, 2}, std::vector<float>{1, 0}}}, {"y", {{1}, std::vector<std::int8_t>{1}}}});
    EXPECT_EQ(cli({"run", "--spec", spec, "--data", (folder / "other.npz").string()}).exitCode, 2);
}

#ifdef FEATURESCOPE_TEST_KINDS
TEST(CommandLine, RunsDataOfOtherKinds) {
    const TemporaryFolder folder;
    ExperimentSpec spec = test::threeGroupsSpec();
    spec.training.steps = 30;
    const fs::path file = folder / "spec.json", out = folder / "out";
    std::ofstream(file) << specToJson(spec);
    const ProcessResult result =
        cli({"run", "--spec", file.string(), "--set", "data.spread=0.2", "--out", out.string()});
    EXPECT_EQ(result.exitCode, 0) << result.err;
    const auto arrays = readNpz(out / "final.npz", 1 << 24);
    const auto mu = std::find_if(arrays.begin(), arrays.end(), [](const auto& e) { return e.name == "mu"; });
    ASSERT_NE(mu, arrays.end());
    EXPECT_EQ(mu->array.shape, (std::vector<std::size_t>{1, 5}));
    // "alignment_own_median" and "alignment_cross_median" are empty: no direction belongs to one sign alone.
    const std::string csv = contentOf(out / "metrics.csv");
    EXPECT_NE(csv.find(",,,"), std::string::npos) << csv;
}
#endif

}  // namespace
}  // namespace featurescope
