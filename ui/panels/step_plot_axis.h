#pragma once

#include "ui/panels/plot_view.h"
#include "ui/view_models/step_axis.h"

namespace featurescope::ui {

/// The horizontal axis of steps for a plot, with as many ticks as it has room for, each labelled with its
/// step. On the logarithmic scale the ticks have places of their own.
PlotAxis stepPlotAxis(const StepAxis& axis, const PlotView& view);

}  // namespace featurescope::ui
