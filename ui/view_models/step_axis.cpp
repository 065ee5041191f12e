#include "ui/view_models/step_axis.h"

#include <algorithm>
#include <cmath>

#include "core/theory/paper_conditions.h"
#include "core/theory/xor_setting.h"
#include "ui/view_models/nice_scale.h"
#include "ui/view_models/recorded_rows.h"
#include "ui/view_models/time_scale.h"

namespace featurescope::ui {

StepAxis::StepAxis(StepScale scale, double lastStep) : scale_(scale), lastStep_(std::max(1.0, lastStep)) {}

double StepAxis::position(double step) const {
    return scale_ == StepScale::linear ? step : std::log10(std::max(0.0, step) + 1);
}

double StepAxis::stepAt(double position) const {
    return scale_ == StepScale::linear ? position : std::pow(10.0, position) - 1;
}

std::vector<double> StepAxis::ticks(int most) const {
    const TimeScale scale{static_cast<std::int64_t>(std::min(lastStep_, 9e15)),
                          scale_ == StepScale::logarithmic};
    std::vector<double> steps;
    for (const std::int64_t step : scale.ticks(most)) steps.push_back(static_cast<double>(step));
    return steps;
}

double lastStepShown(double step, double planned) {
    const double last = std::max(10.0, niceCeiling(step));
    return planned >= step && planned > 0 ? std::max(1.0, std::min(last, planned)) : last;
}

StepAxis stepAxisFor(const Snapshot& snapshot, StepScaleChoice choice) {
    auto step = static_cast<double>(snapshot.step);
    if (!snapshot.timeline.empty()) {
        step = std::max(step, static_cast<double>(snapshot.timeline.back().step));
    }
    const double last = lastStepShown(step, static_cast<double>(snapshot.spec.training.steps));
    const StepScale automatic = last > kLongestLinear ? StepScale::logarithmic : StepScale::linear;
    return {choice.value_or(automatic), last};
}

StepMarks stepMarksOf(const Snapshot& snapshot, const Selection& selection) {
    StepMarks marks{.step = snapshot.step, .selected = selection.step, .theorem = {}, .landmarks = {}};
    if (isPapersSetting(snapshot.spec)) {
        const double steps = theoremSteps(snapshot.spec.training.stepSize);
        if (std::isfinite(steps)) marks.theorem = std::ceil(steps);
    }
    for (const featurescope::Marker& marker : snapshot.markers) {
        // The start is the axis' own end, and T has its line.
        if (marker.landmark == Landmark::start || marker.landmark == Landmark::theorem) continue;
        marks.landmarks.emplace_back(marker.landmark, marker.step);
    }
    return marks;
}

std::optional<std::int64_t> nearestRecordedStep(const TimelineView& timeline, const StepAxis& axis,
                                                double step) {
    if (timeline.empty()) return std::nullopt;
    const std::size_t row = firstRowFrom(timeline, step);
    if (row == timeline.size()) return timeline.back().step;
    if (row == 0) return timeline[0].step;
    // Nearest on the screen, which on a logarithmic axis is not the nearest in steps.
    const auto distance = [&](std::size_t candidate) {
        return std::abs(axis.position(static_cast<double>(timeline[candidate].step)) - axis.position(step));
    };
    return timeline[distance(row - 1) <= distance(row) ? row - 1 : row].step;
}

std::string_view nameOf(StepScaleChoice choice) {
    if (!choice) return "automatic";
    return *choice == StepScale::linear ? "linear" : "logarithmic";
}

StepScaleChoice stepScaleNamed(std::string_view name, StepScaleChoice otherwise) {
    for (const StepScaleChoice choice :
         {StepScaleChoice(), StepScaleChoice(StepScale::linear), StepScaleChoice(StepScale::logarithmic)}) {
        if (name == nameOf(choice)) return choice;
    }
    return otherwise;
}

}  // namespace featurescope::ui
