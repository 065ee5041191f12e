#include "ui/panels/errors_panel.h"

#include <QPushButton>
#include <cmath>
#include <variant>

#include "ui/look/chart_look.h"
#include "ui/look/number_format.h"
#include "ui/panels/input_space_plot.h"
#include "ui/panels/panel_controls.h"
#include "ui/panels/plot_view.h"
#include "ui/view_models/predicted_lines.h"
#include "ui/view_models/readouts_view.h"

namespace featurescope::ui {
namespace {

const std::vector<Observable> kShown = {Observable::trainError, Observable::trainErrorClean,
                                        Observable::trainErrorNoisy, Observable::testError};

std::vector<CurveStyle> errorStyles(const Palette& palette) {
    return {{palette.curveTrain, stroke::kThinCurve, CurveMark::none},
            {palette.curveClean, stroke::kThinCurve, CurveMark::disc},
            {palette.curveCorrupted, stroke::kThinCurve, CurveMark::square},
            {palette.curveTest, stroke::kThickCurve, CurveMark::triangle}};
}

// Names that leave room for the curves.
QString shortNameOf(const BaselineResult& result) {
    if (result.id == "logistic-origin") return ErrorsPanel::tr("linear");
    if (result.id == "logistic-bias") return ErrorsPanel::tr("linear, bias");
    if (result.id == "random-features") return ErrorsPanel::tr("random feat.");
    if (result.id == "lazy") return ErrorsPanel::tr("lazy");
    if (result.id == "ideal") return ErrorsPanel::tr("ideal rule");
    return QString::fromUtf8(result.label.data(), static_cast<qsizetype>(result.label.size()));
}

}  // namespace

ErrorsPanel::ErrorsPanel(QWidget* parent)
    : TimePanel(QStringLiteral("errors"), tr("Errors"), parent),
      curves_(kShown),
      pinned_(kShown),
      baselines_(makeSwitch(this, QStringLiteral("baselines"), tr("baselines"),
                            tr("Test errors of simpler methods on the same data"), Qt::Key_M)) {
    addControl(baselines_);
    connect(baselines_, &QPushButton::clicked, this, [this](bool on) {
        showBaselines(on);
        Q_EMIT optionsChanged();
    });
    plot().setYAxis({0, 1, 0.25, QString(), [](double share) { return percentTickLabel(share); }});
}

PanelNeeds ErrorsPanel::needs() const {
    return {.wantsTheory = true, .wantsBaselines = baselines_->isChecked()};
}

void ErrorsPanel::showBaselines(bool shown) {
    baselines_->setChecked(shown);
    redraw();
    Q_EMIT needsChanged();
}

QJsonObject ErrorsPanel::options() const {
    QJsonObject options = TimePanel::options();
    options[QStringLiteral("baselines")] = baselines_->isChecked();
    return options;
}

void ErrorsPanel::setOptions(const QJsonObject& options) {
    TimePanel::setOptions(options);
    showBaselines(options.value(QStringLiteral("baselines")).toBool(baselines_->isChecked()));
}

QString ErrorsPanel::valueText(double value) const { return percentLabel(value); }

std::vector<TimeCurve> ErrorsPanel::curvesOf(const PanelContent& content) const {
    const std::vector<CurveStyle> styles = errorStyles(look().palette);
    const QString names[] = {tr("train"), tr("clean"), tr("corrupted"), tr("test")};
    std::vector<TimeCurve> curves;
    for (std::size_t run = 0; run < pinned_.runs(); ++run) {
        for (std::size_t i = 0; i < styles.size(); ++i) {
            CurveStyle style = styles[i];
            style.dash = pinnedRunDash(run);
            style.width = stroke::kThinCurve;
            curves.push_back({&pinned_.run(run).curve(i),
                              tr("%1 of %2").arg(names[i], content.pinned[run].name), style, -1});
        }
    }
    for (std::size_t i = 0; i < styles.size(); ++i) {
        curves.push_back({&curves_.curve(i), names[i], styles[i], i == 3 ? 0 : 1});
    }
    return curves;
}

std::vector<TimeLevel> ErrorsPanel::levelsOf(const PanelContent& content) const {
    const Palette& palette = look().palette;
    std::vector<TimeLevel> levels;
    const std::optional<LabelNoise> noise = traitsOf(content.snapshot->spec.data).labelNoise;
    if (noise && noise->share > 0) {
        // The adversaries leave test labels clean.
        const QString name = corruptsTestLabels(noise->corruption) ? tr("η") : tr("η (training labels)");
        const double share = predictedLevel(content, "noise-floor").value_or(noise->share);
        levels.push_back({share, name, palette.noiseLine, LineDash::dashed, 2});
    }
    const auto clean = predictedLevel(content, "bayes-clean"), noisy = predictedLevel(content, "bayes-noisy");
    if (noisy) levels.push_back({*noisy, tr("Bayes"), palette.muted, LineDash::dotted, 3});
    if (clean && noisy != clean) {
        levels.push_back({*clean, tr("Bayes, clean labels"), palette.muted, LineDash::dotted, 5});
    }
    levels.push_back({0.5, tr("chance"), palette.chanceLine, LineDash::dashed, 4});
    const bool known = content.baselines && content.baselines->runId == content.snapshot->runId;
    if (!baselines_->isChecked() || !known) return levels;
    const std::vector<BaselineResult>& results = content.baselines->results;
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (!std::isfinite(results[i].errors.test)) continue;
        // As their boundaries in the input space.
        const QPen pen = baselinePen(look(), i);
        levels.push_back(
            {results[i].errors.test, shortNameOf(results[i]), pen.color(), {pen.dashPattern()}, 6});
    }
    return levels;
}

void ErrorsPanel::drawContent(const PanelContent& content) {
    curves_.follow(*content.snapshot);
    pinned_.follow(content.pinned);
    setLines(curvesOf(content), levelsOf(content));
    setLegendEntries(runEntries(look().palette.text));
}

QString ErrorsPanel::summary() const {
    if (!content().snapshot) return {};
    const Snapshot& snapshot = *content().snapshot;
    return tr("Training error %1, on clean samples %2, on corrupted samples %3, test error %4.")
        .arg(percentLabel(lastKnown(snapshot, Observable::trainError)),
             percentLabel(lastKnown(snapshot, Observable::trainErrorClean)),
             percentLabel(lastKnown(snapshot, Observable::trainErrorNoisy)),
             percentLabel(lastKnown(snapshot, Observable::testError)));
}

}  // namespace featurescope::ui
