#include "app/render_command.h"

#include <unistd.h>

#include <QCoreApplication>
#include <QEventLoop>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <iostream>
#include <thread>

#include "app/exit_code.h"
#include "app/render_page.h"
#include "app/render_sweep.h"
#include "core/base/cancel.h"
#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/documents/session_export.h"
#include "core/io/atomic_file.h"
#include "core/run/memory_need.h"
#include "ui/exporting/figure_companions.h"
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
    const ui::FigureFormat format = options.format(ui::formatInView(document.view));
    std::optional<ui::FigureSubject> subject;
    if (options.panels.empty()) {
        subject = ui::subjectInView(document.view);
    } else if (options.panels.front() != ui::kPageName) {
        QStringList ids;
        for (const std::string& id : options.panels) ids << QString::fromStdString(id);
        subject = ui::gridSubject(ids, format);
    }
    Drawing drawing{subject.value_or(ui::pageSubject()), format};
    setOptions(drawing.subject, options.view);
    const QString problem = ui::problemWith(drawing.subject, format);
    if (options.sizeIsGiven && !problem.isEmpty()) throw InputError(problem.toStdString());
    return drawing;
}

int renderPicture(const RenderOptions& options, const ui::OpenedDocument& document,
                  const std::stop_token& stop) {
    const Drawing drawing = drawingOf(options, document);
    const QString path = QString::fromStdString(options.out);
    const ui::CompanionChoice companions{options.writesNumbers, options.writesCaption};
    ui::requireOwnCompanions(path, companions);
    // A scenario or a spec stands for the whole run, everything else for one moment of it.
    const bool isMoment = document.report.step.has_value() || document.session.has_value();
    const std::int64_t step = options.step.value_or(isMoment ? document.step : document.spec.training.steps);
    StagedRun run(document.spec, learnerFor(options, document), document.data.get(), stop);
    run.advanceTo(step);
    if (run.state() == RunState::diverged) {
        std::cerr << run.message() << std::endl;
        return kExitDiverged;
    }
    ui::Figure figure(drawing.subject, drawing.format);
    ui::MomentMaker maker(run, document.data);
    const std::shared_ptr<const Snapshot> snapshot = ui::showMoment(maker, figure, stop).snapshot;
    std::optional<Recipe> recipe;
    if (drawing.format.carriesRecipe)
        recipe = ui::recipeOf(*snapshot, ui::viewOf(drawing.subject, drawing.format, *snapshot));
    throwIfCancelled(stop);
    ui::writePicture({ui::drawn(figure, *ui::formatNamedBy(path), recipe), path});
    ui::writeCompanions(ui::companionsOf(figure, *snapshot, drawing.format, path, companions));
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

int renderMovie(const RenderOptions& options, const ui::OpenedDocument& document,
                const std::stop_token& stop) {
    const Drawing drawing = drawingOf(options, document);
    ui::Film film({.spec = document.spec,
                   .data = document.data,
                   .learner = learnerFor(options, document),
                   .subject = drawing.subject,
                   .format = drawing.format,
                   .steps = options.frames,
                   .framesPerSecond = options.framesPerSecond,
                   .holdSeconds = options.holdSeconds,
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
    const std::stop_callback interrupted(
        stop, [&film] { QMetaObject::invokeMethod(&film, &ui::Film::cancel, Qt::QueuedConnection); });
    loop.exec();
    if (end == ui::FilmEnd::written) return kExitDone;
    std::cerr << problem.toStdString() << std::endl;
    if (end == ui::FilmEnd::cancelled) return kExitInterrupted;
    if (end == ui::FilmEnd::diverged) return kExitDiverged;
    return end == ui::FilmEnd::badInput ? kExitBadInput : kExitFileTrouble;
}

}  // namespace

void setOptions(ui::FigureSubject& subject, const std::string& view) {
    if (view.empty()) return;
    QJsonParseError error;
    const QJsonDocument json = QJsonDocument::fromJson(QByteArray::fromStdString(view), &error);
    if (!json.isObject())
        throw InputError("--view is \"" + view +
                         "\"; it must be a JSON object of panels with their options, as "
                         "{\"projection\":{\"field\":\"slice\"}}.");
    QStringList unused = json.object().keys();
    for (ui::PageColumn& column : subject.layout.columns) {
        for (ui::CardPlace& card : column.cards) {
            const QJsonObject chosen = json.object().value(card.panel).toObject();
            for (auto option = chosen.begin(); option != chosen.end(); ++option)
                card.options[option.key()] = option.value();
            unused.removeAll(card.panel);
        }
    }
    if (!unused.isEmpty())
        throw InputError("--view has options of \"" + unused.front().toStdString() +
                         "\", which is no panel of this figure.");
}

int render(const RenderOptions& options, const InterruptWatch& watch) {
    if (options.lesson.empty() || !isFolder(options))
        requireWritable(options.out);  // now rather than after training
    try {
        if (!options.lesson.empty()) return renderLesson(options, watch);
        if (isSweepResult(options.subject)) return renderSweep(options);
        const ui::OpenedDocument document = openSubject(options);
        refuseSweepPicture(document.view, options.subject);
        const std::stop_token stop = watch.heed();
        if (isWebPage(options)) return renderRun(options, document, learnerFor(options, document), stop);
        return options.frames.empty() ? renderPicture(options, document, stop)
                                      : renderMovie(options, document, stop);
    } catch (const Cancelled&) {
        std::cerr << "Interrupted; nothing was written." << std::endl;
        return kExitInterrupted;
    }
}

}  // namespace featurescope
