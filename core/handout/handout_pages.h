#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "core/handout/handout_run.h"
#include "core/lesson/caption.h"
#include "core/lesson/lesson_run.h"

namespace featurescope {

/// A number of a caption that changes with the step: its text at every step of the page.
using ChangingNumber = std::vector<std::string>;

/// A page with what it shows, ready to be written.
struct HandoutPage {
    const LessonPage* page = nullptr;
    std::vector<std::size_t> runs;        ///< places in HandoutContent::runs: its own, and that beside it
    std::vector<std::int64_t> steps;      ///< that its timeline goes through, increasing
    std::int64_t start = 0, end = 0;      ///< steps on which it begins and ends; the still shows the end
    std::vector<ChangingNumber> numbers;  ///< of the caption, in order
};

/// Everything a handout holds.
struct HandoutContent {
    const Lesson* lesson = nullptr;
    std::vector<HandoutRun> runs;
    std::vector<HandoutPage> pages;
    LessonRehearsal rehearsal;

    /// A text of a page with its numbers for a step.
    std::string filled(const LessonPage& page, const std::string& text, std::int64_t step) const;
    /// The value at a step that was recorded or rehearsed; kUndefined elsewhere.
    double valueAt(const std::string& run, std::int64_t step, Observable metric) const;
};

/// Runs a lesson and records it. InputError names the first page that is not reached. `lesson` must outlive
/// what is given. Throws Cancelled.
HandoutContent recordLesson(const Lesson& lesson, const LearnerOptions& options, const std::stop_token& stop);

/// Whether a page shades where the sign is uncertain: as the window does unless its options say otherwise.
bool wantsBand(const LessonPage& page);
/// Whether the number is that of the step on screen.
bool changesWithStep(const CaptionNumber& number);

}  // namespace featurescope
