#pragma once

#include <QPen>

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

}  // namespace featurescope::ui
