#include "core/lesson/caption.h"

#include <gtest/gtest.h>

#include "core/base/errors.h"
#include "core/lesson/lesson_run.h"
#include "core/spec/scenario_table.h"

namespace featurescope {
namespace {

Lesson lessonOfOneRun() {
    Lesson lesson;
    lesson.runs.push_back(
        {.name = "main", .spec = scenarioNamed("first-screen"), .scenario = {}, .settings = {}});
    lesson.runs.push_back({.name = "other", .spec = scenarioNamed("lazy"), .scenario = {}, .settings = {}});
    return lesson;
}

/// The text with 0.5 for every number of a run.
std::string filled(const std::string& text, double value = 0.5) {
    LessonPage page;
    page.run = "main";
    return filledText(lessonOfOneRun(), page, text, 7,
                      [value](const std::string&, std::int64_t, Observable) { return value; });
}

std::string refusalOf(const std::string& text) {
    try {
        captionParts(text, lessonOfOneRun(), "main");
    } catch (const InputError& error) {
        return error.what();
    }
    return {};
}

TEST(Caption, ShowsSettingsOfItsOwnAndOfAnotherRun) {
    EXPECT_EQ(filled("In {data.dimension} dimensions, {data.label_noise:%} noise"),
              "In 100 dimensions, 15 % noise");
    EXPECT_EQ(filled("{other:network.start}, {network.start}"), "symmetric, independent");
    EXPECT_EQ(filled("{training.step_size:.2f}"), "0.20");
}

TEST(Caption, AsksForTheStepOnScreenUnlessItNamesOne) {
    LessonPage page;
    page.run = "main";
    std::string asked;
    const auto note = [&asked](const std::string& run, std::int64_t step, Observable metric) {
        asked += run + "@" + std::to_string(step) + " " +
                 std::string(observables()[static_cast<std::size_t>(metric)].id) + ";";
        return 0.0;
    };
    filledText(lessonOfOneRun(), page, "{train_loss} {other:test_error@12} {alignment_own_share_above_0.9@3}",
               7, note);
    EXPECT_EQ(asked, "main@7 train_loss;other@12 test_error;main@3 alignment_own_share_above_0.9;");
}

TEST(Caption, WritesNumbersInThreeWays) {
    EXPECT_EQ(filled("{train_loss} {train_loss:.2f} {train_loss:%}", 0.123456), "0.1235 0.12 12.3 %");
    EXPECT_EQ(filled("{train_loss} {train_loss:.2f} {train_loss:%}", 1), "1 1.00 100 %");
    EXPECT_EQ(filled("{train_loss} {train_loss:%}", kUndefined), "\u2013 \u2013");
}

TEST(Caption, KeepsEverythingElseAsItIs) {
    EXPECT_EQ(filled("<b>a</b> & {{x}} }"), "<b>a</b> & {x} }");
    EXPECT_EQ(filled(""), "");
}

TEST(Caption, RefusesWhatIsNoNumberOfTheLesson) {
    EXPECT_NE(refusalOf("{accuracy}").find("{accuracy}"), std::string::npos);
    EXPECT_NE(refusalOf("{accuracy}").find("alignment_own_median"), std::string::npos);
    EXPECT_NE(refusalOf("{lost:train_loss}").find("no run \"lost\""), std::string::npos);
    EXPECT_NE(refusalOf("{train_loss@soon}").find("step"), std::string::npos);
    EXPECT_NE(refusalOf("{train_loss@-1}").find("step"), std::string::npos);
    EXPECT_NE(refusalOf("{train_loss:.5f}").find(":.2f"), std::string::npos);
    EXPECT_NE(refusalOf("{network.start:%}").find("no number"), std::string::npos);
    EXPECT_NE(refusalOf("{data.dimension@3}").find("{data.dimension@3}"), std::string::npos);
    EXPECT_NE(refusalOf("a { b").find("without its }"), std::string::npos);
    EXPECT_EQ(refusalOf("{train_loss@3:%}"), "");
}

}  // namespace
}  // namespace featurescope
