#pragma once

#include <stop_token>
#include <string>

#include "core/lesson/lesson.h"
#include "core/run/experiment.h"
#include "ui/exporting/figure_format.h"

namespace featurescope {

// Pages of a lesson as the window's own panels draw them where each page ends. Both need a QApplication and
// throw InputError, which names the page that is not reached, FileError, and
// Cancelled.

/// One PNG for each page, or for each of the two runs of a page, in a folder that is made where it is
/// missing: "02-amplify.png". Each carries what made it.
void writeLessonFolder(const Lesson& lesson, const std::string& folder, ui::FigureFormat format,
                       const LearnerOptions& learner, const std::stop_token& stop);

/// How a handout on paper is made.
struct PaperOptions {
    bool isLetter = false;  ///< Letter instead of A4
    bool notes = false;     ///< with answers and notes
};
/// Two pages to a sheet, as PDF.
void writeLessonPdf(const Lesson& lesson, const std::string& path, const PaperOptions& paper,
                    const LearnerOptions& learner, const std::stop_token& stop);

}  // namespace featurescope
