#include "core/lesson/lesson_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "core/base/errors.h"
#include "core/io/json.h"
#include "core/lesson/lesson_table.h"

namespace featurescope {
namespace {

/// A lesson that uses every key once.
Json everyKey() {
    return parseJson(R"json({
 "format": "featurescope-lesson", "version": 1, "title": "All", "language": "en", "minutes": 3, "notes": "Goal",
 "runs": {"main": {"scenario": "first-screen", "set": {"training.steps": 50, "network.start": "symmetric"}},
          "own": {"spec": {"format": "featurescope-spec", "version": 1,
            "data": {"kind": "xor-clusters", "dimension": 3, "train_samples": 20, "test_samples": 10, "cluster_variance": 0.02,
                     "cluster_noise": "gaussian", "label_noise": 0.15, "corruption": "bernoulli", "rotated": false},
            "network": {"neurons": 5, "activation": "relu", "init_variance": 0.01},
            "training": {"step_size": 0.1, "steps": 9, "precision": "float"},
            "seeds": {"data": 1, "labels": 1, "weights": 1, "test": 1}}}},
 "pages": [
  {"id": "one", "run": "main", "step": 0, "show": ["projection", "alignment-3"], "hide": ["predicted"], "emphasise": ["corrupted"],
   "reveal": [["points"], ["boundary", "test_error_clean"], ["caption"]], "options": {"projection": {"band": true}},
   "caption": "{data.dimension} {own:train_loss@3:.2f}", "notes": "Ask.", "minutes": 1.5,
   "claims": [{"run": "own", "metric": "train_loss", "step": 4, "at_most": 1, "seeds": "own"}], "any_seed": true},
  {"id": "two", "run": "main", "beside": "own", "show": ["errors"],
   "play": {"from": 1, "to": {"metric": "alignment_own_median", "at_least": 0.5}, "seconds": 12, "time": "log"},
   "ask": {"text": "Where?", "choices": ["here", "there"], "answer": 1}},
  {"id": "three", "run": "own", "show": ["errors"], "play": {"to": 9}, "ask": {"sketch": "errors", "text": "Draw."}}]})json",
                     "x");
}

Lesson read(const Json& lesson) { return lessonFromJson(jsonText(lesson, false), "my.lesson.json"); }

std::string refusalOf(const Json& lesson) {
    try {
        read(lesson);
    } catch (const InputError& error) {
        return error.what();
    }
    return {};
}

/// The refusal after putting `value` in the place of a JSON pointer.
std::string refusalWith(const std::string& pointer, const Json& value) {
    Json lesson = everyKey();
    lesson[Json::json_pointer(pointer)] = value;
    return refusalOf(lesson);
}

void expectSays(const std::string& message, const std::vector<std::string>& words) {
    EXPECT_TRUE(message.starts_with("my.lesson.json: ")) << message;
    for (const std::string& word : words)
        EXPECT_NE(message.find(word), std::string::npos) << word << " in " << message;
}

TEST(LessonReader, ReadsEveryKey) {
    const Lesson lesson = read(everyKey());
    EXPECT_EQ(lesson.title, "All");
    EXPECT_EQ(lesson.minutes, 3);
    ASSERT_EQ(lesson.runs.size(), 2U);
    EXPECT_EQ(lesson.run("main")->spec.training.steps, 50);
    EXPECT_EQ(lesson.run("main")->settings,
              (std::vector<std::string>{"training.steps=50", "network.start=symmetric"}));
    EXPECT_EQ(dimensionOf(lesson.run("own")->spec.data), 3);
    EXPECT_EQ(lesson.run("nobody"), nullptr);

    const LessonPage& one = lesson.pages[0];
    EXPECT_EQ(one.firstStep(), 0);
    EXPECT_EQ(one.show, (std::vector<std::string>{"projection", "alignment-3"}));
    EXPECT_EQ(one.reveal[1], (std::vector<std::string>{"boundary", "test_error_clean"}));
    EXPECT_EQ(one.options[0].second, "{\"band\": true}");
    EXPECT_EQ(one.claims[0].run, "own");
    EXPECT_EQ(one.claims[0].step, 4);
    EXPECT_EQ(one.claims[0].holds, Claim::Holds::ownSeeds);
    EXPECT_TRUE(one.anySeed);

    const LessonPage& two = lesson.pages[1];
    EXPECT_EQ(two.firstStep(), 1);
    EXPECT_EQ(two.beside, "own");
    EXPECT_EQ(two.play()->time, PlayTime::logarithmic);
    EXPECT_EQ(std::get<PlayCondition>(two.play()->to).metric, Observable::alignmentOwnMedian);
    EXPECT_EQ(two.ask->answer, 1U);
    EXPECT_EQ(std::get<std::int64_t>(lesson.pages[2].play()->to), 9);
    EXPECT_EQ(lesson.pages[2].ask->sketch, "errors");
}

