#include "ui/panels/step_plot_axis.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "ui/look/number_format.h"

namespace featurescope::ui {
namespace {

constexpr double kTickRoom = 42;  // pixels at text scale 1 that the label of a step takes
constexpr int kMostLinear = 7;    // more equal distances than these are not read

QString stepLabel(double step) {
    constexpr double kMostWritten = 1e6;
    const double exponent = std::log10(std::max(1.0, step));
    const bool isPower = std::abs(exponent - std::round(exponent)) < 1e-9;
    if (step < kMostWritten || !isPower) return countLabel(std::llround(step));
    return QStringLiteral("10") + superscriptLabel(static_cast<int>(std::lround(exponent)));
}

}  // namespace

PlotAxis stepPlotAxis(const StepAxis& axis, const PlotView& view) {
    const bool isLinear = axis.scale() == StepScale::linear;
    const auto room = static_cast<int>(view.plotRect().width() / (kTickRoom * view.look().textScale));
    const std::vector<double> steps = axis.ticks(std::max(2, isLinear ? std::min(kMostLinear, room) : room));
    PlotAxis plot{.low = 0,
                  .high = axis.end(),
                  .interval = steps.size() > 1 ? axis.position(steps[1]) : axis.end(),
                  .title = isLinear ? QCoreApplication::translate("TimePanel", "step")
                                    : QCoreApplication::translate("TimePanel", "step, logarithmic"),
                  .label = [axis](double place) { return stepLabel(std::round(axis.stepAt(place))); }};
    if (isLinear) return plot;
    for (const double step : steps) plot.places.push_back(axis.position(step));
    return plot;
}

}  // namespace featurescope::ui
