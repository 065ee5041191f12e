#pragma once

#include <string>
#include <vector>

#include "core/handout/svg_paths.h"

namespace featurescope {

/// How a page wants a chart.
struct ChartWish {
    std::string panel;
    std::int64_t step = 0;  ///< of the still
    std::vector<std::string> hide, emphasise;
    bool band = false;
    std::size_t run = 0;  ///< number of the run in the document
};

/// A row of the legend: a class for its colour, and words.
struct LegendEntry {
    std::string style, words;
};

/// A still picture of a panel, which the script can bring to another step.
struct Chart {
    std::string svg;  ///< empty when the handout cannot draw this panel
    std::string title;
    std::vector<LegendEntry> legend;
};
Chart chartOf(const HandoutRun& run, const ChartWish& wish);

/// A panel's curves.
struct CurveStyle {
    Observable which;
    std::string style, words;
};
std::vector<CurveStyle> curvesOf(const std::string& panel);
/// The value at the upper end of the axis of a panel of curves.
double curveTop(const HandoutRun& run, const std::string& panel);
}  // namespace featurescope
