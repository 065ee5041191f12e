#include "core/handout/handout_pages.h"

#include <algorithm>
#include <iterator>

#include "core/io/json.h"
#include "core/recording/frame_schedule.h"

namespace featurescope {
namespace {

/// Moments of a run that a reader can go to, beside those that pages name.
constexpr std::int64_t kMostFrames = 40;

std::size_t placeOfRun(const Lesson& lesson, const std::string& name) {
    const auto found = std::ranges::find(lesson.runs, name, &LessonRun::name);
    return static_cast<std::size_t>(found - lesson.runs.begin());
}

/// The step up to which each run is shown; -1 where it is not.
std::vector<std::int64_t> lastSteps(const Lesson& lesson, const LessonRehearsal& rehearsal) {
    std::vector<std::int64_t> last(lesson.runs.size(), -1);
    for (std::size_t i = 0; i < lesson.pages.size(); ++i) {
        for (const std::string* run : {&lesson.pages[i].run, &lesson.pages[i].beside}) {
            if (run->empty()) continue;
            std::int64_t& step = last[placeOfRun(lesson, *run)];
            step = std::max(step, rehearsal.pageEnds[i]);
        }
    }
    return last;
}

/// Steps that every run is recorded on as far as it goes, so that two runs beside each other have the same.
std::set<std::int64_t> sharedSteps(const Lesson& lesson, const LessonRehearsal& rehearsal,
                                   const std::vector<std::int64_t>& last) {
    std::set<std::int64_t> steps(rehearsal.pageEnds.begin(), rehearsal.pageEnds.end());
    for (const LessonPage& page : lesson.pages) steps.insert(page.firstStep());
    const std::int64_t longest = std::max<std::int64_t>(0, *std::ranges::max_element(last));
    for (const std::int64_t step : frameSteps(FrameSpacing::logarithmic, 0, longest, kMostFrames))
        steps.insert(step);
    return steps;
}

HandoutWish wishFor(const Lesson& lesson, const std::string& run, const std::set<std::int64_t>& steps,
                    std::int64_t last) {
    HandoutWish wish;
    std::ranges::copy_if(steps, std::inserter(wish.frames, wish.frames.end()),
                         [last](std::int64_t step) { return step <= last; });
    for (const LessonPage& page : lesson.pages) {
        if (page.run != run && page.beside != run) continue;
        wish.panels.insert(page.show.begin(), page.show.end());
        wish.wantsBand = wish.wantsBand || wantsBand(page);
    }
    return wish;
}

HandoutPage pageOf(const HandoutContent& content, const std::vector<std::size_t>& places,
                   std::size_t number) {
    const LessonPage& page = content.lesson->pages[number];
    HandoutPage result{.page = &page,
                       .runs = {},
                       .steps = {},
                       .start = page.firstStep(),
                       .end = content.rehearsal.pageEnds[number],
                       .numbers = {}};
    result.runs.push_back(places[placeOfRun(*content.lesson, page.run)]);
    if (!page.beside.empty()) result.runs.push_back(places[placeOfRun(*content.lesson, page.beside)]);
    const std::int64_t from = page.play() ? result.start : 0;
    std::int64_t to = result.end;
    if (!page.play()) {
        to = content.runs[result.runs.front()].frames.back().step;
        for (const std::size_t run : result.runs) to = std::min(to, content.runs[run].frames.back().step);
    }
    for (const HandoutFrame& frame : content.runs[result.runs.front()].frames)
        if (frame.step >= from && frame.step <= to) result.steps.push_back(frame.step);
    for (const CaptionPart& part : captionParts(page.caption, *content.lesson, page.run)) {
        const auto* shown = std::get_if<CaptionNumber>(&part);
        if (!shown || !changesWithStep(*shown)) continue;
        ChangingNumber texts;
        for (const std::int64_t step : result.steps)
            texts.push_back(styledNumber(
                content.valueAt(shown->run.empty() ? page.run : shown->run, step, *shown->observable),
                shown->style));
        result.numbers.push_back(std::move(texts));
    }
    return result;
}

}  // namespace

bool wantsBand(const LessonPage& page) {
    if (std::ranges::find(page.hide, "band") != page.hide.end()) return false;
    for (const auto& [panel, options] : page.options) {
        const Json chosen = parseJson(options, "options");
        if (panel == "projection" && chosen.contains("band")) return chosen["band"] == true;
    }
    return true;
}

bool changesWithStep(const CaptionNumber& number) { return number.observable && !number.step; }

double HandoutContent::valueAt(const std::string& run, std::int64_t step, Observable metric) const {
    for (const HandoutRun& recorded : runs) {
        if (recorded.name != run) continue;
        const auto row = std::ranges::find(recorded.rows, step, &TimelineRow::step);
        if (row != recorded.rows.end()) return row->values[metric];
    }
    return rehearsal.value(run, step, metric);
}

std::string HandoutContent::filled(const LessonPage& page, const std::string& text, std::int64_t step) const {
    return filledText(*lesson, page, text, step,
                      [this](const std::string& run, std::int64_t at, Observable metric) {
                          return valueAt(run, at, metric);
                      });
}

HandoutContent recordLesson(const Lesson& lesson, const LearnerOptions& options,
                            const std::stop_token& stop) {
    HandoutContent content;
    content.lesson = &lesson;
    content.rehearsal = rehearse(lesson, options, stop);
    requireReached(lesson, content.rehearsal);
    const std::vector<std::int64_t> last = lastSteps(lesson, content.rehearsal);
    const std::set<std::int64_t> steps = sharedSteps(lesson, content.rehearsal, last);
    std::vector<std::size_t> places(lesson.runs.size(), 0);
    for (std::size_t i = 0; i < lesson.runs.size(); ++i) {
        if (last[i] < 0) continue;
        places[i] = content.runs.size();
        content.runs.push_back(
            recordRun(lesson.runs[i], wishFor(lesson, lesson.runs[i].name, steps, last[i]), options, stop));
    }
    for (std::size_t i = 0; i < lesson.pages.size(); ++i) content.pages.push_back(pageOf(content, places, i));
    return content;
}

}  // namespace featurescope
