#pragma once

#include <string>
#include <vector>

#include "core/handout/svg_chart.h"

namespace featurescope {

// What a chart is called, what its colours mean, and what it shows for those who do not see it.

std::string titleOfPanel(const HandoutRun& run, const std::string& panel);
std::vector<LegendEntry> legendOf(const HandoutRun& run, const ChartWish& wish);
std::string altText(const HandoutRun& run, const std::string& panel, std::int64_t step);

}  // namespace featurescope
