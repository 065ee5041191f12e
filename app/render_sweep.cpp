#include "app/render_sweep.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <fstream>
#include <iostream>

#include "app/exit_code.h"
#include "app/render_command.h"
#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/documents/sweep_result_file.h"
#include "core/sweep/sweep_json.h"
#include "ui/exporting/figure_companions.h"
#include "ui/exporting/figure_file.h"
#include "ui/exporting/figure_view.h"
#include "ui/panels/phase_diagram_panel.h"

namespace featurescope {
namespace {

const QString kPanel = QStringLiteral("phase-diagram");
const QString kSweepInView = QStringLiteral("sweep");

void requireOnlyWhatApplies(const RenderOptions& options) {
    const auto refuse = [&](const std::string& what) {
        throw InputError(what + " has no effect on the result of a sweep, " + options.subject + ".");
    };
    if (!options.settings.empty()) refuse("--set");
    if (!options.data.empty()) refuse("--data");
    if (!options.panels.empty()) refuse("--panel");
    if (!options.frames.empty()) refuse("--frames");
    if (options.writesCaption) refuse("--caption");
    if (isWebPage(options)) refuse("A page (.html)");
}

/// The step to draw: the one that was asked for, if runs have recorded it, else what the sweep shows.
std::int64_t stepFor(const RenderOptions& options, const SweepResult& result) {
    const std::int64_t step = options.step.value_or(ui::firstPhaseChoice(result.plan()).value.step);
    if (!options.step || result.recordedStep(step) == step) return step;
    throw InputError("--step is " + numberText(step) +
                     ", which no run has recorded; the nearest one before is " +
                     numberText(result.recordedStep(step)) + ".");
}

/// What the figure says of itself: the sweep, at a step. No run stands behind it.
std::shared_ptr<const Snapshot> momentOf(const SweepResult& result, std::int64_t step) {
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->spec = result.plan().base();
    snapshot->spec.title = result.plan().sweep().title;
    snapshot->step = step;
    return snapshot;
}

Recipe recipeFor(const SweepFile& file, const Snapshot& snapshot, QJsonObject view) {
    view.insert(kSweepInView, QString::fromStdString(sweepToJson(file.sweep())));
    Recipe recipe{.spec = snapshot.spec,
                  .step = snapshot.step,
                  .view = QJsonDocument(view).toJson(QJsonDocument::Compact).toStdString()};
    recipe.engine = file.provenance().engine;
    recipe.instructionSet = file.provenance().instructionSet;
    recipe.programVersion = file.provenance().programVersion;
    return recipe;
}

}  // namespace

bool isSweepResult(const std::string& path) {
    constexpr std::string_view kMagic("SQLite format 3\0", 16);
    std::ifstream file(path, std::ios::binary);
    std::string begin(kMagic.size(), '\0');
    if (!file.read(begin.data(), static_cast<std::streamsize>(begin.size())))
        return path.ends_with(".fsweep");
    return begin == kMagic || path.ends_with(".fsweep");
}

int renderSweep(const RenderOptions& options) {
    requireOnlyWhatApplies(options);
    SweepFile file = SweepFile::open(options.subject);
    const auto result = std::make_shared<const SweepResult>(sweepResultIn(file, options.subject));
    ui::FigureFormat format = options.format(ui::freshFormat());
    format.statesMoment = false;  // settings of one run say nothing of all
    ui::FigureSubject subject = ui::panelSubject(kPanel);
    setOptions(subject, options.view);
    const QString problem = ui::problemWith(subject, format);
    if (options.sizeIsGiven && !problem.isEmpty()) throw InputError(problem.toStdString());
    const std::shared_ptr<const Snapshot> snapshot = momentOf(*result, stepFor(options, *result));
    ui::Figure figure(subject, format);
    dynamic_cast<ui::PhaseDiagramPanel&>(*figure.panels().front()).setSweep(result);
    figure.show({.snapshot = snapshot});
    std::optional<Recipe> recipe;
    if (format.carriesRecipe) recipe = recipeFor(file, *snapshot, ui::viewOf(subject, format));
    const QString path = QString::fromStdString(options.out);
    ui::writePicture({ui::drawn(figure, *ui::formatNamedBy(path), recipe), path});
    ui::writeCompanions(ui::companionsOf(figure, *snapshot, format, path, {options.writesNumbers, false}));
    std::cout << "runs: " << numberText(result->runsThere()) << " of "
              << numberText(result->plan().runCount()) << std::endl;
    if (!std::cout) throw FileError("Standard output cannot be written.");
    return kExitDone;
}

void refuseSweepPicture(const std::string& view, const std::string& name) {
    const QJsonObject json = QJsonDocument::fromJson(QByteArray::fromStdString(view)).object();
    if (!json.contains(kSweepInView)) return;
    throw InputError(name +
                     " shows a sweep of many runs, which are not in it; draw its result (.fsweep), or make " +
                     "that again with featurescope-cli sweep " + name + " --out FILE.fsweep.");
}

}  // namespace featurescope
