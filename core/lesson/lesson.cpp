#include "core/lesson/lesson.h"

#include <algorithm>

namespace featurescope {

std::int64_t LessonPage::firstStep() const { return play() ? play()->from : std::get<std::int64_t>(moment); }

const LessonRun* Lesson::run(const std::string& name) const {
    const auto found = std::ranges::find(runs, name, &LessonRun::name);
    return found == runs.end() ? nullptr : &*found;
}

}  // namespace featurescope
