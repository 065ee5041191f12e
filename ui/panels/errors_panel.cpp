#include "ui/panels/errors_panel.h"

#include <QJsonArray>
#include <QMenu>
#include <QPushButton>
#include <cmath>

#include "ui/look/chart_look.h"
#include "ui/look/number_format.h"
#include "ui/panels/input_space_plot.h"
#include "ui/panels/options_button.h"
#include "ui/panels/panel_controls.h"
#include "ui/panels/plot_view.h"
#include "ui/view_models/explanation.h"
#include "ui/view_models/predicted_lines.h"
#include "ui/view_models/readouts_view.h"
#include "ui/view_models/spec_difference.h"

namespace featurescope::ui {
namespace {

const std::vector<Observable> kShown = {Observable::trainError, Observable::trainErrorClean,
                                        Observable::trainErrorNoisy, Observable::testError,
                                        Observable::testErrorClean};
constexpr std::size_t kCleanTest = 4, kFirstOfTest = 3;

QStringList curveNames() {
    return {ErrorsPanel::tr("train"), ErrorsPanel::tr("train, clean samples"),
            ErrorsPanel::tr("train, corrupted samples"), ErrorsPanel::tr("test, noisy labels"),
            ErrorsPanel::tr("test, clean labels")};
}

QStringList curveMeanings() {
    return {
        ErrorsPanel::tr("Share of all training samples whose prediction is not the given label."),
        ErrorsPanel::tr("The same for the training samples whose label was left as it was."),
        ErrorsPanel::tr(
            "The same for the training samples whose label was flipped: 100 % means that none of the "
            "wrong labels is learned."),
        ErrorsPanel::tr(
            "Share of new samples whose prediction is not their label, which is flipped as often as "
            "in training."),
        ErrorsPanel::tr("Share of new samples whose prediction is not the label before any flipping: what "
                        "matters.")};
}

/// One colour per run when several are compared; the dashes tell them apart without colour.
QColor runColor(const Palette& palette, std::size_t run) {
    const QColor colors[] = {palette.curveClean, palette.curveCorrupted, palette.curveTrain,
                             palette.curveLoss};
    return colors[run % std::size(colors)];
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

std::vector<CurveStyle> errorStyles(const Look& look) {
    const Palette& palette = look.palette;
    std::vector<CurveStyle> styles{{palette.curveTrain, stroke::kThinCurve, CurveMark::none},
                                   {palette.curveClean, stroke::kThinCurve, CurveMark::disc},
                                   {palette.curveCorrupted, stroke::kThinCurve, CurveMark::square},
                                   {palette.curveTest, stroke::kThinCurve, CurveMark::diamond},
                                   {palette.curveTest, stroke::kThickCurve, CurveMark::triangle}};
    if (!look.print.withoutColour) return styles;
    // A grey print leaves the marks, which are far apart, and the dashes.
    const LineDash dashes[] = {LineDash::solid, {{6, 2}}, {{2.5, 2}}, {{8, 2, 2, 2}}, LineDash::solid};
    for (std::size_t i = 0; i < styles.size(); ++i) styles[i].dash = dashes[i];
    return styles;
}

ErrorsPanel::ErrorsPanel(QWidget* parent)
    : TimePanel(QStringLiteral("errors"), tr("Errors"), parent),
      curves_(kShown),
      pinned_(kShown),
      baselines_(makeSwitch(this, QStringLiteral("baselines"), tr("baselines"),
                            tr("Test errors of simpler methods on the same data"), Qt::Key_M)),
      standardErrors_(makeSwitch(this, QStringLiteral("standardErrors"), tr("±"),
                                 tr("One standard error of the test errors, √(p(1 − p)/n), as bands"),
                                 Qt::Key_B)),
      compare_(makeOptionsButton(*this, QString(), tr("Which curve of each run is drawn"))) {
    const QStringList names = curveNames();
    for (qsizetype i = 0; i < names.size(); ++i) {
        connect(compare_->menu()->addAction(names[i]), &QAction::triggered, this, [this, i] {
            chooseCompared(static_cast<std::size_t>(i));
            Q_EMIT optionsChanged();
        });
    }
    addControl(compare_);
    chooseCompared(kCleanTest);
    addControl(baselines_);
    standardErrors_->setAccessibleName(tr("Standard errors"));
    addControl(standardErrors_);
    connect(standardErrors_, &QPushButton::clicked, this, [this] {
        redraw();
        Q_EMIT optionsChanged();
    });
    connect(baselines_, &QPushButton::clicked, this, [this](bool on) {
        showBaselines(on);
        Q_EMIT optionsChanged();
    });
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
    if (standardErrors_->isChecked()) options[QStringLiteral("standard_errors")] = true;
    options[QStringLiteral("compared")] = static_cast<int>(compared_);
    options[QStringLiteral("curves")] = QJsonArray::fromStringList(wanted_);
    return options;
}

void ErrorsPanel::setOptions(const QJsonObject& options) {
    TimePanel::setOptions(options);
    standardErrors_->setChecked(
        options.value(QStringLiteral("standard_errors")).toBool(standardErrors_->isChecked()));
    const int compared = options.value(QStringLiteral("compared")).toInt(-1);
    if (compared >= 0 && compared < static_cast<int>(kShown.size()))
        chooseCompared(static_cast<std::size_t>(compared));
    if (options.contains(QStringLiteral("curves"))) {
        wanted_.clear();
        for (const auto& column : options.value(QStringLiteral("curves")).toArray())
            wanted_ << column.toString();
    }
    showBaselines(options.value(QStringLiteral("baselines")).toBool(baselines_->isChecked()));
}

QString ErrorsPanel::valueText(double value) const {
    return isRegression_ ? RegressionErrors::valueText(value) : percentLabel(value);
}

std::vector<TimeCurve> ErrorsPanel::curvesOf(const PanelContent& content) const {
    const std::vector<CurveStyle> styles = errorStyles(look());
    const QStringList names = curveNames(), meanings = curveMeanings();
    std::vector<TimeCurve> curves;
    if (pinned_.runs() > 0) return comparedCurves(content);
    const std::int64_t tested = standardErrors_->isChecked() ? testSamplesOf(content.snapshot->spec) : 0;
    for (std::size_t i = 0; i < styles.size(); ++i) {
        if (!isWanted(i)) continue;
        const auto at = static_cast<qsizetype>(i);
        curves.push_back({&curves_.curve(i), names[at], styles[i], i == kCleanTest ? 0 : 1, kShown[i],
                          meanings[at], i >= kFirstOfTest ? tested : 0});
    }
    if (!linearBoundary_.curve().empty() && isWanted(kCleanTest)) {
        curves.push_back(
            {&linearBoundary_.curve(),
             tr("law of the angle"),
             {.color = look().palette.noiseLine, .width = stroke::kThinCurve, .dash = LineDash::dashed},
             2,
             {},
             tr("Φ(−‖μ‖ cos(v, μ)/σ), v the sum of the weighted neurons: the clean test error that follows "
                "from the angle alone, while v and the network agree on 97 % of the test samples")});
    }
    return curves;
}

bool ErrorsPanel::isWanted(std::size_t curve) const {
    const std::string_view id = observables()[static_cast<std::size_t>(kShown[curve])].id;
    return wanted_.isEmpty() ||
           wanted_.contains(QString::fromUtf8(id.data(), static_cast<qsizetype>(id.size())));
}

/// With several runs, one curve of each.
std::vector<TimeCurve> ErrorsPanel::comparedCurves(const PanelContent& content) const {
    const std::size_t which = compared_;
    const QString name = curveNames()[static_cast<qsizetype>(which)];
    const QString meaning = curveMeanings()[static_cast<qsizetype>(which)];
    std::vector<TimeCurve> curves;
    for (std::size_t run = 0; run < pinned_.runs(); ++run) {
        const CurveStyle style{
            .color = runColor(look().palette, run), .width = stroke::kThinCurve, .dash = pinnedRunDash(run)};
        curves.push_back(
            {&pinned_.run(run).curve(which), content.pinned[run].name, style, 1, std::nullopt, meaning});
    }
    const ExperimentSpec& other = content.pinned.front().snapshot->spec;
    curves.push_back({&curves_.curve(which),
                      tr("now: %1").arg(nameBeside(content.snapshot->spec, other)),
                      {.color = look().palette.text, .width = stroke::kThickCurve, .mark = CurveMark::disc},
                      0,
                      kShown[which],
                      meaning});
    return curves;
}

void ErrorsPanel::chooseCompared(std::size_t which) {
    compared_ = which;
    compare_->setText(curveNames()[static_cast<qsizetype>(which)]);
    compare_->setAccessibleName(tr("Compared: %1").arg(compare_->text()));
    redraw();
}

std::vector<TimeLevel> ErrorsPanel::levelsOf(const PanelContent& content) const {
    const Palette& palette = look().palette;
    std::vector<TimeLevel> levels;
    if (!wanted_.isEmpty()) return levels;
    const std::optional<LabelNoise> noise = traitsOf(content.snapshot->spec.data).labelNoise;
    if (noise && noise->share > 0) {
        // The adversaries leave test labels clean.
        const QString name = corruptsTestLabels(noise->corruption) ? tr("η") : tr("η (training labels)");
        const double share = predictedLevel(content, "noise-floor").value_or(noise->share);
        levels.push_back({share, name, palette.noiseLine, LineDash::wideDashed, 2,
                          tr("the share of flipped labels, in the bound of Theorem 1")});
    }
    const auto clean = predictedLevel(content, "bayes-clean"), noisy = predictedLevel(content, "bayes-noisy");
    const QString bayes =
        tr("2q(1 − q) with q = Φ(−1/(σ√2)), the error of the rule sgn(|⟨μ₁, x⟩| − |⟨μ₂, x⟩|), "
           "equation 2 of the paper");
    if (noisy) {
        levels.push_back({*noisy, tr("Bayes"), palette.muted, LineDash::dotted, 3,
                          noisy == clean ? bayes : tr("η + (1 − 2η)b, where b is %1").arg(bayes)});
    }
    if (clean && noisy != clean) {
        levels.push_back({*clean, tr("Bayes, clean labels"), palette.muted, LineDash::sparse, 5, bayes});
    }
    if (const auto linear = bestLinearError(*content.snapshot)) {
        levels.push_back({*linear, tr("best linear rule"), palette.muted, LineDash::sparse, 3,
                          tr("Φ(−‖μ‖/σ), ±μ the centres of the two labels: the clean test error of the rule "
                             "along μ, which no linear rule through the origin comes below")});
    }
    if (const auto kernel = kernelMarginLevel(*content.snapshot)) {
        levels.push_back(
            {*kernel, tr("kernel of largest margin"), palette.noiseLine, LineDash::dashed, 3,
             tr("The largest margin with infinitely many random relu features, on these samples: "
                "what training the output layer alone would end with. Known before training.")});
    }
    levels.push_back({0.5, tr("chance"), palette.chanceLine, LineDash::dashed, 4,
                      tr("1/2, the error of a coin and of every linear rule through the origin")});
    addBaselines(levels, content);
    return levels;
}

void ErrorsPanel::addBaselines(std::vector<TimeLevel>& levels, const PanelContent& content) const {
    const bool known = content.baselines && content.baselines->runId == content.snapshot->runId;
    if (!baselines_->isChecked() || !known) return;
    const std::vector<BaselineResult>& results = content.baselines->results;
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (!std::isfinite(results[i].errors.test)) continue;
        // As their boundaries in the input space.
        const QPen pen = baselinePen(look(), i);
        levels.push_back(
            {results[i].errors.test, shortNameOf(results[i]), pen.color(), {pen.dashPattern()}, 6});
    }
}

void ErrorsPanel::drawRegression(const PanelContent& content) {
    regression_.follow(content);
    std::vector<TimeLevel> levels = regression_.levels(content, look(), baselines_->isChecked());
    plot().setYAxis(regression_.axis(levels));
    setLines(regression_.curves(content, look().palette), std::move(levels));
    setLegendEntries(runEntries(look().palette.text));
}

void ErrorsPanel::drawContent(const PanelContent& content) {
    isRegression_ = hasRealTargets(*content.snapshot);
    setCaption(isRegression_ ? tr("Mean squared errors over the variance of the target") : QString());
    showControl(*standardErrors_, !isRegression_);
    showControl(*compare_, !isRegression_ && !content.pinned.empty());
    if (isRegression_) return drawRegression(content);
    plot().setYAxis({0, 1, 0.25, QString(), [](double share) { return percentTickLabel(share); }});
    setLegendEntries({});
    linearBoundary_.follow(*content.snapshot);
    curves_.follow(*content.snapshot);
    pinned_.follow(content.pinned);
    setLines(curvesOf(content), levelsOf(content));
}

QString ErrorsPanel::summary() const {
    if (!content().snapshot) return {};
    const Snapshot& snapshot = *content().snapshot;
    if (isRegression_) return RegressionErrors::summary(snapshot);
    return tr("Training error %1, on clean samples %2, on corrupted samples %3, test error %4, with clean "
              "labels "
              "%5.")
        .arg(percentLabel(lastKnown(snapshot, Observable::trainError)),
             percentLabel(lastKnown(snapshot, Observable::trainErrorClean)),
             percentLabel(lastKnown(snapshot, Observable::trainErrorNoisy)),
             percentLabel(lastKnown(snapshot, Observable::testError)),
             percentLabel(lastKnown(snapshot, Observable::testErrorClean)));
}

}  // namespace featurescope::ui
