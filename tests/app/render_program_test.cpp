#include <gtest/gtest.h>
#include <signal.h>

#include <QImage>
#include <chrono>
#include <filesystem>
#include <thread>

#include "app/exit_code.h"
#include "core/documents/picture_recipe.h"
#include "core/io/atomic_file.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

namespace featurescope::test {
namespace {

constexpr std::uintmax_t kMostBytes = std::uintmax_t{1} << 28;

std::vector<std::string> small(std::vector<std::string> arguments) {
    for (const char* setting :
         {"data.train_samples=50", "data.test_samples=50", "data.dimension=5", "network.neurons=10"}) {
        arguments.emplace_back("--set");
        arguments.emplace_back(setting);
    }
    return arguments;
}

std::string hashLine(const std::string& output) {
    const std::size_t begin = output.find("weights sha256: ");
    return begin == std::string::npos ? "no hash in: " + output
                                      : output.substr(begin, output.find('\n', begin) - begin);
}

class RenderProgram : public testing::Test {
  protected:
    std::string path(const std::string& name) { return (folder / name).string(); }
    ProcessResult render(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "render");
        return runProcess(FEATURESCOPE_GUI, arguments);
    }
    TemporaryFolder folder;
};

TEST_F(RenderProgram, EveryFormatOpensAgainAsTheRunThatMadeIt) {
    const ProcessResult headless =
        runProcess(FEATURESCOPE_CLI, small({"run", "lazy", "--steps", "12", "--quiet"}));
    for (const char* name : {"a.png", "a.svg", "a.pdf"}) {
        const ProcessResult made =
            render(small({"lazy", "--step", "12", "--panel", "page", "--out", path(name)}));
        ASSERT_EQ(made.exitCode, kExitDone) << made.err;
        EXPECT_EQ(hashLine(made.out), hashLine(headless.out)) << name;
        const Recipe recipe = recipeInPicture(readWholeFile(path(name), kMostBytes), name);
        EXPECT_EQ(recipe.step, 12);
        EXPECT_EQ("weights sha256: " + recipe.weightsSha256, hashLine(headless.out));
        // The picture alone gives the run and the step back, in the window and drawn anew.
        const ProcessResult opened = runProcess(FEATURESCOPE_GUI, {path(name), "--quit"});
        EXPECT_EQ(hashLine(opened.out), hashLine(headless.out)) << name << opened.err;
        const ProcessResult again = render({path(name), "--out", path(std::string("again-") + name)});
        EXPECT_EQ(hashLine(again.out), hashLine(headless.out)) << name << again.err;
    }
}

TEST_F(RenderProgram, DrawsTheResultOfASweepWhichTheFigureCarries) {
    const auto sweep = [this](std::vector<std::string> arguments, const char* out) {
        arguments.insert(arguments.begin(), "sweep");
        arguments.insert(arguments.end(), {"--quiet", "--out", path(out)});
        return runProcess(FEATURESCOPE_CLI, arguments);
    };
    const ProcessResult ran = sweep(small({"--x", "training.step_size=log:0.1:1:3", "--y",
                                           "network.neurons=4,8", "--seeds", "2", "--steps", "10"}),
                                    "a.fsweep");
    // Neurons are an axis here.
    ASSERT_EQ(ran.exitCode, kExitDone) << ran.err;
    for (const char* name : {"a.png", "a.svg", "a.pdf"}) {
        const ProcessResult made =
            render({path("a.fsweep"), "--step", "10", "--theme", "dark", "--out", path(name)});
        ASSERT_EQ(made.exitCode, kExitDone) << made.err;
        EXPECT_EQ(made.out, "runs: 12 of 12\n");
        // The picture alone makes the same result again.
        const std::string again = std::string(name) + ".fsweep";
        ASSERT_EQ(sweep({path(name)}, again.c_str()).exitCode, kExitDone);
        const std::string copy = std::string("again-") + name;
        ASSERT_EQ(render({path(again), "--step", "10", "--theme", "dark", "--out", path(copy)}).exitCode,
                  kExitDone);
        EXPECT_EQ(readWholeFile(path(copy), kMostBytes), readWholeFile(path(name), kMostBytes)) << name;
    }
    EXPECT_EQ(render({path("a.fsweep"), "--step", "11", "--out", path("b.png")}).exitCode, kExitBadInput);
    EXPECT_EQ(render({path("a.fsweep"), "--set", "data.dimension=3", "--out", path("b.png")}).exitCode,
              kExitBadInput);
    EXPECT_EQ(render({path("a.svg"), "--out", path("b.png")}).exitCode, kExitBadInput)
        << "its runs are not in it";
    writeFileAtomically(path("bad.fsweep"), "no result");
    const ProcessResult bad = render({path("bad.fsweep"), "--out", path("b.png")});
    EXPECT_NE(bad.exitCode, kExitDone);
    EXPECT_NE(bad.err.find("bad.fsweep"), std::string::npos) << bad.err;
}

TEST_F(RenderProgram, APictureIsDrawnAnewAsItIs) {
    const ProcessResult made =
        render(small({"lazy", "--step", "12", "--panel", "errors,alignment-mu1", "--size", "700x400",
                      "--theme", "dark", "--text-scale", "1.2", "--out", path("a.png")}));
    ASSERT_EQ(made.exitCode, kExitDone) << made.err;
    ASSERT_EQ(render({path("a.png"), "--out", path("b.png")}).exitCode, kExitDone);
    const auto imageOf = [this](const char* name) { return QImage(QString::fromStdString(path(name))); };
    EXPECT_EQ(imageOf("b.png"), imageOf("a.png"));
    // What is said counts.
    ASSERT_EQ(
        render({path("a.png"), "--panel", "errors", "--theme", "light", "--out", path("c.png")}).exitCode,
        kExitDone);
    EXPECT_EQ(imageOf("c.png").size(), QSize(700, 400));
    ASSERT_EQ(render(small({"lazy", "--step", "12", "--panel", "errors", "--size", "700x400", "--text-scale",
                            "1.2", "--out", path("d.png")}))
                  .exitCode,
              kExitDone);
    EXPECT_EQ(imageOf("c.png"), imageOf("d.png"));
}

TEST_F(RenderProgram, PicturesOfSixScenariosLeadBackToTheirWeights) {
    const std::string formats[] = {".png", ".svg", ".pdf"};
    std::size_t drawnAnew = 0;
    for (const std::string name :
         {"first-screen", "figure-1", "one-giant-step", "grokking", "one-cluster-adversary", "theorem-1"}) {
        const ProcessResult run = runProcess(FEATURESCOPE_CLI, small({"run", name, "--steps", "7"}));
        for (const std::string& format : formats) {
            const std::string file = path(name + format);
            const ProcessResult made =
                render(small({name, "--step", "7", "--panel", "errors", "--out", file}));
            EXPECT_EQ(hashLine(made.out), hashLine(run.out)) << name << format << made.err;
            const Recipe recipe = recipeInPicture(readWholeFile(file, kMostBytes), file);
            EXPECT_EQ("weights sha256: " + recipe.weightsSha256, hashLine(run.out)) << name << format;
        }
        const std::string file = path(name + formats[drawnAnew++ % 3]);
        const ProcessResult again = render({file, "--out", path(name + "-again.png")});
        EXPECT_EQ(hashLine(again.out), hashLine(run.out)) << file << again.err;
        EXPECT_EQ(again.err, "");
    }
}

TEST_F(RenderProgram, APictureIsDrawnAnewByTheEngineThatMadeIt) {
    const std::string session = path("gram.fscope");
    // The engine that would be chosen for so few inputs is the other one.
    const ProcessResult run = runProcess(
        FEATURESCOPE_CLI, small({"run", "lazy", "--steps", "30", "--engine", "gram", "--session", session}));
    ASSERT_EQ(run.exitCode, kExitDone) << run.err;
    const ProcessResult made = render({session, "--out", path("a.png")});
    EXPECT_EQ(hashLine(made.out), hashLine(run.out)) << made.err;
    EXPECT_EQ(made.err, "");
    const Recipe recipe = recipeInPicture(readWholeFile(path("a.png"), kMostBytes), "a.png");
    EXPECT_EQ(recipe.engine, "gram");
    const ProcessResult again = render({path("a.png"), "--out", path("b.png")});
    EXPECT_EQ(hashLine(again.out), hashLine(run.out)) << again.err;
}

TEST_F(RenderProgram, SaysWhenTheWeightsAreOtherOnesThanThoseOfThePicture) {
    ASSERT_EQ(render(small({"--step", "3", "--panel", "errors", "--out", path("a.svg")})).exitCode,
              kExitDone);
    std::string picture = readWholeFile(path("a.svg"), kMostBytes);
    const std::string hash = recipeInPicture(picture, "a.svg").weightsSha256;
    picture.replace(picture.find(hash), hash.size(), std::string(64, '0'));
    writeFileAtomically(path("a.svg"), picture);
    const ProcessResult made = render({path("a.svg"), "--out", path("b.png")});
    EXPECT_EQ(made.exitCode, kExitDone);
    EXPECT_NE(made.err.find("these are other ones"), std::string::npos) << made.err;
}

TEST_F(RenderProgram, TwoExportsOfOneStateAreEqualToTheByte) {
    for (const char* end : {".png", ".svg", ".pdf"}) {
        for (const char* name : {"one", "two"}) {
            const ProcessResult made =
                render(small({"--step", "3", "--panel", "errors", "--out", path(std::string(name) + end)}));
            ASSERT_EQ(made.exitCode, kExitDone) << made.err;
        }
        EXPECT_EQ(readWholeFile(path(std::string("one") + end), kMostBytes),
                  readWholeFile(path(std::string("two") + end), kMostBytes))
            << end;
    }
}

TEST_F(RenderProgram, SizesThemesAndPanelsAreAsAskedFor) {
    const ProcessResult made = render(small({"--step", "2", "--panel", "projection,loss", "--mm", "85x60",
                                             "--dpi", "300", "--theme", "dark", "--out", path("a.png")}));
    ASSERT_EQ(made.exitCode, kExitDone) << made.err;
    const QImage picture(QString::fromStdString(path("a.png")));
    EXPECT_EQ(picture.size(), QSize(1004, 709));
    EXPECT_LT(qGray(picture.pixel(2, 2)), 60);
}

TEST_F(RenderProgram, APictureHoldsNoRecipeWhenNobodyWantsItTo) {
    ASSERT_EQ(render(small({"--step", "2", "--no-recipe", "--out", path("a.png")})).exitCode, kExitDone);
    const ProcessResult opened = runProcess(FEATURESCOPE_GUI, {path("a.png"), "--quit"});
    EXPECT_EQ(opened.exitCode, kExitBadInput);
    EXPECT_NE(opened.err.find("holds no experiment"), std::string::npos) << opened.err;
}

TEST_F(RenderProgram, NoPathAndNoNameOfAnybodyIsInAPicture) {
    for (const char* name : {"a.png", "a.svg", "a.pdf"}) {
        ASSERT_EQ(render(small({"--step", "1", "--out", path(name)})).exitCode, kExitDone);
        const std::string bytes = readWholeFile(path(name), kMostBytes);
        for (const std::string& secret :
             {folder.path().filename().string(), std::string("/home/"), std::string("/tmp/")})
            EXPECT_EQ(bytes.find(secret), std::string::npos) << name << " holds " << secret;
    }
}

TEST_F(RenderProgram, MakesAMovieByAScheduleOfSteps) {
    const ProcessResult made = render(
        small({"--frames", "log:0:40:6", "--panel", "errors", "--size", "320x240", "--out", path("a.gif")}));
    ASSERT_EQ(made.exitCode, kExitDone) << made.err;
    EXPECT_EQ(recipeInPicture(readWholeFile(path("a.gif"), kMostBytes), "a.gif").step, 40);
}

TEST_F(RenderProgram, PresetsNumbersAndCaptionGoTogether) {
    const ProcessResult made = render(small({"--step", "5", "--panel", "errors,loss", "--preset",
                                             "two-columns", "--csv", "--caption", "--out", path("a.png")}));
    ASSERT_EQ(made.exitCode, kExitDone) << made.err;
    EXPECT_EQ(QImage(QString::fromStdString(path("a.png"))).size(), QSize(4205, 2598));  // at 600 dpi
    EXPECT_EQ(readWholeFile(path("a-loss.csv"), kMostBytes).substr(0, 17), "curve,step,value\n");
    EXPECT_NE(readWholeFile(path("a.tex"), kMostBytes).find("width=178mm"), std::string::npos);
    const ProcessResult refused =
        render(small({"--step", "5", "--panel", "page", "--preset", "one-column", "--out", path("b.png")}));
    EXPECT_EQ(refused.exitCode, kExitBadInput);
    EXPECT_NE(refused.err.find("mm"), std::string::npos) << refused.err;
}

TEST_F(RenderProgram, PanelsTakeTheirOptionsAsJson) {
    const auto pictureOf = [&](const std::string& view, const char* name) {
        std::vector<std::string> arguments =
            small({"--step", "5", "--panel", "loss", "--size", "400x300", "--out", path(name)});
        if (!view.empty()) arguments.insert(arguments.end(), {"--view", view});
        const ProcessResult made = render(arguments);
        EXPECT_EQ(made.exitCode, kExitDone) << made.err;
        return QImage(QString::fromStdString(path(name)));
    };
    EXPECT_NE(pictureOf("", "a.png"), pictureOf(R"({"loss":{"step_axis":"logarithmic"}})", "b.png"));
    const ProcessResult wrong =
        render(small({"--panel", "loss", "--view", R"({"errors":{}})", "--out", path("c.png")}));
    EXPECT_EQ(wrong.exitCode, kExitBadInput);
    EXPECT_NE(wrong.err.find("errors"), std::string::npos) << wrong.err;
}

TEST_F(RenderProgram, AnInterruptedMovieLeavesNoFile) {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        const ProcessResult ended =
            runProcess(FEATURESCOPE_GUI,
                       {"render", "first-screen", "--frames", "linear:0:400:400", "--size", "1600x900",
                        "--out", path("a.gif")},
                       [&](int process) {
                           std::this_thread::sleep_for(std::chrono::milliseconds(1500));
                           ::kill(process, signal);
                       });
        EXPECT_EQ(ended.exitCode, kExitInterrupted) << ended.err;
        EXPECT_TRUE(std::filesystem::is_empty(folder.path())) << signal;
    }
}

