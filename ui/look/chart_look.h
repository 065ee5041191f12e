#pragma once

#include <QPen>
#include <cstddef>

#include "ui/look/look.h"

class QChart;

namespace featurescope::ui {

/// Line widths and sizes of everything drawn in a plot, in pixels.
namespace stroke {
inline constexpr double kGrid = 1;
inline constexpr double kAxis = 1;
inline constexpr double kBoundary = 2.6;
inline constexpr double kBoundaryHalo = 6;
inline constexpr double kThinCurve = 1.5;
inline constexpr double kThickCurve = 2.5;
inline constexpr double kReference = 1.5;
inline constexpr double kOutline = 1.6;
inline constexpr double kMarkerSize = 5.5;
}  // namespace stroke

/// Switches off what Qt Charts draws by itself (title, legend, background, animation, margins).
void makePlain(QChart& chart);

/// A dashed pen for reference lines and for the start of a run.
QPen dashedPen(const QColor& color, double width);

/// The pen of the `run`-th pinned run, counted from 0: every run has a dash of its own in all plots.
QPen pinnedRunPen(std::size_t run, const QColor& color, double width);

}  // namespace featurescope::ui
