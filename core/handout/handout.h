#pragma once

#include <span>
#include <stop_token>
#include <string>
#include <string_view>

#include "core/lesson/lesson.h"
#include "core/training/learner.h"

namespace featurescope {

/// One file of resources/handout as it was when the program was built.
struct EmbeddedHandout {
    std::string_view name;  ///< "player" or "style"
    std::string_view text;
};
std::span<const EmbeddedHandout> embeddedHandout();

/// How a handout is written.
struct HandoutOptions {
    bool forTeacher = false;     ///< with the notes
    std::string programVersion;  ///< that made it
};

/// A lesson as one page for any browser, complete in itself: stills with captions and questions, and a script
/// that moves them. Throws InputError naming the page that is not reached, and Cancelled.
std::string handoutOf(const Lesson& lesson, const HandoutOptions& options, const LearnerOptions& learner,
                      const std::stop_token& stop);

/// A lesson of one page that plays a run from its start to `step`.
Lesson lessonOfRun(LessonRun run, std::int64_t step);

}  // namespace featurescope
