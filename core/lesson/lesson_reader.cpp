#include "core/lesson/lesson_reader.h"

#include <algorithm>

#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/io/json_place.h"
#include "core/lesson/caption.h"
#include "core/lesson/lesson_names.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"
#include "core/spec/spec_reader.h"
#include "core/spec/spec_validation.h"

namespace featurescope {
namespace {

constexpr std::size_t kMostPanels = 3;

/// Names stand in captions, in addresses and on the command line.
bool isPlainName(std::string_view name) {
    return !name.empty() && std::ranges::all_of(name, [](unsigned char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_';
    });
}
constexpr const char* kPlainName = "a name of letters, digits, - and _";

// A run ----------------------------------------------------------------------------------------------------

/// KEY=VALUE as it is typed behind --set.
std::string assignment(const std::string& key, const Json& value) {
    return key + "=" + (value.is_string() ? value.get<std::string>() : jsonText(value, false));
}

LessonRun readRun(const std::string& name, const JsonPlace& place) {
    if (!isPlainName(name)) place.complain(std::string("is no name of a run; it must be ") + kPlainName);
    place.requireKeys({"scenario", "spec", "set"});
    if (place.has("scenario") == place.has("spec")) place.complain("must have either scenario or spec");
    LessonRun run{.name = name, .spec = {}, .scenario = {}, .settings = {}};
    const std::string base = place.has("scenario") ? "scenario" : "spec";
    const JsonPlace from = place.at(base);
    if (base == "scenario") run.scenario = from.text();
    try {
        run.spec = base == "scenario" ? scenarioNamed(run.scenario) : specFromValue(from.value(), "the spec");
    } catch (const InputError& problem) {
        from.complain("is not right: " + std::string(problem.what()));
    }
    if (const std::optional<JsonPlace> set = place.optional("set")) {
        for (const auto& [key, value] : set->members()) {
            try {
                run.settings.push_back(assignment(key, value.value()));
                run.spec = withSetting(run.spec, run.settings.back());
            } catch (const InputError& problem) {
                set->complain("cannot be set: " + std::string(problem.what()));
            }
        }
    }
    if (const std::vector<Problem> problems = validate(run.spec); !problems.empty())
        place.complain("cannot be run: " + problems.front().message);
    if (!isDrawn(run.spec.data))
        place.complain("is on data of a file; a lesson can only show data that are drawn from a spec");
    return run;
}

// Parts of a page ------------------------------------------------------------------------------------------

std::string runNamed(const JsonPlace& place, const Lesson& lesson) {
    std::string names;
    for (const LessonRun& run : lesson.runs) names += (names.empty() ? "" : ", ") + run.name;
    if (!place.value().is_string() || !lesson.run(place.text()))
        place.refuse("a run of this lesson: " + names);
    return place.text();
}

Observable observableAt(const JsonPlace& place) {
    const std::optional<Observable> found =
        place.value().is_string() ? observableNamed(place.text()) : std::nullopt;
    if (found) return *found;
    std::string names;
    for (const ObservableInfo& info : observables())
        names += (names.empty() ? "" : ", ") + std::string(info.id);
    place.refuse("one of " + names);
}

Claim::Bound boundOf(const JsonPlace& place, double& value) {
    const bool isAtLeast = place.has("at_least");
    if (isAtLeast == place.has("at_most")) place.complain("must have either at_least or at_most");
    value = place.at(isAtLeast ? "at_least" : "at_most").number();
    return isAtLeast ? Claim::Bound::atLeast : Claim::Bound::atMost;
}

PagePlay readPlay(const JsonPlace& place) {
    place.requireKeys({"from", "to", "seconds", "time"});
    PagePlay play;
    if (const auto from = place.optional("from")) play.from = from->whole();
    const JsonPlace to = place.at("to");
    if (to.value().is_object()) {
        to.requireKeys({"metric", "at_least", "at_most"});
        PlayCondition condition;
        condition.metric = observableAt(to.at("metric"));
        condition.bound = boundOf(to, condition.value);
        play.to = condition;
    } else {
        if (!to.value().is_number()) to.refuse("a step, or a condition on an observable");
        play.to = to.whole();
        if (to.whole() < play.from) to.refuse("a step that is not before play.from");
    }
    if (const auto seconds = place.optional("seconds")) play.seconds = seconds->number(0);
    if (const auto time = place.optional("time")) {
        if (time->value() != "linear" && time->value() != "log") time->refuse("\"linear\" or \"log\"");
        if (time->value() == "log") play.time = PlayTime::logarithmic;
    }
    return play;
}

Question readQuestion(const JsonPlace& place) {
    place.requireKeys({"text", "choices", "answer", "sketch"});
    Question ask;
    if (const auto sketch = place.optional("sketch")) {
        if (!sketch->value().is_string() || !isPanelName(sketch->text())) sketch->refuse(allowedPanelNames());
        ask.sketch = sketch->text();
        if (const auto text = place.optional("text")) ask.text = text->words();
        if (place.has("choices") || place.has("answer"))
            place.complain("has either a sketch, or choices with an answer");
        return ask;
    }
    ask.text = place.at("text").words();
    const JsonPlace choices = place.at("choices");
    for (const JsonPlace& choice : choices.entries()) ask.choices.push_back(choice.words());
    if (ask.choices.size() < 2 || ask.choices.size() > 4) choices.refuse("a list of two to four choices");
    ask.answer =
        static_cast<std::size_t>(place.at("answer").whole(static_cast<std::int64_t>(ask.choices.size()) - 1));
    return ask;
}

LessonClaim readClaim(const JsonPlace& place, const Lesson& lesson, const std::string& pageRun) {
    place.requireKeys({"run", "metric", "step", "at_least", "at_most", "seeds"});
    LessonClaim claim;
    const auto run = place.optional("run");
    claim.run = run ? runNamed(*run, lesson) : pageRun;
    claim.metric = observableAt(place.at("metric"));
    if (const auto step = place.optional("step")) claim.step = step->whole();
    claim.bound = boundOf(place, claim.value);
    if (const auto seeds = place.optional("seeds")) {
        if (seeds->value() != "any" && seeds->value() != "own") seeds->refuse("\"any\" or \"own\"");
        if (seeds->value() == "own") claim.holds = Claim::Holds::ownSeeds;
    }
    return claim;
}

std::vector<std::vector<std::string>> readReveals(const JsonPlace& place) {
    std::vector<std::vector<std::string>> presses;
    const auto isRevealed = [](std::string_view id) { return id == "caption" || isLayerName(id); };
    for (const JsonPlace& press : place.entries()) {
        presses.push_back(press.names(isRevealed, "caption, or " + allowedLayerNames()));
        if (presses.back().empty()) press.refuse("a list of at least one layer");
    }
    return presses;
}

// A page ---------------------------------------------------------------------------------------------------

void readPanels(const JsonPlace& place, LessonPage& page) {
    const JsonPlace show = place.at("show");
    page.show = show.names(isPanelName, allowedPanelNames());
    if (page.show.empty() || page.show.size() > kMostPanels) show.refuse("a list of one to three panels");
    if (const auto hide = place.optional("hide")) page.hide = hide->names(isLayerName, allowedLayerNames());
    if (const auto strong = place.optional("emphasise"))
        page.emphasise = strong->names(isLayerName, allowedLayerNames());
    if (const auto reveal = place.optional("reveal")) page.reveal = readReveals(*reveal);
    if (const auto options = place.optional("options")) {
        for (const auto& [panel, chosen] : options->members()) {
            if (!isPanelName(panel)) chosen.complain("is no panel; it must be " + allowedPanelNames());
            if (!chosen.value().is_object()) chosen.refuse("an object with the options of the panel");
            page.options.emplace_back(panel, jsonText(chosen.value(), false));
        }
    }
}

void readTexts(const JsonPlace& place, const Lesson& lesson, LessonPage& page) {
    const auto checked = [&](const JsonPlace& text) {
        try {
            captionParts(text.text(), lesson, page.run);
        } catch (const InputError& problem) {
            text.complain(problem.what());
        }
        return text.text();
    };
    if (const auto caption = place.optional("caption")) page.caption = checked(*caption);
    if (const auto notes = place.optional("notes")) page.notes = checked(*notes);
    if (const auto ask = place.optional("ask")) {
        page.ask = readQuestion(*ask);
        if (const auto text = ask->optional("text")) checked(*text);
        if (const auto choices = ask->optional("choices"))
            for (const JsonPlace& choice : choices->entries()) checked(choice);
    }
}

LessonPage readPage(const JsonPlace& place, const Lesson& lesson) {
    place.requireKeys({"id", "run", "beside", "step", "play", "show", "hide", "emphasise", "reveal",
                       "options", "caption", "notes", "minutes", "ask", "claims", "any_seed"});
    LessonPage page;
    page.id = place.at("id").words();
    page.run = runNamed(place.at("run"), lesson);
    if (const auto beside = place.optional("beside")) page.beside = runNamed(*beside, lesson);
    if (place.has("step") == place.has("play")) place.complain("must have either step or play");
    if (const auto step = place.optional("step")) page.moment = step->whole();
    if (const auto play = place.optional("play")) page.moment = readPlay(*play);
    readPanels(place, page);
    readTexts(place, lesson, page);
    if (const auto minutes = place.optional("minutes")) page.minutes = minutes->number(0);
    if (const auto claims = place.optional("claims"))
        for (const JsonPlace& claim : claims->entries())
            page.claims.push_back(readClaim(claim, lesson, page.run));
    if (const auto anySeed = place.optional("any_seed")) page.anySeed = anySeed->flag();
    return page;
}

/// How messages call a page: by its id where it has one.
std::string nameOfPage(const JsonPlace& place, std::size_t number, const std::string& name) {
    if (place.value().is_object() && place.has("id") && place.value()["id"].is_string())
        return name + ": page " + shortJsonText(place.value()["id"]);
    return name + ": page " + numberText(static_cast<std::int64_t>(number));
}

}  // namespace

Lesson lessonFromJson(std::string_view text, const std::string& name) {
    const Json document = parseJson(text, name);
    const JsonPlace file(document, name, {});
    // Of a newer lesson, that it is newer says more than which of its keys is unknown.
    file.requireFormat(kLessonFormat, kLessonVersion);
    file.requireKeys({"format", "version", "title", "language", "minutes", "notes", "runs", "pages"});
    Lesson lesson;
    lesson.title = file.at("title").words();
    lesson.language = "en";
    if (const auto language = file.optional("language")) {
        if (!language->value().is_string() || !isPlainName(language->text()))
            language->refuse("the tag of a language, such as \"en\" or \"pt-BR\"");
        lesson.language = language->text();
    }
    if (const auto minutes = file.optional("minutes")) lesson.minutes = minutes->number(0);
    if (const auto notes = file.optional("notes")) lesson.notes = notes->text();
    const JsonPlace runs = file.at("runs"), pages = file.at("pages");
    for (const auto& [run, place] : runs.members()) lesson.runs.push_back(readRun(run, place));
    if (lesson.runs.empty()) runs.complain("is empty; a lesson needs at least one run");
    for (const JsonPlace& place : pages.entries()) {
        const JsonPlace inPage = place.in(nameOfPage(place, lesson.pages.size() + 1, name));
        LessonPage page = readPage(inPage, lesson);
        if (std::ranges::find(lesson.pages, page.id, &LessonPage::id) != lesson.pages.end())
            inPage.at("id").complain("is that of an earlier page, too; every page needs one of its own");
        lesson.pages.push_back(std::move(page));
    }
    if (lesson.pages.empty()) pages.complain("is empty; a lesson needs at least one page");
    return lesson;
}

}  // namespace featurescope
