#include "core/lesson/lesson_check.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <ostream>

#include "core/base/errors.h"
#include "core/io/atomic_file.h"
#include "core/lesson/lesson_reader.h"
#include "core/lesson/lesson_run.h"
#include "core/lesson/lesson_table.h"
#include "core/spec/spec_json.h"

namespace featurescope {

/// How GoogleTest names a lesson.
void PrintTo(const EmbeddedLesson& lesson, std::ostream* out) { *out << lesson.name; }

namespace {

/// A lesson on a run of milliseconds, with these pages and settings.
Lesson smallLesson(const std::string& pages, const std::vector<std::string>& settings = {}) {
    Lesson lesson = lessonFromJson(
        R"({"format": "featurescope-lesson", "version": 1, "title": "Small", "runs": {"main": {"scenario": "crisp-clusters",
            "set": {"data.dimension": 6, "data.train_samples": 80, "data.test_samples": 50, "network.neurons": 20,
                    "training.steps": 60}}}, "pages": [)" +
            pages + "]}",
        "small");
    ExperimentSpec& spec = lesson.runs[0].spec;
    for (const std::string& setting : settings) spec = withSetting(spec, setting);
    return lesson;
}

std::vector<std::string> faultsOf(const Lesson& lesson) { return lessonFaults(lesson, {}, {}); }

/// The alignment after every step, by the experiment itself.
std::vector<double> alignments(const Lesson& lesson) {
    const std::unique_ptr<Experiment> experiment = makeExperiment(lesson.runs[0].spec, {}, nullptr, {});
    std::vector<double> values;
    for (std::int64_t step = 0; step <= 60; ++step) {
        values.push_back(experiment->measure(MeasureDepth::everything)[Observable::alignmentOwnMedian]);
        experiment->advance();
    }
    return values;
}

TEST(LessonRehearsal, EndsAPlayOnTheFirstStepThatMeetsItsCondition) {
    const Lesson lesson = smallLesson(
        R"({"id": "a", "run": "main", "show": ["errors"], "play": {"to": {"metric": "alignment_own_median", "at_least": 0.8}}},
           {"id": "b", "run": "main", "show": ["errors"], "play": {"from": 30, "to": {"metric": "alignment_own_median", "at_least": 0.1}}})");
    const std::vector<double> values = alignments(lesson);
    const auto first = std::ranges::find_if(values, [](double value) { return value >= 0.8; });
    const LessonRehearsal rehearsal = rehearse(lesson, {}, {});
    EXPECT_EQ(rehearsal.pageEnds[0], first - values.begin());
    EXPECT_EQ(rehearsal.pageEnds[1], 30) << "it holds there already";
    EXPECT_EQ(rehearsal.value("main", rehearsal.pageEnds[0], Observable::alignmentOwnMedian), *first);
    EXPECT_TRUE(std::isnan(rehearsal.value("main", 59, Observable::alignmentOwnMedian)))
        << "nobody asked for it";
}

TEST(LessonCheck, FindsNothingWrongWithALessonThatHolds) {
    EXPECT_EQ(faultsOf(smallLesson(
                  R"({"id": "a", "run": "main", "show": ["errors"], "step": 60, "caption": "{train_loss@3}",
        "claims": [{"metric": "train_loss", "at_most": 0.69}, {"metric": "train_loss", "step": 0, "at_least": 0.6}]})")),
              std::vector<std::string>{});
}

TEST(LessonCheck, SaysWhichPageIsNotReached) {
    const std::vector<std::string> faults =
        faultsOf(smallLesson(R"({"id": "far", "run": "main", "show": ["errors"], "step": 61},
                                {"id": "text", "run": "main", "show": ["errors"], "step": 1, "caption": "{train_loss@70}"})"));
    ASSERT_EQ(faults.size(), 2U);
    EXPECT_EQ(
        faults[0],
        "Page \"far\": step needs step 61 of the run \"main\", which ends at step 60 (training.steps).");
    EXPECT_NE(faults[1].find("Page \"text\": caption needs step 70"), std::string::npos);
}

TEST(LessonCheck, SaysWhichPlayWaitsInVain) {
    const std::vector<std::string> faults = faultsOf(smallLesson(
        R"({"id": "wait", "run": "main", "show": ["errors"], "play": {"to": {"metric": "train_loss", "at_most": 0}}})"));
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0],
              "Page \"wait\": play.to waits for train_loss to be at most 0, which the run \"main\" never "
              "meets up to "
              "its last step 60.");
}

TEST(LessonCheck, SaysWhichClaimDoesNotHoldAndWhatIsTrue) {
    const std::vector<std::string> faults =
        faultsOf(smallLesson(R"({"id": "c", "run": "main", "show": ["errors"], "step": 0,
        "claims": [{"metric": "train_error", "at_most": 0}, {"metric": "train_loss", "at_most": 1}]})"));
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_NE(faults[0].find("Page \"c\": claims say that train_error of the run \"main\" is at most 0 at "
                             "step 0, but it is 0."),
              std::string::npos)
        << faults[0];
}