TEST(LessonReader, NamesTheUnknownKeyAndItsPage) {
    expectSays(refusalWith("/pages/1/colour", "red"), {"page \"two\"", "colour", "caption"});
    expectSays(refusalWith("/pages/1/play/speed", 2), {"page \"two\"", "play.speed", "seconds"});
    expectSays(refusalWith("/pages/1/ask/hint", "x"), {"page \"two\"", "ask.hint"});
    expectSays(refusalWith("/pages/0/claims/0/value", 1), {"page \"one\"", "claims[0].value"});
    expectSays(refusalWith("/author", "me"), {"author", "title"});
    expectSays(refusalWith("/runs/main/steps", 3), {"runs.main.steps", "scenario"});
}

TEST(LessonReader, NamesWhatIsNotThere) {
    expectSays(refusalWith("/pages/1/run", "mian"), {"page \"two\"", "run is \"mian\"", "main, own"});
    expectSays(refusalWith("/pages/1/beside", "x"), {"page \"two\"", "beside"});
    expectSays(refusalWith("/pages/0/show/1", "projektion"),
               {"page \"one\"", "show[1] is \"projektion\"", "alignment-mu1"});
    expectSays(refusalWith("/pages/0/show/1", "alignment-0"), {"show[1]"});
    expectSays(refusalWith("/pages/0/hide/0", "axes"), {"page \"one\"", "hide[0] is \"axes\"", "boundary"});
    expectSays(refusalWith("/pages/0/reveal/1/0", "axes"),
               {"page \"one\"", "reveal[1][0] is \"axes\"", "caption"});
    expectSays(refusalWith("/pages/1/play/to/metric", "accuracy"),
               {"page \"two\"", "play.to.metric is \"accuracy\"", "train_loss"});
    expectSays(refusalWith("/pages/0/claims/0/metric", "accuracy"), {"page \"one\"", "claims[0].metric"});
    expectSays(refusalWith("/pages/0/caption", "{accuracy}"), {"page \"one\"", "caption has {accuracy}"});
    expectSays(refusalWith("/pages/1/ask/text", "{own:accuracy}"),
               {"page \"two\"", "ask.text has {own:accuracy}"});
    expectSays(refusalWith("/runs/main/scenario", "first"),
               {"runs.main.scenario", "\"first\"", "first-screen"});
    expectSays(refusalWith("/runs/main/set", {{"data.size", 3}}), {"runs.main.set", "data.size"});
    expectSays(refusalWith("/runs/main/set", {{"data.dimension", 1}}), {"runs.main", "data.dimension"});
    expectSays(refusalWith("/runs/own/spec/network/neurons", "5"),
               {"runs.own.spec", "network.neurons", "\"5\""});
}

TEST(LessonReader, SaysWhichTypeOrRangeIsRight) {
    expectSays(refusalWith("/pages/0/step", -1), {"page \"one\"", "step is -1", "whole number"});
    expectSays(refusalWith("/pages/0/step", 2.5), {"step is 2.5"});
    expectSays(refusalWith("/pages/0/show", "projection"), {"page \"one\"", "show", "a list"});
    expectSays(refusalWith("/pages/0/show", Json::array()), {"one to three panels"});
    expectSays(refusalWith("/pages/0/show", {"errors", "loss", "rank", "ridge"}), {"one to three panels"});
    expectSays(refusalWith("/pages/0/show", {"errors", "errors"}), {"show[1] stands there twice"});
    expectSays(refusalWith("/pages/0/caption", 3), {"page \"one\"", "caption is 3", "text"});
    expectSays(refusalWith("/pages/0/any_seed", 1), {"any_seed is 1", "true or false"});
    expectSays(refusalWith("/pages/0/minutes", -1), {"minutes is -1"});
    expectSays(refusalWith("/pages/1/ask/answer", 2), {"page \"two\"", "ask.answer is 2", "from 0 to 1"});
    expectSays(refusalWith("/pages/1/ask/choices", {"one"}), {"ask.choices", "two to four"});
    expectSays(refusalWith("/pages/1/play/to", 0), {"play.to is 0", "not before play.from"});
    expectSays(refusalWith("/pages/1/play/time", "fast"), {"play.time is \"fast\"", "\"log\""});
    expectSays(refusalWith("/pages/1/play/to/at_most", 1),
               {"page \"two\"", "play.to must have either at_least or at_most"});
    expectSays(refusalWith("/pages/1/step", 3), {"page \"two\"", "either step or play"});
    expectSays(refusalWith("/pages/1/id", "one"), {"page \"one\"", "id is that of an earlier page"});
    expectSays(refusalWith("/pages/1", 7), {"page 2", "7"});
    expectSays(refusalWith("/pages", Json::array()), {"pages is empty"});
    expectSays(refusalWith("/runs", Json::object()), {"runs is empty"});
    expectSays(refusalWith("/runs/a:b", {{"scenario", "lazy"}}), {"a:b", "letters"});
    expectSays(refusalWith("/runs/own/scenario", "lazy"), {"runs.own", "either scenario or spec"});
    expectSays(refusalWith("/version", 2), {"version is 2", "newer"});
    expectSays(refusalWith("/format", "x"), {"format"});
    expectSays(refusalWith("", 5), {"it is 5"});
    EXPECT_THROW(lessonFromJson("{\"format\": ", "x"), InputError);
}

