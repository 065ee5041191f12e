#include "core/lesson/lesson_table.h"

#include <filesystem>

#include "core/base/errors.h"
#include "core/io/atomic_file.h"
#include "core/lesson/lesson_reader.h"

namespace featurescope {

Lesson openLesson(const std::string& fileOrName) {
    constexpr std::uintmax_t kLargestLesson = std::uintmax_t{16} << 20;
    const std::filesystem::path path = fileOrName;
    std::error_code ignored;
    if (path.has_extension() || path.has_parent_path() || std::filesystem::is_regular_file(path, ignored))
        return lessonFromJson(readWholeFile(path, kLargestLesson), fileOrName);
    std::string names;
    for (const EmbeddedLesson& lesson : embeddedLessons()) {
        if (lesson.name == fileOrName) return lessonFromJson(lesson.text, fileOrName);
        names += (names.empty() ? "" : ", ") + std::string(lesson.name);
    }
    throw InputError("There is no lesson \"" + fileOrName + "\"; there are " + names +
                     ", or give a file (NAME.lesson.json).");
}

}  // namespace featurescope
