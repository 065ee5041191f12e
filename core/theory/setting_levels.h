#pragma once

#include <optional>
#include <string_view>

#include "core/spec/experiment_spec.h"

namespace featurescope {

/// Levels that the settings of a run alone foretell, for data of any kind; each names the column that it
/// stands beside. Levels of the paper's own clusters are in predictions.h.
struct SettingLevel {
    std::string_view id;      ///< unique and stable, "best-linear"
    std::string_view metric;  ///< the column of metrics.csv
    /// Nothing where it is not known for these settings.
    std::optional<double> (*of)(const ExperimentSpec&) = nullptr;
};

/// Clean test error of a linear rule through the origin whose direction has this cosine with the centre of
/// label +1, for two labels of Gaussian noise around opposite centres; nothing for other data.
std::optional<double> linearErrorAt(const ExperimentSpec& spec, double cosine);

/// Variance of real targets without noise; 1 where it is not known.
double targetVariance(const ExperimentSpec& spec);

/// The level of this id, which must exist; nothing where the settings do not have it.
std::optional<double> settingLevel(const ExperimentSpec& spec, std::string_view id);

}  // namespace featurescope
