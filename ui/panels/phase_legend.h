#pragma once

#include <vector>

#include "ui/look/palette.h"
#include "ui/panels/legend.h"
#include "ui/panels/plot_view.h"
#include "ui/view_models/phase_diagram_view.h"

namespace featurescope::ui {

/// What the colours and lines of a phase diagram mean; of the states of cells those that occur.
std::vector<LegendEntry> phaseLegend(const SweepResult& result, const PhaseDiagramView& view,
                                     const Palette& palette);

/// The axis of a plot in drawn coordinates, with at most about `most` ticks.
PlotAxis phasePlotAxis(const PhaseAxis& axis, int most);

}  // namespace featurescope::ui