TEST_F(RenderProgram, BadValuesAreExitCodeTwoWithASentence) {
    const std::string out = path("a.png");
    for (const std::vector<std::string>& arguments :
         std::vector<std::vector<std::string>>{{"--step", "soon", "--out", out},
                                               {"--panel", "no-such-panel", "--out", out},
                                               {"--size", "big", "--out", out},
                                               {"--size", "10x10", "--out", out},
                                               {"--size", "800x600", "--mm", "85x60", "--out", out},
                                               {"--dpi", "0", "--out", out},
                                               {"--theme", "plaid", "--out", out},
                                               {"--text-scale", "0", "--out", out},
                                               {"--preset", "stamp", "--out", out},
                                               {"--legend", "left", "--out", out},
                                               {"--line-width", "0", "--out", out},
                                               {"--view", "[]", "--out", out},
                                               {"--frames", "0,1", "--fps", "0", "--out", path("a.gif")},
                                               {"--frames", "0,1", "--hold", "-1", "--out", path("a.gif")},
                                               {"--frames", "many", "--out", path("a.gif")},
                                               {"--out", path("a.bmp")},
                                               {"--frames", "0,1", "--out", path("a.avi")},
                                               {"--set", "network.width=3", "--out", out},
                                               {"no-such-scenario", "--out", out},
                                               {"--step", "1"}}) {
        const ProcessResult result = render(arguments);
        EXPECT_EQ(result.exitCode, kExitBadInput) << arguments[0] << " " << arguments[1];
        EXPECT_FALSE(result.err.empty());
        EXPECT_FALSE(std::filesystem::exists(out));
    }
}

