#pragma once

#include <string>

#include "core/recording/timeline.h"

namespace featurescope {

/// The recorded rows as metrics.csv: "step", then every observable in the order of the table. What is not
/// defined is an empty field; numbers read back exactly.
std::string timelineCsv(const TimelineView& timeline);

}  // namespace featurescope
