#pragma once

#include <QString>

#include "ui/panels/plot_view.h"

namespace featurescope::ui {

/// An upright axis with ticks at round values that holds everything from `low` to `high`.
PlotAxis linearValueAxis(double low, double high);

/// An axis of common logarithms: `low` and `high` are logarithms, ticks are written as the values themselves.
PlotAxis logarithmicValueAxis(double low, double high);

}  // namespace featurescope::ui
