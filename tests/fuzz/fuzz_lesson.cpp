#include "core/lesson/lesson_reader.h"
#include "core/lesson/lesson_run.h"
#include "tests/fuzz/fuzzing.h"

using namespace featurescope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::mayRefuse([&] {
        Lesson lesson;
        try {
            lesson = lessonFromJson(fuzz::inputText(data, size), "input");
        } catch (const InputError& error) {
            fuzz::require(std::string_view(error.what()).starts_with("input"), "a refusal names the file");
            throw;
        }
        const auto nothing = [](const std::string&, std::int64_t, Observable) { return kUndefined; };
        for (const LessonPage& page : lesson.pages) {
            fuzz::require(lesson.run(page.run) != nullptr, "the run of a page is there");
            filledText(lesson, page, page.caption, page.firstStep(), nothing);
            filledText(lesson, page, page.notes, page.firstStep(), nothing);
        }
    });
    return 0;
}
