#pragma once

#include <vector>

namespace featurescope {

/// Median; of an even count the mean of the two middle values; NaN of nothing.
double median(std::vector<double> values);

/// Arithmetic mean; NaN of nothing.
double mean(const std::vector<double>& values);

/// Share of the values that are larger than `bound`; NaN of nothing.
double shareAbove(const std::vector<double>& values, double bound);

/// The value below which a share `q` in [0, 1] of the values lies (nearest rank); NaN of nothing.
double quantile(std::vector<double> values, double q);

}  // namespace featurescope
