#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/sweep/sweep_spec.h"

namespace featurescope {

/// One file of resources/sweeps as it was when the program was built.
struct EmbeddedSweep {
    std::string_view name;  ///< file name without ".sweep.json"
    std::string_view text;
};

/// Every sweep file, sorted by name. The source is written by resources/embed_resources.cmake.
std::span<const EmbeddedSweep> embeddedSweeps();

/// A shipped, named sweep: one file in resources/sweeps, embedded in the program.
struct ShippedSweep {
    std::string name;  ///< file name without ".sweep.json"
    SweepSpec sweep;
};

/// All shipped sweeps by name.
const std::vector<ShippedSweep>& shippedSweeps();

/// The shipped sweep of that name; null when there is none.
const SweepSpec* shippedSweepNamed(std::string_view name);

}  // namespace featurescope
