#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "app/exit_code.h"
#include "core/io/atomic_file.h"
#include "core/spec/spec_json.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

// Outputs that somebody else writes too, and programs that wait for somebody else.

namespace featurescope::test {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

class SharedOutputs : public testing::Test {
  protected:
    ProcessResult run(std::vector<std::string> more, const std::function<void(int)>& whileRunning = {}) {
        std::vector<std::string> arguments{"run",
                                           "first-screen",
                                           "--quiet",
                                           "--set",
                                           "data.train_samples=50",
                                           "--set",
                                           "data.test_samples=50",
                                           "--set",
                                           "network.neurons=10"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return runProcess(FEATURESCOPE_CLI, arguments, whileRunning);
    }
    std::string at(const std::string& name) { return (folder / name).string(); }
    /// Waits until a file is there, for a minute at most.
    bool appears(const std::string& name) {
        for (int i = 0; i < 6000 && !fs::exists(folder / name); ++i) std::this_thread::sleep_for(10ms);
        return fs::exists(folder / name);
    }
    TemporaryFolder folder;
};

TEST_F(SharedOutputs, AFolderIsOfOneRunAtATime) {
    const std::vector<std::string> endless{"--steps",      "1000000000", "--out",  at("out"),
                                           "--checkpoint", at("c.npz"),  "--force"};
    const ProcessResult first = run(endless, [&](int process) {
        ASSERT_TRUE(appears("c.npz"));
        const ProcessResult second = run({"--steps", "3", "--out", at("out"), "--force"});
        EXPECT_EQ(second.exitCode, kExitFileTrouble);
        EXPECT_NE(second.err.find(at("out") + " is being written by another run"), std::string::npos)
            << second.err;
        ::kill(process, SIGINT);
    });
    EXPECT_EQ(first.exitCode, kExitInterrupted) << first.err;
    EXPECT_TRUE(fs::exists(folder / "out" / "final.npz"));
    EXPECT_EQ(run({"--steps", "3", "--out", at("out"), "--force"}).exitCode, kExitDone);
}

TEST_F(SharedOutputs, ASessionOfSomebodyElseThatCameMeanwhileIsKept) {
    const ProcessResult result =
        run({"--steps", "1000000000", "--session", at("s.fscope"), "--checkpoint", at("c.npz")},
            [&](int process) {
                ASSERT_TRUE(appears("c.npz"));
                std::ofstream(folder / "s.fscope") << "mine";
                ::kill(process, SIGINT);
            });
    EXPECT_EQ(result.exitCode, kExitFileTrouble);
    EXPECT_NE(result.err.find("the session is in " + at("s-2.fscope")), std::string::npos) << result.err;
    EXPECT_EQ(readWholeFile(folder / "s.fscope", 100), "mine");
    EXPECT_TRUE(fs::exists(folder / "s-2.fscope"));
}

TEST_F(SharedOutputs, TwoOutputsAreNeverOneFile) {
    fs::create_directory(folder / "out");
    fs::create_directory_symlink(folder / "out", folder / "link");
    const std::vector<std::vector<std::string>> pairs{
        {"--session", at("a.npz"), "--checkpoint", at("a.npz")},
        {"--session", at("a"), "--checkpoint", at("a~")},
        {"--out", at("out"), "--checkpoint", at("link/final.npz")},
        {"--out", at("out"), "--session", at("out/../out/spec.json")}};
    for (std::vector<std::string> options : pairs) {
        options.insert(options.end(), {"--force", "--steps", "1000000000"});
        const ProcessResult result = run(options);
        EXPECT_EQ(result.exitCode, kExitBadInput) << options[1] << result.err;
        EXPECT_NE(result.err.find("would both write"), std::string::npos) << result.err;
    }
}

TEST_F(SharedOutputs, ACheckpointMayLieInTheNewFolderOfTheRun) {
    EXPECT_EQ(run({"--steps", "2", "--out", at("new"), "--checkpoint", at("new/c.npz")}).exitCode, kExitDone);
    EXPECT_TRUE(fs::exists(folder / "new" / "c.npz"));
}

TEST_F(SharedOutputs, ANameThatIsEmptyIsRefused) {
    for (const std::string option : {"--session", "--checkpoint", "--out"}) {
        const ProcessResult result = run({"--steps", "1000000000", option, ""});
        EXPECT_EQ(result.exitCode, kExitBadInput) << option;
        EXPECT_NE(result.err.find(option + " is empty"), std::string::npos) << result.err;
    }
    for (const std::string name : {"", ":memory:"}) {
        const ProcessResult result =
            runProcess("/bin/sh", {"-c", "cd \"$1\"; shift; exec \"$0\" \"$@\"", FEATURESCOPE_CLI,
                                   folder.path().string(), "sweep", "--base", "too-few-neurons", "--x",
                                   "network.neurons=4,8", "--steps", "2", "--out", name});
        EXPECT_EQ(result.exitCode == kExitDone, !name.empty()) << result.err;
        EXPECT_EQ(fs::exists(folder / ":memory:"), !name.empty());
    }
}

TEST_F(SharedOutputs, OneSignalEndsAProgramThatWaitsForAPipe) {
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{"info", at("pipe")},
          {"run", "--spec", at("pipe")},
          {"run", "--data", at("pipe")},
          {"export", at("pipe"), "--npz", at("x.npz")},
          {"import", at("pipe"), "--label", "y", "--out", at("x.npz")}}) {
        const ProcessResult result = runProcess(FEATURESCOPE_CLI, arguments, [](int process) {
            std::this_thread::sleep_for(200ms);
            ::kill(process, SIGHUP);
        });
        EXPECT_TRUE(result.exitCode == kExitInterrupted || result.exitCode == 128 + SIGHUP)
            << arguments[0] << ' ' << result.exitCode;
    }
}

}  // namespace
}  // namespace featurescope::test