TEST_F(RenderProgram, OtherTroubleHasItsOwnExitCodes) {
    EXPECT_EQ(render(small({"--step", "1", "--out", "/no/such/folder/a.png"})).exitCode, kExitFileTrouble);
    EXPECT_EQ(render({"missing.json", "--out", path("a.png")}).exitCode, kExitFileTrouble);
    EXPECT_EQ(
        render(small({"--step", "50", "--set", "training.step_size=1e9", "--out", path("a.png")})).exitCode,
        kExitDiverged);
    EXPECT_EQ(render({"--help"}).exitCode, kExitDone);
}

TEST_F(RenderProgram, ARunBecomesAPageForAnyBrowser) {
    const ProcessResult headless =
        runProcess(FEATURESCOPE_CLI, small({"run", "lazy", "--steps", "12", "--quiet"}));
    const ProcessResult made = render(small({"lazy", "--step", "12", "--out", path("run.html")}));
    ASSERT_EQ(made.exitCode, kExitDone) << made.err;
    const std::string page = readWholeFile(path("run.html"), kMostBytes);
    EXPECT_TRUE(page.starts_with("<!DOCTYPE html>"));
    EXPECT_NE(page.find("featurescope lazy --set data.train_samples=50"), std::string::npos);
    EXPECT_NE(page.find(hashLine(headless.out).substr(std::string("weights sha256: ").size())),
              std::string::npos);
}

