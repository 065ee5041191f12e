#include "app/render_command.h"

#include <unistd.h>

#include <QCoreApplication>
#include <QEventLoop>
#include <algorithm>
#include <iostream>
#include <thread>

#include "app/exit_code.h"
#include "app/render_page.h"
#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/documents/session_export.h"
#include "core/io/atomic_file.h"
#include "core/run/memory_need.h"
#include "ui/exporting/figure_file.h"
#include "ui/exporting/figure_view.h"
#include "ui/exporting/film.h"
#include "ui/exporting/moment.h"
#include "ui/session/open_document.h"

namespace featurescope {
namespace {

/// As the subject was computed, with all cores; as this machine likes best when its settings are changed.
LearnerOptions learnerFor(const RenderOptions& options, const ui::OpenedDocument& document) {
    const auto cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    if (!options.settings.empty()) return {.threads = cores};
    return recordedLearner(document.report.engine, document.report.instructionSet, cores);
}

ui::OpenedDocument openSubject(const RenderOptions& options) {
    ui::OpenedDocument document = ui::openDocument(options.subject);
    ui::changeSettings(document, options.settings);
    requireMemory(document.spec, learnerFor(options, document));
    if (!options.data.empty()) ui::addData(document, options.data);
    if (document.wantsData)
        throw InputError(ui::missingDataText(document.spec, options.subject) +
                         " Give it with --data FILE.npz.");
    return document;
}

/// Whether the subject's own numbers are shown, as a sentence when they are not; empty when they are, or when
/// something else is asked for than what it shows.
std::string differenceNote(const RenderOptions& options, const ui::OpenedDocument& document,
                           const Snapshot& snapshot) {
    const FileReport& report = document.report;
    if (!options.settings.empty() || snapshot.step != document.step) return {};
    std::string note =
        otherArithmeticNote(options.subject, report.instructionSet, snapshot.scene->learner.instructionSet);
    const auto compare = [&](const std::string& what, const std::string& theirs, const std::string& ours) {
        if (note.empty() && !theirs.empty() && theirs != ours)
            note = options.subject + " was made of " + what + " with the SHA-256 " + theirs +
                   "; these are other ones.";
    };
    compare("weights", report.weightsSha256, snapshot.weightsSha256);
    compare("output weights", report.outputWeightsSha256, snapshot.outputWeightsSha256);
    return note;
}

/// What is drawn, and how.
struct Drawing {
    ui::FigureSubject subject;
    ui::FigureFormat format;
};

/// As asked for, and else as the picture shows it.
Drawing drawingOf(const RenderOptions& options, const ui::OpenedDocument& document) {
    std::optional<ui::FigureSubject> subject = options.figure;
    if (!subject) subject = ui::subjectInView(document.view);
    return {subject.value_or(ui::pageSubject()), options.format(ui::formatInView(document.view))};
}

int renderPicture(const RenderOptions& options, const ui::OpenedDocument& document) {
    // A scenario or a spec stands for the whole run, everything else for one moment of it.
    const bool isMoment = document.report.step.has_value() || document.session.has_value();
    const std::int64_t step = options.step.value_or(isMoment ? document.step : document.spec.training.steps);
    StagedRun run(document.spec, learnerFor(options, document), document.data.get(), {});
    run.advanceTo(step);
    if (run.state() == RunState::diverged) {
        std::cerr << run.message() << std::endl;
        return kExitDiverged;
    }
    const Drawing drawing = drawingOf(options, document);
    ui::Figure figure(drawing.subject, drawing.format);
    ui::MomentMaker maker(run, document.data);
    const std::shared_ptr<const Snapshot> snapshot = ui::showMoment(maker, figure).snapshot;
    std::optional<Recipe> recipe;
    if (drawing.format.carriesRecipe)
        recipe = ui::recipeOf(*snapshot, ui::viewOf(drawing.subject, drawing.format, *snapshot));
    const QString path = QString::fromStdString(options.out);
    ui::writePicture({ui::drawn(figure, *ui::formatNamedBy(path), recipe), path});
    if (const std::string note = differenceNote(options, document, *snapshot); !note.empty())
        std::cerr << note << std::endl;
    std::cout << "weights sha256: " << snapshot->weightsSha256 << std::endl;
    if (!snapshot->outputWeightsSha256.empty())
        std::cout << "output weights sha256: " << snapshot->outputWeightsSha256 << std::endl;
    if (!std::cout) throw FileError("Standard output cannot be written.");
    return kExitDone;
}

void showProgress(const ui::FilmProgress& progress) {
    if (::isatty(STDERR_FILENO) == 0) return;
    std::cerr << "\rframe " << progress.framesDone << " of " << progress.frames << ", "
              << std::max(0, static_cast<int>(progress.secondsLeft)) << " s left   "
              << (progress.framesDone == progress.frames ? "\n" : "") << std::flush;
}

int renderMovie(const RenderOptions& options, const ui::OpenedDocument& document) {
    const Drawing drawing = drawingOf(options, document);
    ui::Film film({.spec = document.spec,
                   .data = document.data,
                   .learner = learnerFor(options, document),
                   .subject = drawing.subject,
                   .format = drawing.format,
                   .steps = options.frames,
                   .framesPerSecond = options.framesPerSecond,
                   .path = QString::fromStdString(options.out)});
    ui::FilmEnd end = ui::FilmEnd::written;
    QString problem;
    QEventLoop loop;
    QObject::connect(&film, &ui::Film::progressed, &loop, showProgress);
    QObject::connect(&film, &ui::Film::finished, &loop, [&](ui::FilmEnd how, const QString& what) {
        end = how;
        problem = what;
        loop.quit();
    });
    film.start();
    loop.exec();
    if (end == ui::FilmEnd::written) return kExitDone;
    std::cerr << problem.toStdString() << std::endl;
    if (end == ui::FilmEnd::diverged) return kExitDiverged;
    return end == ui::FilmEnd::badInput ? kExitBadInput : kExitFileTrouble;
}

}  // namespace

int render(const RenderOptions& options) {
    if (options.lesson.empty() || !isFolder(options))
        requireWritable(options.out);  // now rather than after training
    if (!options.lesson.empty()) return renderLesson(options);
    const ui::OpenedDocument document = openSubject(options);
    if (isWebPage(options)) return renderRun(options, document, learnerFor(options, document));
    return options.frames.empty() ? renderPicture(options, document) : renderMovie(options, document);
}

}  // namespace featurescope
