#pragma once

#include <QString>

#include "ui/view_models/phase_diagram_view.h"

namespace featurescope::ui {

/// "Cluster variance σ²"
QString axisTitle(const PhaseAxis& axis);

/// "mean", "share below 0.05"
QString statisticText(const CellValue& value);

/// "Clean test error, mean of 3 seeds, step 200"; without a step where that is an axis.
QString quantityText(const SweepResult& result, const PhaseDiagramView& view);

/// All that is known of a cell, over several lines: both values, the statistic, every seed, runs that are
/// there and how they ended.
QString cellText(const SweepResult& result, const PhaseDiagramView& view, std::size_t column,
                 std::size_t row);

/// For assistive technology: what is shown, how much of it is there, least and largest value and where.
QString summaryText(const SweepResult& result, const PhaseDiagramView& view);

/// The picture as CSV: axes, step, statistic, state and the value of every seed.
QString phaseNumbers(const SweepResult& result, const PhaseDiagramView& view);

}  // namespace featurescope::ui
