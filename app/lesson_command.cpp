#include "app/lesson_command.h"

#include <ostream>

#include "core/base/number_text.h"
#include "core/lesson/lesson_check.h"
#include "core/lesson/lesson_table.h"

namespace featurescope {
namespace {

void printSummary(const Lesson& lesson, std::int64_t otherSeeds, std::ostream& out) {
    std::int64_t claims = 0, anySeed = 0;
    for (const LessonPage& page : lesson.pages) {
        claims += static_cast<std::int64_t>(page.claims.size());
        anySeed += page.anySeed ? 1 : 0;
    }
    out << lesson.title << ": " << lesson.pages.size() << " pages are reached, " << claims << " claims hold";
    if (otherSeeds > 0) out << "; " << anySeed << " pages with " << otherSeeds << " other seeds as well";
    out << ".\n";
}

}  // namespace

ExitCode checkLesson(const CheckLesson& command, std::ostream& out, std::ostream& err,
                     const InterruptWatch& watch) {
    const Lesson lesson = openLesson(command.lesson);
    const std::stop_token stop = watch.heed();
    std::size_t faults = 0;
    for (std::int64_t offset = 0; offset <= command.otherSeeds; ++offset) {
        const std::string with = offset == 0 ? "" : "With every seed " + numberText(offset) + " larger: ";
        const Lesson checked = offset == 0 ? lesson : withOtherSeeds(lesson, offset);
        for (const std::string& fault : lessonFaults(checked, command.learner, stop)) {
            err << command.lesson << ": " << with << fault << std::endl;
            ++faults;
        }
    }
    if (faults > 0) return kExitBadInput;
    printSummary(lesson, command.otherSeeds, out);
    return kExitDone;
}

}  // namespace featurescope
