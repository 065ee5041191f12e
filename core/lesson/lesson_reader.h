#pragma once

#include <string>
#include <string_view>

#include "core/lesson/lesson.h"

namespace featurescope {

inline constexpr std::string_view kLessonFormat = "featurescope-lesson";
inline constexpr std::int64_t kLessonVersion = 1;

/// Reads a lesson from JSON text: every key known, every type right, every run, panel, layer and observable
/// that is named there is. InputError starting with `name` names page and key otherwise. Nothing is run;
/// whether pages are reached and claims hold is what lessonFaults() says.
Lesson lessonFromJson(std::string_view text, const std::string& name);

}  // namespace featurescope
