#include "core/handout/handout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/base/errors.h"
#include "core/handout/handout_data.h"
#include "core/handout/svg_chart.h"
#include "core/io/atomic_file.h"
#include "core/lesson/lesson_names.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"

namespace featurescope {
namespace {

/// A run of milliseconds.
LessonRun smallRun() {
    LessonRun run{.name = "main",
                  .spec = scenarioNamed("crisp-clusters"),
                  .scenario = "crisp-clusters",
                  .settings = {}};
    for (const char* setting : {"data.dimension=6", "data.train_samples=80", "data.test_samples=50",
                                "network.neurons=20", "training.steps=60"})
        run.settings.emplace_back(setting);
    for (const std::string& setting : run.settings) run.spec = withSetting(run.spec, setting);
    return run;
}

/// A lesson of one page on it.
Lesson smallLesson() {
    Lesson lesson = lessonOfRun(smallRun(), 40);
    lesson.pages[0].show = {"projection", "alignment-mu1", "errors"};
    lesson.pages[0].caption = "{train_loss:.2f} and {train_loss@40:.2f} in {data.dimension}";
    return lesson;
}

std::size_t countOf(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

std::string htmlOf(const Lesson& lesson, bool forTeacher = true) {
    return handoutOf(lesson, {.forTeacher = forTeacher, .programVersion = "9"}, {}, {});
}

TEST(Handout, ShowsMarkupInEveryTextAsText) {
    const std::string evil = "</script></style><script>alert(1)</script><img src=x onerror=alert(2)>\"'&";
    Lesson lesson = smallLesson();
    LessonPage& page = lesson.pages[0];
    lesson.title = lesson.notes = page.id = page.caption = page.notes = lesson.runs[0].spec.title = evil;
    lesson.runs[0].spec.watch = evil;
    page.ask = Question{.text = evil, .choices = {evil, evil}, .answer = 1, .sketch = {}};
    const std::string html = htmlOf(lesson);
    EXPECT_EQ(countOf(html, "<script"), 2U) << "its own data and its own script";
    EXPECT_EQ(countOf(html, "</script"), 2U);
    EXPECT_EQ(countOf(html, "</style"), 1U);
    EXPECT_EQ(countOf(html, "<img"), 0U);
    EXPECT_GE(countOf(html, "&lt;script&gt;alert(1)"), 7U);
}

TEST(Handout, LoadsNothing) {
    const std::string html = htmlOf(smallLesson());
    for (const char* loader :
         {"src=", "@import", "http:", "https:", "<link rel=\"style", "fetch(", "XMLHttp", "import("})
        EXPECT_EQ(countOf(html, loader), 0U) << loader;
    EXPECT_EQ(countOf(html, "url("), countOf(html, "url(#plane)"));
    EXPECT_EQ(countOf(html, "href="), countOf(html, "href=\"#") + 1)
        << "places in the page itself, and the empty icon";
    EXPECT_NE(html.find("default-src 'none'"), std::string::npos);
}

TEST(Handout, NumbersOfCaptionsAreThoseOfTheRunAtEveryMoment) {
    const Lesson lesson = smallLesson();
    const HandoutContent content = recordLesson(lesson, {}, {});
    const HandoutPage& page = content.pages[0];
    ASSERT_EQ(page.numbers.size(), 1U) << "the other ones stay";
    ASSERT_EQ(page.numbers[0].size(), page.steps.size());
    EXPECT_EQ(page.steps.front(), 0);
    EXPECT_EQ(page.steps.back(), 40);
    const std::unique_ptr<Experiment> experiment = makeExperiment(lesson.runs[0].spec, {}, nullptr, {});
    for (std::size_t i = 0; i < page.steps.size(); ++i) {
        while (experiment->step() < page.steps[i]) experiment->advance();
        const double loss = experiment->measure(MeasureDepth::everything)[Observable::trainLoss];
        EXPECT_NEAR(std::stod(page.numbers[0][i]), loss, 0.00501) << "step " << page.steps[i];
    }
    const std::string last = page.numbers[0].back();
    EXPECT_NE(htmlOf(lesson).find("<span class=\"number\">" + last + "</span> and " + last + " in 6</p>"),
              std::string::npos);
}

TEST(Handout, BarsCountEveryNeuronWhereItsCosineIs) {
    const HandoutRun run =
        recordRun(smallRun(), {.frames = {0, 30}, .panels = {"alignment-mu1", "alignment-own"}}, {}, {});
    const std::unique_ptr<Experiment> experiment = makeExperiment(smallRun().spec, {}, nullptr, {});
    while (experiment->step() < 30) experiment->advance();
    const NeuronTable& neurons = experiment->neurons();
    NeuronBars expected;
    for (std::size_t j = 0; j < neurons.outputWeight.size(); ++j) {
        const auto bin =
            static_cast<std::size_t>(std::min(39.0, std::floor((neurons.cosines[0][j] + 1) * 20)));
        ++(neurons.outputWeight[j] > 0 ? expected.up : expected.down)[bin];
    }
    EXPECT_EQ(run.frames[1].bars.at("alignment-mu1").up, expected.up);
    EXPECT_EQ(run.frames[1].bars.at("alignment-mu1").down, expected.down);
    EXPECT_EQ(run.frames[1].bars.at("alignment-own").low, 0);
}

TEST(Handout, LettersOfTheFieldHaveTheSignOfTheNetwork) {
    const HandoutRun run = recordRun(smallRun(), {.frames = {0, 30}, .panels = {"projection"}}, {}, {});
    const std::unique_ptr<Experiment> experiment = makeExperiment(smallRun().spec, {}, nullptr, {});
    while (experiment->step() < 30) experiment->advance();
    const NeuronTable& neurons = experiment->neurons();
    // On the plane of orthogonal means the weights are the projections.
    const std::string& letters = run.frames[1].field;
    ASSERT_EQ(letters.size(), static_cast<std::size_t>(kFieldCells * kFieldCells));
    for (int row = 0; row < kFieldCells; ++row) {
        for (int column = 0; column < kFieldCells; ++column) {
            const double x = ((column + 0.5) / kFieldCells * 2 - 1) * run.scene->radius;
            const double y = (1 - (row + 0.5) / kFieldCells * 2) * run.scene->radius;
            double f = 0, size = 0;
            for (std::size_t j = 0; j < neurons.outputWeight.size(); ++j) {
                const double z = neurons.projections[0][j] * x + neurons.projections[1][j] * y;
                f += neurons.outputWeight[j] * std::max(0.0, z);
                size += std::abs(neurons.outputWeight[j] * z);
            }
            if (std::abs(f) < 1e-4 * size) continue;
            EXPECT_EQ(f > 0, letters[static_cast<std::size_t>(row * kFieldCells + column)] > 'h')
                << row << ", " << column;
        }
    }
}

TEST(Handout, ShadesOfAFieldCoverItsPlaneOnce) {
    std::string letters;
    for (int i = 0; i < kFieldCells * kFieldCells; ++i)
        letters += static_cast<char>((i % 7 == 0 ? 'A' : 'a') + i % 15);
    const FieldPaths paths = fieldPaths(letters);
    std::size_t boxes = 0;
    for (const std::string& path : paths.shades) boxes += countOf(path, "z");
    EXPECT_EQ(boxes, static_cast<std::size_t>(kFieldCells * kFieldCells)) << "neighbours differ here";
    EXPECT_EQ(countOf(fieldPaths(std::string(letters.size(), 'o')).shades[14], "z"),
              static_cast<std::size_t>(kFieldCells));
    EXPECT_EQ(countOf(paths.uncertain, "z"),
              static_cast<std::size_t>(std::ranges::count_if(letters, [](char c) { return c < 'a'; })));
    EXPECT_EQ(fieldPaths("").uncertain, "");
}

TEST(Handout, SaysWhichPageIsNotReached) {
    Lesson lesson = smallLesson();
    lesson.pages[0].moment = std::int64_t{61};
    try {
        htmlOf(lesson);
        FAIL();
    } catch (const InputError& error) {
        EXPECT_NE(std::string(error.what()).find("Page \"main\" needs step 61"), std::string::npos)
            << error.what();
    }
}

TEST(Handout, HidesWhatAPageHides) {
    Lesson lesson = smallLesson();
    const std::string whole = htmlOf(lesson);
    lesson.pages[0].hide = {"field", "boundary", "points", "bars", "train_error"};
    const std::string bare = htmlOf(lesson);
    for (const char* layer :
         {"class=\"field\"", "class=\"boundary\"", "href=\"#points-0\"", "curve train\""}) {
        EXPECT_GT(countOf(whole, layer), 0U) << layer;
        EXPECT_EQ(countOf(bare, layer), 0U) << layer;
    }
}

/// What the help page of a panel says that pages of a lesson can hide.
std::vector<std::string> layersInHelp(const std::string& panel) {
    const std::string help = readWholeFile(FEATURESCOPE_ROOT "/resources/help/" + panel + ".md", 1 << 20);
    std::vector<std::string> layers;
    std::size_t from = help.find("**In lessons**");
    while ((from = help.find('`', from)) != std::string::npos) {
        const std::size_t end = help.find('`', from + 1);
        layers.push_back(help.substr(from + 1, end - from - 1));
        from = end + 1;
    }
    return layers;
}

TEST(Handout, EveryLayerThatTheHelpNamesCanBeHidden) {
    for (const char* panel :
         {"projection", "alignment-mu1", "alignment-mu2", "alignment-own", "errors", "loss"}) {
        Lesson lesson = smallLesson();
        lesson.pages[0].show = {panel};
        const std::string whole = htmlOf(lesson);
        const std::vector<std::string> layers = layersInHelp(panel);
        EXPECT_FALSE(layers.empty()) << panel;
        for (const std::string& layer : layers) {
            EXPECT_TRUE(isLayerName(layer)) << panel << ": " << layer;
            lesson.pages[0].hide = {layer};
            EXPECT_LT(htmlOf(lesson).size(), whole.size()) << panel << ": " << layer;
        }
    }
}

TEST(Handout, NotesAreForTheTeacherOnly) {
    Lesson lesson = smallLesson();
    lesson.pages[0].notes = "Ask about {data.dimension} dimensions";
    lesson.notes = "Goal: none";
    EXPECT_NE(htmlOf(lesson, true).find("Ask about 6 dimensions"), std::string::npos);
    EXPECT_NE(htmlOf(lesson, true).find("Goal: none"), std::string::npos);
    EXPECT_EQ(htmlOf(lesson, false).find("Ask about"), std::string::npos);
    EXPECT_EQ(htmlOf(lesson, false).find("Goal: none"), std::string::npos);
}

TEST(Handout, SaysHowToRepeatARun) {
    const std::string html = htmlOf(smallLesson());
    EXPECT_NE(html.find("featurescope crisp-clusters --set data.dimension=6"), std::string::npos);
    EXPECT_NE(html.find("--run-to 40</code>"), std::string::npos);
    const std::unique_ptr<Experiment> experiment = makeExperiment(smallRun().spec, {}, nullptr, {});
    while (experiment->step() < 40) experiment->advance();
    EXPECT_NE(html.find(experiment->weightsSha256()), std::string::npos);
}

TEST(Handout, APageOfARunKeepsTheBracesOfItsSentence) {
    LessonRun run = smallRun();
    run.spec.watch = "Watch {this}";
    EXPECT_NE(htmlOf(lessonOfRun(run, 3)).find("Watch {this}"), std::string::npos);
}

}  // namespace
}  // namespace featurescope
