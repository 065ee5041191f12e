#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "ui/panels/plot_view.h"

namespace featurescope::ui {

/// An axis along things that stand in blocks, each named in its middle: a size and a text for every block.
/// @param downwards  the first block is at the top
PlotAxis blockAxis(const std::vector<std::pair<std::size_t, QString>>& blocks, bool downwards,
                   const QString& title);

}  // namespace featurescope::ui
