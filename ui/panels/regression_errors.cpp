#include "ui/panels/regression_errors.h"

#include <algorithm>
#include <cmath>

#include "ui/look/chart_look.h"
#include "ui/look/number_format.h"
#include "ui/panels/errors_panel.h"
#include "ui/panels/input_space_plot.h"
#include "ui/panels/table_layer.h"
#include "ui/panels/value_axis.h"
#include "ui/view_models/error_laws.h"
#include "ui/view_models/readouts_view.h"

namespace featurescope::ui {
namespace {

/// Decades of training errors below everything else that are shown: there they are as good as 0.
constexpr double kDecadesBelow = 1;

struct Row {
    Observable which;
    QString name, meaning;
    CurveStyle style;
};

std::vector<Row> rowsOf(const Palette& palette) {
    return {
        {Observable::trainNmse,
         ErrorsPanel::tr("train"),
         ErrorsPanel::tr("Mean of (f − y)² on the training samples, y as given, over the variance of the "
                         "target without noise."),
         {.color = palette.curveTrain, .width = stroke::kThickCurve, .mark = CurveMark::disc}},
        {Observable::testNmse,
         ErrorsPanel::tr("test"),
         ErrorsPanel::tr("Mean of (f − y*)² on new samples, y* the target without noise, over the variance "
                         "of y*."),
         {.color = palette.curveTest, .width = stroke::kThickCurve, .mark = CurveMark::triangle}},
        {Observable::readoutMse,
         ErrorsPanel::tr("ridge readout"),
         ErrorsPanel::tr("The same error of a ridge regression on the hidden features, fitted anew at "
                         "every step."),
         {.color = palette.curveClean, .width = stroke::kThickCurve, .mark = CurveMark::diamond}}};
}

bool isOfThisRun(const PanelContent& content) {
    return content.baselines && content.baselines->runId == content.snapshot->runId;
}

}  // namespace

void RegressionErrors::follow(const PanelContent& content) {
    now_.follow(*content.snapshot);
    pinned_.resize(content.pinned.size());
    for (std::size_t run = 0; run < pinned_.size(); ++run) pinned_[run].follow(*content.pinned[run].snapshot);
    flow_.follow(content);
}

std::vector<TimeCurve> RegressionErrors::curves(const PanelContent& content, const Palette& palette) const {
    const std::vector<Row> rows = rowsOf(palette);
    std::vector<TimeCurve> curves;
    for (std::size_t run = 0; run < pinned_.size(); ++run) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            CurveStyle style = rows[i].style;
            style.width = stroke::kThinCurve;
            style.dash = pinnedRunDash(run);
            curves.push_back({&pinned_[run].curve(i),
                              ErrorsPanel::tr("%1 of %2").arg(rows[i].name, content.pinned[run].name), style,
                              -1});
        }
    }
    for (std::size_t i = 0; i < rows.size(); ++i)
        curves.push_back({&now_.curve(i), rows[i].name, rows[i].style, static_cast<int>(i), rows[i].which,
                          rows[i].meaning});
    if (!flow_.curve().empty())
        curves.push_back(
            {&flow_.curve(),
             ErrorsPanel::tr("infinite width"),
             {.color = palette.noiseLine, .width = stroke::kThinCurve, .dash = LineDash::dashed},
             3,
             {},
             ErrorsPanel::tr("Gradient descent with the kernel of infinitely many neurons on these "
                             "samples, known before training; it ends where the features of this "
                             "run have moved by 30 %.")});
    return curves;
}

std::vector<TimeLevel> RegressionErrors::levels(const PanelContent& content, const Look& look,
                                                bool baselines) const {
    const Palette& palette = look.palette;
    const RegressionLevels known = regressionLevels(*content.snapshot);
    std::vector<TimeLevel> levels;
    if (known.kernel)
        levels.push_back(
            {*known.kernel, ErrorsPanel::tr("first kernel"), palette.noiseLine, LineDash::dotted, 3,
             ErrorsPanel::tr("Kernel regression with the tangent kernel of step 0: where the test "
                             "error would stay if the features did. Known before training.")});
    if (known.bestLinear)
        levels.push_back({*known.bestLinear, ErrorsPanel::tr("best linear"), palette.chanceLine,
                          LineDash::wideDashed, 3,
                          ErrorsPanel::tr("1 − c²/Var g, c the mean of u g(u): no linear predictor of the "
                                          "target comes below it.")});
    if (known.noise)
        levels.push_back({*known.noise, ErrorsPanel::tr("noise, train"), palette.muted, LineDash::dotted, 5,
                          ErrorsPanel::tr("Training error of the target without noise: below it the noise is "
                                          "fitted. The test error is against noise-free targets.")});
    if (baselines && isOfThisRun(content)) {
        const std::vector<BaselineResult>& results = content.baselines->results;
        for (std::size_t i = 0; i < results.size(); ++i) {
            // The kernel's level is there without being asked for.
            if (results[i].id == "first-kernel" || !(results[i].errors.testClean > 0)) continue;
            const QPen pen = baselinePen(look, i);
            levels.push_back({results[i].errors.testClean,
                              fromCore(results[i].label),
                              pen.color(),
                              {pen.dashPattern()},
                              6,
                              fromCore(results[i].statement)});
        }
    }
    for (TimeLevel& level : levels) level.value = std::log10(level.value);
    return levels;
}

PlotAxis RegressionErrors::axis(const std::vector<TimeLevel>& levels) const {
    double low = now_.lowest(), high = now_.largest(), lowestOfOthers = now_.lowestOfTests();
    for (const RegressionCurves& run : pinned_) {
        low = std::min(low, run.lowest());
        high = std::max(high, run.largest());
        lowestOfOthers = std::min(lowestOfOthers, run.lowestOfTests());
    }
    for (const TimeLevel& level : levels) {
        lowestOfOthers = std::min(lowestOfOthers, level.value);
        high = std::max(high, level.value);
    }
    low = std::min(low, lowestOfOthers);
    return logarithmicValueAxis(std::max(low, lowestOfOthers - kDecadesBelow), high);
}

QString RegressionErrors::valueText(double height) { return numberLabel(std::pow(10.0, height)); }

QString RegressionErrors::summary(const Snapshot& snapshot) {
    QStringList parts;
    parts << ErrorsPanel::tr("Mean squared errors over the variance of the target: training %1, test %2.")
                 .arg(numberLabel(lastKnown(snapshot, Observable::trainNmse)),
                      numberLabel(lastKnown(snapshot, Observable::testNmse)));
    const double readout = lastKnown(snapshot, Observable::readoutMse);
    if (std::isfinite(readout))
        parts << ErrorsPanel::tr("Mean squared error of the ridge readout %1.").arg(numberLabel(readout));
    const RegressionLevels known = regressionLevels(snapshot);
    if (known.kernel)
        parts << ErrorsPanel::tr("Kernel regression with the first kernel ends at %1.")
                     .arg(numberLabel(*known.kernel));
    return parts.join(QLatin1Char(' '));
}

}  // namespace featurescope::ui
