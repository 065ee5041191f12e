#include <gtest/gtest.h>

#include <QImage>
#include <cmath>
#include <fstream>
#include <iterator>

#include "app/exit_code.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

namespace featurescope::test {
namespace {

/// Options that make any scenario a matter of milliseconds.
const std::vector<std::string> kSmall{"--set", "data.train_samples=50", "--set", "data.test_samples=50",
                                      "--set", "data.dimension=5",      "--set", "network.neurons=10"};

std::vector<std::string> with(std::vector<std::string> start, const std::vector<std::string>& more) {
    start.insert(start.end(), more.begin(), more.end());
    return start;
}

std::string hashLine(const std::string& output) {
    const std::size_t begin = output.find("weights sha256: ");
    return begin == std::string::npos ? "no hash in: " + output
                                      : output.substr(begin, output.find('\n', begin) - begin);
}

TEST(WindowProgram, RunToGivesTheWeightsOfTheCommandLine) {
    const ProcessResult window =
        runProcess(FEATURESCOPE_GUI, with({"first-screen", "--run-to", "25", "--quit"}, kSmall));
    const ProcessResult headless =
        runProcess(FEATURESCOPE_CLI, with({"run", "first-screen", "--steps", "25", "--quiet"}, kSmall));
    EXPECT_EQ(window.exitCode, kExitDone) << window.err;
    EXPECT_EQ(hashLine(window.out), hashLine(headless.out));
    EXPECT_EQ(hashLine(window.out).size(), 16U + 64U);
}

TEST(WindowProgram, SaysWhenItsHashCannotBeWritten) {
    std::vector<std::string> arguments{"-c", "exec \"$0\" \"$@\" > /dev/full", FEATURESCOPE_GUI};
    const ProcessResult window =
        runProcess("/bin/sh", with(with(arguments, {"--run-to", "3", "--quit"}), kSmall));
    EXPECT_EQ(window.exitCode, kExitFileTrouble);
    EXPECT_NE(window.err.find("Standard output cannot be written."), std::string::npos) << window.err;
}

TEST(WindowProgram, WritesAScreenshotOfTheGivenSize) {
    const TemporaryFolder folder;
    const std::string path = (folder / "shot.png").string();
    const ProcessResult result =
        runProcess(FEATURESCOPE_GUI,
                   with({"--size", "1100x720", "--run-to", "3", "--screenshot", path, "--quit"}, kSmall));
    EXPECT_EQ(result.exitCode, kExitDone) << result.err;
    const QImage picture(QString::fromStdString(path));
    EXPECT_EQ(picture.size(), QSize(1100, 720));
}

TEST(WindowProgram, WaitsForNoFieldWhereTheActivationHasNone) {
    const TemporaryFolder folder;
    const std::string path = (folder / "shot.png").string();
    const ProcessResult result = runProcess(
        FEATURESCOPE_GUI,
        with({"sign-neurons", "--layout", "lecture", "--run-to", "1", "--screenshot", path, "--quit"}, {}));
    EXPECT_EQ(result.exitCode, kExitDone) << result.err;
    EXPECT_FALSE(QImage(QString::fromStdString(path)).isNull());
}

TEST(WindowProgram, OpensItsOwnPictures) {
    const TemporaryFolder folder;
    const std::string path = (folder / "shot.png").string();
    const ProcessResult first = runProcess(
        FEATURESCOPE_GUI,
        with({"--run-to", "3", "--screenshot", path, "--quit", "--set", "seeds.weights=77"}, kSmall));
    const ProcessResult second = runProcess(FEATURESCOPE_GUI, {path, "--run-to", "3", "--quit"});
    EXPECT_EQ(hashLine(first.out), hashLine(second.out));
}

TEST(WindowProgram, ATableTrainsAsOnTheCommandLineWhenItsLabelColumnIsNamed) {
    const TemporaryFolder folder;
    const std::string path = (folder / "own.csv").string();
    std::ofstream table(path);
    table << "height,width,kind\n";
    for (int i = 0; i < 40; ++i)
        table << std::sin(3 * i) << ',' << std::cos(5 * i) << ',' << (i % 3 == 0 ? "oak" : "elm") << '\n';
    table.close();
    const ProcessResult window =
        runProcess(FEATURESCOPE_GUI, {path, "--label", "kind", "--run-to", "20", "--quit"});
    const ProcessResult headless =
        runProcess(FEATURESCOPE_CLI, {"run", "--data", path, "--label", "kind", "--steps", "20", "--quiet"});
    EXPECT_EQ(window.exitCode, kExitDone) << window.err;
    EXPECT_EQ(hashLine(window.out), hashLine(headless.out));
    // Nobody is there to be asked.
    const ProcessResult unasked = runProcess(FEATURESCOPE_GUI, {path, "--run-to", "20", "--quit"});
    EXPECT_EQ(unasked.exitCode, kExitBadInput);
    EXPECT_NE(unasked.err.find("--label"), std::string::npos) << unasked.err;
    const ProcessResult noTable = runProcess(FEATURESCOPE_GUI, {"first-screen", "--label", "kind", "--quit"});
    EXPECT_EQ(noTable.exitCode, kExitBadInput);
    EXPECT_NE(noTable.err.find("FILE.csv"), std::string::npos) << noTable.err;
}

TEST(WindowProgram, ScreenshotsAreTheSameBytesEachTime) {
    const TemporaryFolder folder;
    std::string first;
    for (const char* name : {"one.png", "two.png"}) {
        const std::string path = (folder / name).string();
        const ProcessResult result =
            runProcess(FEATURESCOPE_GUI, with({"--run-to", "20", "--screenshot", path, "--quit"}, kSmall));
        EXPECT_EQ(result.exitCode, kExitDone) << result.err;
        std::ifstream file(path, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        EXPECT_GT(bytes.size(), 10000U);
        if (first.empty()) first = bytes;
        EXPECT_EQ(bytes == first, true) << "the second differs";
    }
}

TEST(WindowProgram, DrawsTheRunItIsToCompareWith) {
    const TemporaryFolder folder;
    const auto pictureWith = [&](const std::vector<std::string>& more) {
        const std::string path = (folder / "shot.png").string();
        const ProcessResult result = runProcess(
            FEATURESCOPE_GUI,
            with(with({"--run-to", "3", "--theme", "light", "--screenshot", path, "--quit"}, kSmall), more));
        EXPECT_EQ(result.exitCode, kExitDone) << result.err;
        return QImage(QString::fromStdString(path));
    };
    const QImage alone = pictureWith({}), compared = pictureWith({"--compare", "figure-1"});
    ASSERT_EQ(alone.size(), compared.size());
    // Beside each other in the input space, both on one axis of errors: not a chip more or less.
    int differing = 0;
    for (int y = 0; y < alone.height(); ++y) {
        for (int x = 0; x < alone.width(); ++x) differing += alone.pixel(x, y) != compared.pixel(x, y);
    }
    EXPECT_GT(differing, alone.width() * alone.height() / 20);
}

TEST(WindowProgram, WithoutADisplayItSaysSo) {
    const ProcessResult result =
        runProcess("/usr/bin/env", {"-u", "QT_QPA_PLATFORM", "-u", "DISPLAY", "-u", "WAYLAND_DISPLAY",
                                    FEATURESCOPE_GUI, "first-screen"});
    EXPECT_EQ(result.exitCode, kExitBadInput);
    EXPECT_NE(result.err.find("there is no display"), std::string::npos) << result.err;
    EXPECT_NE(result.err.find("featurescope-cli"), std::string::npos) << result.err;
}

TEST(WindowProgram, ASizeThatTheWindowCannotHaveIsRefused) {
    const ProcessResult result = runProcess(FEATURESCOPE_GUI, {"--size", "300x200", "--quit"});
    EXPECT_EQ(result.exitCode, kExitBadInput);
    EXPECT_NE(result.err.find("300x200"), std::string::npos) << result.err;
    EXPECT_NE(result.err.find("900x600"), std::string::npos) << result.err;
}

TEST(WindowProgram, BadUsageIsExitCodeTwo) {
    for (const std::vector<std::string>& arguments :
         std::vector<std::vector<std::string>>{{"no-such-scenario", "--quit"},
                                               {"--set", "network.neurons=many", "--quit"},
                                               {"--set", "network.width=3", "--quit"},
                                               {"--run-to", "soon", "--quit"},
                                               {"--size", "big", "--quit"},
                                               {"--layout", "mine", "--quit"},
                                               {"--theme", "pink", "--quit"},
                                               {"--no-such-option"}}) {
        const ProcessResult result = runProcess(FEATURESCOPE_GUI, arguments);
        EXPECT_EQ(result.exitCode, kExitBadInput) << arguments[0];
        EXPECT_FALSE(result.err.empty()) << arguments[0];
    }
}

TEST(WindowProgram, UnreadableAndUnwritableFilesAreExitCodeThree) {
    EXPECT_EQ(runProcess(FEATURESCOPE_GUI, {"missing.json", "--quit"}).exitCode, kExitFileTrouble);
    EXPECT_EQ(runProcess(FEATURESCOPE_GUI, with({"--screenshot", "/no/such/folder/a.png", "--quit"}, kSmall))
                  .exitCode,
              kExitFileTrouble);
}

TEST(WindowProgram, DivergenceIsExitCodeFour) {
    const ProcessResult result = runProcess(
        FEATURESCOPE_GUI, with({"--run-to", "50", "--quit", "--set", "training.step_size=1e9"}, kSmall));
    EXPECT_EQ(result.exitCode, kExitDiverged);
    EXPECT_NE(result.err.find("step_size"), std::string::npos);
}

}  // namespace
}  // namespace featurescope::test