TEST_F(RenderProgram, ALessonBecomesAPageOfAtMostThreeMegabytes) {
    const std::string file = path("handout.html");
    const ProcessResult made = render({"--lesson", "random-feature-amplification", "--out", file});
    ASSERT_EQ(made.exitCode, kExitDone) << made.err;
    EXPECT_LE(std::filesystem::file_size(file), 3000000U);
    const std::string page = readWholeFile(file, kMostBytes);
    for (const char* id : {"random", "amplify", "xor", "noise", "theorem"})
        EXPECT_NE(page.find(id + std::string("</h2>")), std::string::npos) << id;
}

/// A lesson of two pages on a run of milliseconds.
std::string smallLesson(const std::string& file) {
    writeFileAtomically(file,
                        R"({"format": "featurescope-lesson", "version": 1, "title": "Small", "notes": "Goal",
        "runs": {"main": {"scenario": "crisp-clusters", "set": {"data.dimension": 6, "data.train_samples": 80, "data.test_samples": 50,
                                                               "network.neurons": 20, "training.steps": 20}}},
        "pages": [{"id": "a/b", "run": "main", "step": 3, "show": ["projection", "errors"], "caption": "Three",
                   "options": {"projection": {"band": false}}, "ask": {"text": "Why?", "choices": ["x", "y"], "answer": 0}},
                  {"id": "end", "run": "main", "beside": "main", "show": ["alignment-mu1"], "play": {"to": 20}}]})");
    return file;
}