TEST(LessonReader, SaysWhatIsMissing) {
    for (const char* key : {"title", "runs", "pages", "format", "version"}) {
        Json lesson = everyKey();
        lesson.erase(key);
        expectSays(refusalOf(lesson), {std::string(key) + " is missing"});
    }
    for (const char* key : {"id", "run", "show"}) {
        Json lesson = everyKey();
        lesson["pages"][0].erase(key);
        expectSays(refusalOf(lesson), {"page", std::string(key) + " is missing"});
    }
}

/// Every place in a document.
void collectPlaces(const Json& value, const std::string& pointer, std::vector<std::string>& places) {
    if (!pointer.empty()) places.push_back(pointer);
    if (value.is_object()) {
        for (const auto& member : value.items()) {
            std::string key = member.key();
            if (key.find('/') == std::string::npos)
                collectPlaces(member.value(), pointer + "/" + key, places);
        }
    }
    for (std::size_t i = 0; value.is_array() && i < value.size(); ++i)
        collectPlaces(value[i], pointer + "/" + std::to_string(i), places);
}

/// Puts something wrong in every place in turn: what comes out is a lesson or a sentence, never anything
/// else.
TEST(LessonReader, AnswersEveryMutationWithALessonOrASentence) {
    const std::vector<Json> poisons{
        nullptr, -1, 1e300, "", "<script>alert(1)</script>", Json::array(), Json::object(), true};
    std::vector<std::string> places;
    collectPlaces(everyKey(), "", places);
    std::size_t refused = 0, tried = 0;
    for (const std::string& place : places) {
        for (const Json& poison : poisons) {
            const std::string message = refusalWith(place, poison);
            ++tried;
            if (message.empty()) continue;
            ++refused;
            EXPECT_TRUE(message.starts_with("my.lesson.json: ") && message.ends_with(".")) << message;
            // The page, or the part of the file, that the place is in.
            const bool isPage = place.starts_with("/pages/");
            EXPECT_NE(message.find(isPage ? "page" : place.substr(1, place.find('/', 1) - 1)),
                      std::string::npos)
                << place << ": " << message;
        }
    }
    EXPECT_GE(tried, 500U);
    EXPECT_GE(refused, tried * 3 / 4);
}

TEST(LessonReader, SurvivesDamagedBytes) {
    const std::string text = jsonText(everyKey(), true);
    std::mt19937 random(1);
    for (int i = 0; i < 300; ++i) {
        std::string damaged = text;
        for (unsigned j = 0; j < 1 + random() % 3; ++j)
            damaged[random() % damaged.size()] = static_cast<char>(random() % 256);
        if (i % 3 == 0) damaged.resize(random() % damaged.size());
        try {
            lessonFromJson(damaged, "damaged");
        } catch (const InputError& error) {
            EXPECT_TRUE(std::string(error.what()).starts_with("damaged")) << error.what();
        }
    }
}

TEST(LessonTable, OpensShippedLessonsByNameAndListsThemOtherwise) {
    ASSERT_GE(embeddedLessons().size(), 4U);
    for (const EmbeddedLesson& lesson : embeddedLessons())
        EXPECT_FALSE(openLesson(std::string(lesson.name)).pages.empty());
    try {
        openLesson("nothing");
        FAIL();
    } catch (const InputError& error) {
        EXPECT_NE(std::string(error.what()).find("lazy-against-rich"), std::string::npos);
    }
    EXPECT_THROW(openLesson("nothing.lesson.json"), FileError);
}

}  // namespace
}  // namespace featurescope
