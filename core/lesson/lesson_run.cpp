#include "core/lesson/lesson_run.h"

#include <algorithm>
#include <cmath>

#include "core/base/cancel.h"
#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/lesson/caption.h"
#include "core/run/memory_need.h"

namespace featurescope {
namespace {

bool isMet(const PlayCondition& condition, double value) {
    return condition.bound == Claim::Bound::atLeast ? value >= condition.value : value <= condition.value;
}

/// The value now. What the training set alone tells is not worth a look at the test set.
double valueNow(Experiment& experiment, Observable metric) {
    const double cheap = experiment.measure(MeasureDepth::trainingOnly)[metric];
    return std::isnan(cheap) ? experiment.measure(MeasureDepth::everything)[metric] : cheap;
}

const PlayCondition* conditionOf(const LessonPage& page) {
    return page.play() ? std::get_if<PlayCondition>(&page.play()->to) : nullptr;
}

/// Finds where the plays of a run end that wait for a condition.
class EndSearch {
  public:
    EndSearch(const Lesson& lesson, LessonRehearsal& found) : lesson_(lesson), found_(found) {}

    void search(const LessonRun& run, const LearnerOptions& options, const std::stop_token& stop) {
        open_.clear();
        for (std::size_t i = 0; i < lesson_.pages.size(); ++i)
            if (lesson_.pages[i].run == run.name && conditionOf(lesson_.pages[i])) open_.push_back(i);
        if (open_.empty()) return;
        const auto visit = [this, &run](Experiment& experiment) -> std::optional<std::int64_t> {
            last_ = experiment.step();
            std::erase_if(open_, [&](std::size_t page) { return endsHere(experiment, page); });
            if (open_.empty() || last_ >= run.spec.training.steps) return std::nullopt;
            return last_ + 1;
        };
        last_ = 0;
        walkRun(run, options, stop, 0, visit);
        for (const std::size_t page : open_) {
            found_.pageEnds[page] = last_;
            found_.unmet.push_back(page);
        }
    }

  private:
    bool endsHere(Experiment& experiment, std::size_t page) {
        const PlayCondition& condition = *conditionOf(lesson_.pages[page]);
        if (experiment.step() < lesson_.pages[page].firstStep()) return false;
        if (!isMet(condition, valueNow(experiment, condition.metric))) return false;
        found_.pageEnds[page] = experiment.step();
        return true;
    }

    const Lesson& lesson_;
    LessonRehearsal& found_;
    std::vector<std::size_t> open_;  ///< pages whose end is not yet found
    std::int64_t last_ = 0;
};

/// Notes every step that a page speaks of.
class WishList {
  public:
    WishList(const Lesson& lesson, std::size_t page, LessonRehearsal& list)
        : lesson_(lesson), page_(lesson.pages[page]), place_(page), list_(list) {}

    void note() const {
        const std::int64_t end = list_.pageEnds[place_];
        add(page_.play() ? "play.from" : "step", page_.run, page_.firstStep());
        add(page_.play() ? "play.to" : "step", page_.run, end);
        if (!page_.beside.empty()) add("beside", page_.beside, end);
        addText("caption", page_.caption, end);
        addText("notes", page_.notes, end);
        if (page_.ask) {
            addText("ask.text", page_.ask->text, page_.firstStep());
            for (const std::string& choice : page_.ask->choices)
                addText("ask.choices", choice, page_.firstStep());
        }
        for (const LessonClaim& claim : page_.claims) add("claims", claim.run, claim.step.value_or(end));
    }

  private:
    void add(const char* key, const std::string& run, std::int64_t step) const {
        list_.wanted.push_back({place_, key, run, step});
    }
    void addText(const char* key, const std::string& text, std::int64_t shown) const {
        for (const CaptionPart& part : captionParts(text, lesson_, page_.run)) {
            const auto* number = std::get_if<CaptionNumber>(&part);
            if (number && number->observable)
                add(key, number->run.empty() ? page_.run : number->run, number->step.value_or(shown));
        }
    }