TEST_F(RenderProgram, ALessonBecomesAPictureOfEachPage) {
    const ProcessResult made = render(
        {"--lesson", smallLesson(path("small.lesson.json")), "--size", "640x400", "--out", path("slides/")});
    ASSERT_EQ(made.exitCode, kExitDone) << made.err;
    for (const auto& [name, step] :
         {std::pair{"slides/01-a_b.png", 3}, std::pair{"slides/02-end-main.png", 20}}) {
        EXPECT_EQ(QImage(QString::fromStdString(path(name))).size(), QSize(640, 400)) << name;
        EXPECT_EQ(recipeInPicture(readWholeFile(path(name), kMostBytes), name).step, step);
    }
}

TEST_F(RenderProgram, ALessonBecomesAPdf) {
    const std::string lesson = smallLesson(path("small.lesson.json"));
    const ProcessResult made = render({"--lesson", lesson, "--out", path("a.pdf")});
    ASSERT_EQ(made.exitCode, kExitDone) << made.err;
    const std::string plain = readWholeFile(path("a.pdf"), kMostBytes);
    EXPECT_TRUE(plain.starts_with("%PDF"));
    EXPECT_NE(plain.find("/FontFile"), std::string::npos) << "fonts are embedded";
    EXPECT_NE(plain.find("/MediaBox [0 0 595"), std::string::npos) << "A4";
    ASSERT_EQ(render({"--lesson", lesson, "--letter", "--notes", "--out", path("b.pdf")}).exitCode,
              kExitDone);
    EXPECT_NE(readWholeFile(path("b.pdf"), kMostBytes).find("/MediaBox [0 0 612"), std::string::npos)
        << "Letter";
}

TEST_F(RenderProgram, RefusesWhatAPageCannotBeAskedFor) {
    const std::string lesson = "lazy-against-rich";
    for (const auto& [arguments, word] : std::vector<std::pair<std::vector<std::string>, std::string>>{
             {{"--lesson", "no-such", "--out", path("a.html")}, "lazy-against-rich"},
             {{"--lesson", lesson, "--out", path("a.png")}, ".html"},
             {{"--lesson", lesson, "--notes", "--out", path("")}, "--notes"},
             {{"--letter", "--out", path("a.html")}, "--letter"},
             {{"--lesson", lesson, "first-screen", "--out", path("a.html")}, "--lesson"},
             {{"--lesson", lesson, "--set", "data.dimension=3", "--out", path("a.html")}, "--lesson"},
             {{"--notes", "--out", path("a.html")}, "--notes"},
             {{"first-screen", "--panel", "errors", "--out", path("a.html")}, "--panel"},
             {{"first-screen", "--frames", "0,1", "--out", path("a.html")}, "--frames"}}) {
        const ProcessResult refused = render(arguments);
        EXPECT_EQ(refused.exitCode, kExitBadInput) << word;
        EXPECT_NE(refused.err.find(word), std::string::npos) << refused.err;
    }
    EXPECT_FALSE(std::filesystem::exists(path("a.html")));
}

}  // namespace
}  // namespace featurescope::test
