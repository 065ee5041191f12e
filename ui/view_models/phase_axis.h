#pragma once

#include <string>
#include <vector>

#include "core/sweep/sweep_plan.h"

namespace featurescope::ui {

/// One direction of a phase diagram. Drawn coordinates are log10 of the values on a logarithmic axis, and the
/// values themselves elsewhere.
struct PhaseAxis {
    std::string name;           ///< dotted setting, "step", or the symbol of a free number
    std::string label, symbol;  ///< of a setting as the form has them; empty of the others
    bool isLog = false;
    bool isStep = false;
    std::vector<double> values;          ///< increasing
    std::vector<std::size_t> positions;  ///< of each in the plan's own order
    std::vector<double> centres;         ///< drawn coordinates of the values
    std::vector<double> edges;           ///< likewise, of the cells: midway between the values; one more

    double drawn(double value) const;
    double valueAt(double drawn) const;
    /// The cell that holds a drawn coordinate; the first or last one beyond the ends.
    std::size_t cellAt(double drawn) const;
    bool operator==(const PhaseAxis&) const = default;
};

/// What the form calls the setting of an axis; left as they are where it is no setting.
void nameAxis(PhaseAxis& axis, const ExperimentSpec& spec);

/// A list of values counts as logarithmic when its last one is at least twenty times its first.
PhaseAxis phaseAxis(const SweepAxis& axis, const std::vector<double>& values);

/// Drawn coordinates of the ticks between two: on a logarithmic axis powers of ten, with 2 and 5 between them
/// where those are few; at most about `most`.
std::vector<double> phaseTicks(double low, double high, bool isLog, int most);

}  // namespace featurescope::ui
