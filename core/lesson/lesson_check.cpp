#include "core/lesson/lesson_check.h"

#include <algorithm>

#include "core/base/number_text.h"
#include "core/lesson/lesson_run.h"

namespace featurescope {
namespace {

std::string pageText(const Lesson& lesson, std::size_t page) {
    return "Page \"" + lesson.pages[page].id + "\": ";
}

std::string unreachedText(const Lesson& lesson, const LessonRehearsal& rehearsal, const WantedStep& wish) {
    const std::string start = pageText(lesson, wish.page) + wish.key + " needs step " +
                              numberText(wish.step) + " of the run \"" + wish.run + "\", which ";
    const auto broken = rehearsal.divergences.find(wish.run);
    if (broken != rehearsal.divergences.end()) return start + "does not get there: " + broken->second.message;
    return start + "ends at step " + numberText(lesson.run(wish.run)->spec.training.steps) +
           " (training.steps).";
}

std::string boundText(Claim::Bound bound, double value) {
    return (bound == Claim::Bound::atLeast ? "at least " : "at most ") + numberText(value);
}

std::string unmetText(const Lesson& lesson, const LessonRehearsal& rehearsal, std::size_t page) {
    const auto& condition = std::get<PlayCondition>(lesson.pages[page].play()->to);
    return pageText(lesson, page) + "play.to waits for " +
           std::string(observables()[static_cast<std::size_t>(condition.metric)].id) + " to be " +
           boundText(condition.bound, condition.value) + ", which the run \"" + lesson.pages[page].run +
           "\" never meets up to its last step " + numberText(rehearsal.pageEnds[page]) + ".";
}

void addBrokenClaims(const Lesson& lesson, const LessonRehearsal& rehearsal, std::size_t page,
                     std::vector<std::string>& faults) {
    for (const LessonClaim& claim : lesson.pages[page].claims) {
        const std::int64_t step = claim.step.value_or(rehearsal.pageEnds[page]);
        if (!rehearsal.isReached({page, "claims", claim.run, step})) continue;  // said already
        const double value = rehearsal.value(claim.run, step, claim.metric);
        const bool holds = claim.bound == Claim::Bound::atLeast ? value >= claim.value : value <= claim.value;
        if (holds) continue;
        faults.push_back(pageText(lesson, page) + "claims say that " +
                         std::string(observables()[static_cast<std::size_t>(claim.metric)].id) +
                         " of the run \"" + claim.run + "\" is " + boundText(claim.bound, claim.value) +
                         " at step " + numberText(step) + ", but it is " + numberText(value) + ".");
    }
}

}  // namespace

std::vector<std::string> lessonFaults(const Lesson& lesson, const LearnerOptions& options,
                                      const std::stop_token& stop) {
    const LessonRehearsal rehearsal = rehearse(lesson, options, stop);
    std::vector<std::string> faults;
    for (const WantedStep& wish : rehearsal.wanted) {
        if (rehearsal.isReached(wish)) continue;
        const std::string fault = unreachedText(lesson, rehearsal, wish);
        if (std::ranges::find(faults, fault) == faults.end()) faults.push_back(fault);
    }
    for (const std::size_t page : rehearsal.unmet) faults.push_back(unmetText(lesson, rehearsal, page));
    for (std::size_t page = 0; page < lesson.pages.size(); ++page)
        addBrokenClaims(lesson, rehearsal, page, faults);
    return faults;
}

Lesson withOtherSeeds(Lesson lesson, std::int64_t offset) {
    for (LessonRun& run : lesson.runs)
        visitFields(run.spec.seeds, [&](const Field&, std::int64_t& seed) { seed += offset; });
    std::erase_if(lesson.pages, [](const LessonPage& page) { return !page.anySeed; });
    for (LessonPage& page : lesson.pages)
        std::erase_if(page.claims,
                      [](const LessonClaim& claim) { return claim.holds == Claim::Holds::ownSeeds; });
    return lesson;
}

}  // namespace featurescope
