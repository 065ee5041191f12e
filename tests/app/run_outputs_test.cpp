#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "app/exit_code.h"
#include "core/io/atomic_file.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

// What `run` writes, and that it is there.

namespace featurescope::test {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

std::vector<std::string> smallRun(const std::string& steps, std::vector<std::string> more) {
    std::vector<std::string> arguments{"run",   "first-screen",          "--steps", steps,
                                       "--set", "data.train_samples=50", "--set",   "data.test_samples=50",
                                       "--set", "network.neurons=10",    "--quiet"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

ProcessResult runSmall(const std::string& steps, std::vector<std::string> more) {
    return runProcess(FEATURESCOPE_CLI, smallRun(steps, std::move(more)));
}

/// The same by a shell that does something before.
ProcessResult runSmallAfter(const std::string& before, const std::string& steps,
                            std::vector<std::string> more) {
    std::vector<std::string> arguments{"-c", before + "; exec \"$0\" \"$@\"", FEATURESCOPE_CLI};
    for (std::string& argument : smallRun(steps, std::move(more))) arguments.push_back(std::move(argument));
    return runProcess("/bin/sh", arguments);
}

std::string contentOf(const fs::path& path) { return readWholeFile(path, std::uintmax_t{1} << 24); }

class RunOutputs : public testing::Test {
  protected:
    std::string at(const std::string& name) { return (folder / name).string(); }
    TemporaryFolder folder;
};

TEST_F(RunOutputs, WhatCannotBeWrittenIsSaidBeforeTheFirstStep) {
    fs::create_directory(folder / "folder");
    std::ofstream(folder / "file") << "x";
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    for (const std::string option : {"--session", "--checkpoint", "--out"}) {
        std::vector<std::string> targets{at("file/x"), at(std::string(256, 'x')), "/proc/x"};
        if (option != "--out") {
            for (const std::string& more :
                 {at("missing/x"), at("folder"), at("pipe"), std::string("/dev/full")})
                targets.push_back(more);
        }
        for (const std::string& target : targets) {
            const auto start = std::chrono::steady_clock::now();
            const ProcessResult result = runSmall("1000000000", {option, target, "--force"});
            EXPECT_EQ(result.exitCode, kExitFileTrouble) << option << ' ' << target << result.err;
            EXPECT_LT(std::chrono::steady_clock::now() - start, 1s) << option << ' ' << target;
        }
    }
    EXPECT_TRUE(fs::is_fifo(folder / "pipe"));
    for (const char* name : {"spec.json", "metrics.csv", "final.npz"}) {
        fs::create_directories(folder.path() / name / name);
        EXPECT_EQ(runSmall("1000000000", {"--out", at(name), "--force"}).exitCode, kExitFileTrouble) << name;
    }
}

TEST_F(RunOutputs, NamesMayBeAsLongAsTheSystemAllows) {
    const std::string longest(255, 'x');
    for (int i = 0; i < 2; ++i) {
        const ProcessResult result =
            runSmall("5", {"--session", at(longest), "--checkpoint", at(std::string(255, 'y')), "--force"});
        EXPECT_EQ(result.exitCode, kExitDone) << result.err;
    }
    EXPECT_EQ(runProcess(FEATURESCOPE_CLI, {"info", at(longest)}).exitCode, kExitDone);
    EXPECT_TRUE(fs::exists(folder / (std::string(254, 'x') + "~")));
    const std::string tooLong(256, 'x');
    EXPECT_NE(runSmall("5", {"--session", at(tooLong)})
                  .err.find(tooLong + " cannot be written: File name too long."),
              std::string::npos);
}

TEST_F(RunOutputs, ALinkToAFileThatIsNotThereYetIsFollowed) {
    fs::create_symlink("real.fscope", folder / "link.fscope");
    EXPECT_EQ(runSmall("5", {"--session", at("link.fscope")}).exitCode, kExitDone);
    EXPECT_TRUE(fs::is_symlink(folder / "link.fscope"));
    EXPECT_TRUE(fs::is_regular_file(folder / "real.fscope"));
}

TEST_F(RunOutputs, EverySignalThatAsksForTheEndStopsAtTheNextStepAndWritesEverything) {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGXCPU}) {
        const std::string name = std::to_string(signal);
        const ProcessResult result =
            runProcess(FEATURESCOPE_CLI,
                       smallRun("1000000000", {"--out", at("out" + name), "--session", at("s" + name),
                                               "--checkpoint", at("c" + name)}),
                       [&](int process) {
                           while (!fs::exists(folder / ("c" + name))) std::this_thread::sleep_for(1ms);
                           ::kill(process, signal);
                           // As a limit on computing time and a closed terminal do.
                           if (signal == SIGXCPU || signal == SIGHUP) ::kill(process, signal);
                       });
        EXPECT_EQ(result.exitCode, kExitInterrupted) << signal << result.err;
        EXPECT_NE(result.out.find("weights sha256: "), std::string::npos) << signal;
        for (const std::string& file : {"out" + name + "/spec.json", "out" + name + "/metrics.csv",
                                        "out" + name + "/final.npz", "s" + name})
            EXPECT_TRUE(fs::exists(folder / file)) << file;
        const ProcessResult resumed = runProcess(FEATURESCOPE_CLI, {"info", at("c" + name)});
        EXPECT_EQ(resumed.exitCode, kExitDone) << resumed.err;
    }
}

TEST_F(RunOutputs, AClosedTerminalDoesNotEndWhatWasStartedToOutliveIt) {
    const ProcessResult result = runProcess(
        "/bin/sh",
        [&] {
            std::vector<std::string> arguments{"-c", "trap '' HUP; exec \"$0\" \"$@\"", FEATURESCOPE_CLI};
            for (std::string& argument : smallRun("200000", {"--checkpoint", at("c"), "--session", at("s")}))
                arguments.push_back(std::move(argument));
            return arguments;
        }(),
        [&](int process) {
            while (!fs::exists(folder / "c")) std::this_thread::sleep_for(1ms);
            ::kill(process, SIGHUP);
        });
    EXPECT_EQ(result.exitCode, kExitDone) << result.err;
}

// Whether the disk is full or files may not be larger.
TEST_F(RunOutputs, WhenThereIsNoRoomTheOldFilesStayAsTheyWere) {
    ASSERT_EQ(runSmall("3", {"--out", at("out"), "--session", at("s")}).exitCode, kExitDone);
    std::vector<std::string> before;
    const std::vector<fs::path> files{folder.path() / "out" / "spec.json",
                                      folder.path() / "out" / "metrics.csv",
                                      folder.path() / "out" / "final.npz", folder / "s"};
    for (const fs::path& file : files) before.push_back(contentOf(file));
    const ProcessResult result =
        runSmallAfter("ulimit -f 2", "9", {"--out", at("out"), "--session", at("s"), "--force"});
    EXPECT_EQ(result.exitCode, kExitFileTrouble);
    EXPECT_NE(result.err.find("File too large"), std::string::npos) << result.err;
    for (std::size_t i = 0; i < files.size(); ++i) EXPECT_EQ(contentOf(files[i]), before[i]) << files[i];
}

TEST_F(RunOutputs, ForceLeavesNothingOfTheRunBefore) {
    ASSERT_EQ(runSmall("3", {"--out", at("out")}).exitCode, kExitDone);
    const ProcessResult diverged =
        runSmall("3", {"--out", at("out"), "--force", "--set", "network.init_variance=1e300"});
    EXPECT_EQ(diverged.exitCode, kExitDiverged) << diverged.err;
    EXPECT_FALSE(fs::exists(folder.path() / "out" / "final.npz")) << "there are no weights worth keeping";
    EXPECT_NE(contentOf(folder.path() / "out" / "spec.json").find("1e+300"), std::string::npos);
}

}  // namespace
}  // namespace featurescope::test
