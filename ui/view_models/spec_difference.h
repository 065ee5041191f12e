#pragma once

#include <QString>
#include <string>
#include <vector>

#include "core/spec/experiment_spec.h"

namespace featurescope::ui {

/// One setting that two specs do not share.
struct SettingDifference {
    std::string path;       ///< "training.step_size"; "title" for the title
    QString label;          ///< "Step size"
    QString before, after;  ///< as people write the values; "–" where a spec has no such setting
    /// "step size 0.2 → 0.5"
    QString text() const;
    bool operator==(const SettingDifference&) const = default;
};

/// Every setting in which `after` differs from `before`, in the order files show them. Titles, watch texts
/// and claims do not count: they change nothing in a run.
std::vector<SettingDifference> specDifferences(const ExperimentSpec& before, const ExperimentSpec& after);

/// What a run is called beside another one: what it has where the two differ, "σ² 0.0625, m 400"; its title
/// when they have little in common.
QString nameBeside(const ExperimentSpec& spec, const ExperimentSpec& other);

/// The differences in one line, "step size 0.2 → 0.5, neurons 100 → 400"; beyond `most` only their number.
QString differenceText(const std::vector<SettingDifference>& differences, std::size_t most = 3);

}  // namespace featurescope::ui
