#include "app/render_page.h"

#include <algorithm>
#include <filesystem>
#include <thread>

#include "app/exit_code.h"
#include "app/lesson_pictures.h"
#include "core/handout/handout.h"
#include "core/io/atomic_file.h"
#include "core/lesson/lesson_table.h"
#include "core/spec/scenario_table.h"

namespace featurescope {
namespace {

void write(const RenderOptions& options, const Lesson& lesson, const LearnerOptions& learner,
           const std::stop_token& stop) {
    const HandoutOptions handout{.forTeacher = options.notes, .programVersion = FEATURESCOPE_VERSION};
    writeFileAtomically(options.out, handoutOf(lesson, handout, learner, stop));
}

bool isScenario(const std::string& name) {
    return std::ranges::find(scenarios(), name, &Scenario::name) != scenarios().end();
}

}  // namespace

int renderLesson(const RenderOptions& options, const InterruptWatch& watch) {
    const auto cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    const LearnerOptions learner{.threads = cores};
    const Lesson lesson = openLesson(options.lesson);
    const std::stop_token stop = watch.heed();
    if (isFolder(options)) {
        writeLessonFolder(lesson, options.out, options.format({}), learner, stop);
    } else if (isWebPage(options)) {
        write(options, lesson, learner, stop);
    } else {
        writeLessonPdf(lesson, options.out, {.isLetter = options.isLetter, .notes = options.notes}, learner,
                       stop);
    }
    return kExitDone;
}

int renderRun(const RenderOptions& options, const ui::OpenedDocument& document, const LearnerOptions& learner,
              const std::stop_token& stop) {
    const std::string subject = options.subject.empty() ? std::string(kDefaultScenario) : options.subject;
    LessonRun run{.name = std::filesystem::path(subject).stem().string(),
                  .spec = document.spec,
                  .scenario = isScenario(subject) ? subject : std::string(),
                  .settings = options.settings,
                  .data = document.data};
    const bool isMoment = document.report.step.has_value() || document.session.has_value();
    const std::int64_t last = isMoment ? document.step : document.spec.training.steps;
    const std::int64_t step = options.step.value_or(last);
    // A run may be drawn beyond the steps that it is planned for.
    run.spec.training.steps = std::max(run.spec.training.steps, step);
    write(options, lessonOfRun(std::move(run), step), learner, stop);
    return kExitDone;
}

}  // namespace featurescope