TEST(LessonCheck, ANumberThatIsNotDefinedMeetsNoClaim) {
    EXPECT_EQ(faultsOf(smallLesson(R"({"id": "c", "run": "main", "show": ["errors"], "step": 0,
        "claims": [{"metric": "test_error", "at_most": 1}, {"metric": "test_error", "at_least": 0}]})",
                                   {"data.test_samples=0"}))
                  .size(),
              2U);
}

TEST(LessonCheck, SaysThatARunDiverges) {
    const std::vector<std::string> faults = faultsOf(smallLesson(
        R"({"id": "c", "run": "main", "show": ["errors"], "step": 60})", {"training.step_size=1e30"}));
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_NE(faults[0].find("does not get there"), std::string::npos) << faults[0];
}

TEST(LessonCheck, RefusesARunThatIsTooLarge) {
    EXPECT_THROW(faultsOf(smallLesson(R"({"id": "c", "run": "main", "show": ["errors"], "step": 1})",
                                      {"network.neurons=1e12"})),
                 InputError);
}

TEST(LessonCheck, OtherSeedsKeepOnlyWhatIsMeantForThem) {
    const Lesson lesson = smallLesson(
        R"({"id": "own", "run": "main", "show": ["errors"], "step": 1},
           {"id": "any", "run": "main", "show": ["errors"], "step": 1, "any_seed": true,
            "claims": [{"metric": "train_loss", "at_most": 1, "seeds": "own"}, {"metric": "train_loss", "at_most": 2}]})");
    const Lesson other = withOtherSeeds(lesson, 5);
    ASSERT_EQ(other.pages.size(), 1U);
    ASSERT_EQ(other.pages[0].claims.size(), 1U);
    EXPECT_EQ(other.pages[0].claims[0].value, 2);
    EXPECT_EQ(other.runs[0].spec.seeds.weights, lesson.runs[0].spec.seeds.weights + 5);
    EXPECT_EQ(other.runs[0].spec.seeds.data, lesson.runs[0].spec.seeds.data + 5);
}

TEST(LessonCheck, TheLessonThatTheDocumentationBeginsWithHolds) {
    const std::string text = readWholeFile(FEATURESCOPE_ROOT "/docs/lessons.md", 1 << 20);
    const std::size_t start = text.find("```json\n") + 8;
    const std::string json = text.substr(start, text.find("```", start) - start);
    EXPECT_EQ(faultsOf(lessonFromJson(json, "docs/lessons.md")), std::vector<std::string>{});
}

class ShippedLesson : public testing::TestWithParam<EmbeddedLesson> {};

TEST_P(ShippedLesson, HoldsOnItsOwnSeeds) {
    EXPECT_EQ(lessonFaults(openLesson(std::string(GetParam().name)), {.threads = 2}, {}),
              std::vector<std::string>{});
}

TEST_P(ShippedLesson, HasNotesQuestionsClaimsAndPagesForAnySeeds) {
    const Lesson lesson = openLesson(std::string(GetParam().name));
    EXPECT_NE(lesson.notes.find("Goal"), std::string::npos);
    EXPECT_NE(lesson.notes.find("wrong ideas"), std::string::npos);
    EXPECT_NE(lesson.notes.find("To try next"), std::string::npos);
    EXPECT_TRUE(
        std::ranges::any_of(lesson.pages, [](const LessonPage& page) { return page.ask.has_value(); }));
    EXPECT_TRUE(std::ranges::any_of(lesson.pages, &LessonPage::anySeed));
    EXPECT_TRUE(
        std::ranges::any_of(lesson.pages, [](const LessonPage& page) { return !page.claims.empty(); }));
    for (const LessonPage& page : lesson.pages) EXPECT_FALSE(page.caption.empty()) << page.id;
}

class Slow : public ShippedLesson {};

TEST_P(Slow, PagesForAnySeedsHoldOnTwentyOthers) {
    const Lesson lesson = openLesson(std::string(GetParam().name));
    for (std::int64_t offset = 1; offset <= 20; ++offset)
        EXPECT_EQ(lessonFaults(withOtherSeeds(lesson, offset), {.threads = 2}, {}),
                  std::vector<std::string>{})
            << "every seed " << offset << " larger";
}

std::string nameOfLesson(const testing::TestParamInfo<EmbeddedLesson>& test) {
    std::string name(test.param.name);
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}
INSTANTIATE_TEST_SUITE_P(Shipped, ShippedLesson,
                         testing::ValuesIn(embeddedLessons().begin(), embeddedLessons().end()), nameOfLesson);
INSTANTIATE_TEST_SUITE_P(Slow, Slow, testing::ValuesIn(embeddedLessons().begin(), embeddedLessons().end()),
                         nameOfLesson);

}  // namespace
}  // namespace featurescope
