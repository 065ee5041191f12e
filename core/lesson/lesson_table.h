#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/lesson/lesson.h"

namespace featurescope {

/// One file of resources/lessons as it was when the program was built.
struct EmbeddedLesson {
    std::string_view name;  ///< file name without ".lesson.json"
    std::string_view text;
};

/// Every shipped lesson, sorted by name. The source is written by resources/embed_resources.cmake.
std::span<const EmbeddedLesson> embeddedLessons();

/// The lesson of a file, or the shipped one of that name: what has a folder or an extension, or is a file,
/// is taken as a file. FileError when it cannot be read, InputError when it is wrong or there is none of that
/// name, with those there are.
Lesson openLesson(const std::string& fileOrName);

}  // namespace featurescope
