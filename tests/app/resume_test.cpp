#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <thread>

#include "core/io/npz.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

// `run --checkpoint` and `run --resume`.

namespace featurescope {
namespace {

using test::ProcessResult;
using test::TemporaryFolder;
namespace fs = std::filesystem;

ProcessResult run(std::vector<std::string> arguments, const std::function<void(int)>& whileRunning = {}) {
    arguments.insert(arguments.begin(), "run");
    return test::runProcess(FEATURESCOPE_CLI, arguments, whileRunning);
}

std::vector<std::string> with(std::vector<std::string> arguments, const std::vector<std::string>& more) {
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

const std::vector<std::string> kSmall{"--set", "data.dimension=5",     "--set", "data.train_samples=40",
                                      "--set", "data.test_samples=30", "--set", "network.neurons=8"};

std::string contentOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void expectSameResults(const fs::path& a, const fs::path& b) {
    for (const char* name : {"spec.json", "metrics.csv", "final.npz"}) {
        EXPECT_FALSE(contentOf(a / name).empty());
        EXPECT_EQ(contentOf(a / name), contentOf(b / name)) << name;
    }
}

/// Runs on in three parts with 1, 3 and 2 threads, and compares with a straight run.
void expectPartsGiveAStraightRun(const std::vector<std::string>& settings) {
    const TemporaryFolder folder;
    const std::string file = (folder / "state.npz").string();
    const ProcessResult straight =
        run(with(settings, {"--steps", "60", "--threads", "2", "--out", (folder / "straight").string()}));
    ASSERT_EQ(straight.exitCode, 0) << straight.err;
    run(with(settings, {"--steps", "26", "--threads", "1", "--checkpoint", file}));
    // Half-way files only: neither engine nor schedule nor spec have to be named again.
    ASSERT_EQ(run({"--resume", file, "--steps", "33", "--threads", "3", "--checkpoint", file}).exitCode, 0);
    const ProcessResult resumed = run(with(settings, {"--resume", file, "--steps", "60", "--threads", "2",
                                                      "--out", (folder / "resumed").string()}));
    ASSERT_EQ(resumed.exitCode, 0) << resumed.err;
    expectSameResults(folder / "straight", folder / "resumed");
}

TEST(Resume, GivesTheFilesOfAStraightRunForEveryEngineAndSchedule) {
    for (const std::string engine : {"primal", "gram"}) {
        for (const std::string every : {"log", "7"})
            expectPartsGiveAStraightRun(with(kSmall, {"--engine", engine, "--metrics-every", every}));
    }
}

/// So large that two threads share each step.
const std::vector<std::string> kLarger{"--set", "data.dimension=60",    "--set", "data.train_samples=300",
                                       "--set", "data.test_samples=30", "--set", "network.neurons=60"};

TEST(Resume, GivesTheFilesOfAStraightRunWhenThreadsShareTheWork) {
    for (const std::string engine : {"primal", "gram"}) {
        const std::vector<std::string> settings = with(kLarger, {"--engine", engine});
        const ProcessResult two = run(with(settings, {"--steps", "2", "--threads", "2"}));
        EXPECT_NE(two.out.find("\nthreads: 2\n"), std::string::npos) << two.out;
        expectPartsGiveAStraightRun(settings);
    }
}

TEST(Resume, ACheckpointThatCannotBeWrittenAtTheEndCostsNothingElse) {
    const TemporaryFolder folder;
    fs::create_directory(folder / "place");
    const std::string file = (folder / "place/state.npz").string();
    const ProcessResult result =
        run(with(kSmall, {"--steps", "1000000000", "--checkpoint", file, "--out", (folder / "out").string(),
                          "--session", (folder / "run.fscope").string()}),
            [&](int process) {
                using namespace std::chrono_literals;
                while (!fs::exists(file)) std::this_thread::sleep_for(1ms);
                fs::remove_all(folder / "place");
                std::this_thread::sleep_for(50ms);
                ::kill(process, SIGINT);
            });
    EXPECT_EQ(result.exitCode, 3) << result.err;
    EXPECT_NE(result.err.find("state.npz cannot be written"), std::string::npos) << result.err;
    EXPECT_NE(result.out.find("weights sha256: "), std::string::npos);
    for (const char* name : {"out/spec.json", "out/metrics.csv", "out/final.npz", "run.fscope"})
        EXPECT_FALSE(contentOf(folder / name).empty()) << name;
}

TEST(Resume, GoesOnAfterCtrlC) {
    const TemporaryFolder folder;
    const std::string file = (folder / "state.npz").string();
    const ProcessResult interrupted =
        run(with(kSmall, {"--steps", "1000000000", "--checkpoint", file}), [&](int process) {
            using namespace std::chrono_literals;
            while (!fs::exists(file))
                std::this_thread::sleep_for(1ms);  // it is written before the first step
            std::this_thread::sleep_for(50ms);
            ::kill(process, SIGINT);
        });
    ASSERT_EQ(interrupted.exitCode, 130) << interrupted.err;
    const auto entries = readNpz(file, 1 << 26);
    std::int64_t step = -1;
    for (const NpzEntry& entry : entries) {
        if (entry.name == "step") step = std::get<std::vector<std::int64_t>>(entry.array.values).at(0);
    }
    ASSERT_GT(step, 0);
    const std::string last = std::to_string(step + 50);
    ASSERT_EQ(run({"--resume", file, "--steps", last, "--out", (folder / "resumed").string()}).exitCode, 0);
    ASSERT_EQ(run(with(kSmall, {"--steps", last, "--out", (folder / "straight").string()})).exitCode, 0);
    expectSameResults(folder / "straight", folder / "resumed");
}

TEST(Resume, KeepsTheStateBeforeADivergence) {
    const TemporaryFolder folder;
    const std::string file = (folder / "state.npz").string();
    const std::vector<std::string> wild = with(kSmall, {"--set", "training.step_size_changes=[[20, 1e9]]"});
    ASSERT_EQ(run(with(wild, {"--steps", "40", "--checkpoint", file})).exitCode, 4);
    const ProcessResult again = run({"--resume", file});
    EXPECT_EQ(again.exitCode, 4);
    EXPECT_NE(again.err.find("step 21"), std::string::npos) << again.err;
    EXPECT_EQ(run(with(kSmall, {"--resume", file, "--set", "training.step_size_changes=[]", "--steps", "40",
                                "--out", (folder / "resumed").string()}))
                  .exitCode,
              0);
    run(with(kSmall, {"--steps", "40", "--out", (folder / "straight").string()}));
    expectSameResults(folder / "straight", folder / "resumed");
}

TEST(Resume, WorksOnGivenData) {
    const TemporaryFolder folder;
    std::ofstream(folder / "data.npz", std::ios::binary)
        << npzBytes({{"X", {{4, 2}, std::vector<double>{1, 0, -1, 0.1, 0, 1, 0.2, -1}}},
                     {"y", {{4}, std::vector<std::int8_t>{1, 1, -1, -1}}}});
    const std::string data = (folder / "data.npz").string(), file = (folder / "state.npz").string();
    ASSERT_EQ(run({"--data", data, "--steps", "12", "--checkpoint", file}).exitCode, 0);
    EXPECT_EQ(run({"--resume", file, "--steps", "20"}).exitCode, 2);
    ASSERT_EQ(run({"--data", data, "--resume", file, "--steps", "20", "--out", (folder / "resumed").string()})
                  .exitCode,
              0);
    ASSERT_EQ(run({"--data", data, "--steps", "20", "--out", (folder / "straight").string()}).exitCode, 0);
    expectSameResults(folder / "straight", folder / "resumed");
}

TEST(Resume, RefusesWhatWouldNotBeTheSameRun) {
    const TemporaryFolder folder;
    const std::string file = (folder / "state.npz").string();
    ASSERT_EQ(run(with(kSmall, {"--steps", "26", "--checkpoint", file})).exitCode, 0);
    const std::vector<std::pair<std::vector<std::string>, std::string>> wrong{
        {{"--set", "seeds.weights=2"}, "seeds.weights"},
        {{"--set", "training.step_size=0.3"}, "training.step_size"},
        {{"--precision", "double"}, "training.precision"},
        {{"figure-1"}, "data."},
        {{"--steps", "25"}, "training.steps"},
        {{"--engine", "primal"}, "--engine"},
        {{"--metrics-every", "3"}, "--metrics-every"},
    };
    for (const auto& [arguments, culprit] : wrong) {
        if (culprit == "--engine") {  // the one that was not chosen
            const bool isPrimal = contentOf(file).find("state_W") != std::string::npos;
            const ProcessResult result = run({"--resume", file, "--engine", isPrimal ? "gram" : "primal"});
            EXPECT_EQ(result.exitCode, 2);
            EXPECT_NE(result.err.find(culprit), std::string::npos) << result.err;
            continue;
        }
        const ProcessResult result = run(with(arguments, {"--resume", file}));
        EXPECT_EQ(result.exitCode, 2) << culprit;
        EXPECT_NE(result.err.find(culprit), std::string::npos) << result.err;
    }
    EXPECT_EQ(run({"--resume", (folder / "missing.npz").string()}).exitCode, 3);
}

TEST(Resume, DoesNotOverwriteTheStateOfAnotherRunByAccident) {
    const TemporaryFolder folder;
    const std::string file = (folder / "state.npz").string();
    ASSERT_EQ(run(with(kSmall, {"--steps", "26", "--checkpoint", file})).exitCode, 0);
    const std::string before = contentOf(file);
    const ProcessResult refused = run(with(kSmall, {"--steps", "30", "--checkpoint", file}));
    EXPECT_EQ(refused.exitCode, 2);
    EXPECT_NE(refused.err.find("--force"), std::string::npos) << refused.err;
    EXPECT_EQ(contentOf(file), before);
    EXPECT_EQ(run(with(kSmall, {"--steps", "30", "--checkpoint", file, "--force"})).exitCode, 0);
    EXPECT_NE(contentOf(file), before);
    EXPECT_EQ(run(with(kSmall, {"--checkpoint", (folder / "none/state.npz").string()})).exitCode, 3);
}

}  // namespace
}  // namespace featurescope