    const Lesson& lesson_;
    const LessonPage& page_;
    std::size_t place_;
    LessonRehearsal& list_;
};

/// The end of a page that does not wait for anything.
std::int64_t plainEnd(const LessonPage& page) {
    if (!page.play()) return page.firstStep();
    const auto* step = std::get_if<std::int64_t>(&page.play()->to);
    return step ? *step : page.firstStep();
}

}  // namespace

std::optional<Divergence> walkRun(const LessonRun& run, const LearnerOptions& options,
                                  const std::stop_token& stop, std::int64_t first,
                                  const std::function<std::optional<std::int64_t>(Experiment&)>& visit) {
    requireMemory(run.spec, options);
    const std::unique_ptr<Experiment> experiment = makeExperiment(run.spec, options, run.data.get(), stop);
    for (std::optional<std::int64_t> next = first; next; next = visit(*experiment)) {
        while (!experiment->divergence() && experiment->step() < *next) {
            throwIfCancelled(stop);
            experiment->advance();
        }
        if (experiment->divergence()) return experiment->divergence();
    }
    return std::nullopt;
}

std::optional<Divergence> walkRun(const LessonRun& run, const LearnerOptions& options,
                                  const std::stop_token& stop, const std::set<std::int64_t>& steps,
                                  const std::function<void(Experiment&)>& visit) {
    auto step = steps.begin();
    if (step == steps.end()) return std::nullopt;
    return walkRun(run, options, stop, *step, [&](Experiment& experiment) -> std::optional<std::int64_t> {
        visit(experiment);
        return ++step == steps.end() ? std::nullopt : std::optional(*step);
    });
}

double LessonRehearsal::value(const std::string& run, std::int64_t step, Observable metric) const {
    const auto rows = numbers.find(run);
    if (rows == numbers.end()) return kUndefined;
    const auto row = rows->second.find(step);
    return row == rows->second.end() ? kUndefined : row->second[metric];
}

bool LessonRehearsal::isReached(const WantedStep& wish) const {
    const auto rows = numbers.find(wish.run);
    return rows != numbers.end() && rows->second.contains(wish.step);
}

LessonRehearsal rehearse(const Lesson& lesson, const LearnerOptions& options, const std::stop_token& stop) {
    LessonRehearsal result;
    for (const LessonPage& page : lesson.pages) result.pageEnds.push_back(plainEnd(page));
    EndSearch ends(lesson, result);
    for (const LessonRun& run : lesson.runs) ends.search(run, options, stop);
    for (std::size_t i = 0; i < lesson.pages.size(); ++i) WishList(lesson, i, result).note();
    for (const LessonRun& run : lesson.runs) {
        std::set<std::int64_t> steps;
        for (const WantedStep& wish : result.wanted)
            if (wish.run == run.name && wish.step <= run.spec.training.steps) steps.insert(wish.step);
        std::map<std::int64_t, Measurement>& rows = result.numbers[run.name];
        const std::optional<Divergence> broken =
            walkRun(run, options, stop, steps, [&rows](Experiment& experiment) {
                rows[experiment.step()] = experiment.measure(MeasureDepth::everything);
            });
        if (broken) result.divergences[run.name] = *broken;
    }
    return result;
}

void requireReached(const Lesson& lesson, const LessonRehearsal& rehearsal) {
    for (const WantedStep& wish : rehearsal.wanted) {
        if (rehearsal.isReached(wish)) continue;
        throw InputError("Page \"" + lesson.pages[wish.page].id + "\" needs step " + numberText(wish.step) +
                         " of the run \"" + wish.run +
                         "\", which does not get there; featurescope-cli check-lesson says why.");
    }
}

std::string filledText(const Lesson& lesson, const LessonPage& page, const std::string& text,
                       std::int64_t step,
                       const std::function<double(const std::string&, std::int64_t, Observable)>& value) {
    std::string filled;
    for (const CaptionPart& part : captionParts(text, lesson, page.run)) {
        if (const auto* words = std::get_if<std::string>(&part)) {
            filled += *words;
            continue;
        }
        const auto& number = std::get<CaptionNumber>(part);
        const std::string& run = number.run.empty() ? page.run : number.run;
        filled += number.observable
                      ? styledNumber(value(run, number.step.value_or(step), *number.observable), number.style)
                      : settingText(lesson.run(run)->spec, number.setting, number.style);
    }
    return filled;
}

}  // namespace featurescope
