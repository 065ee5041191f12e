#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace featurescope {

/// One direction of a sweep and the values it takes.
struct SweepAxis {
    enum class Scale { log, linear, list };
    std::string key;     ///< a dotted setting or "step"; empty for a free number
    std::string symbol;  ///< name of a free number that tied settings use; empty for a setting
    Scale scale = Scale::list;
    double first = 0, last = 0;  ///< of log and linear
    std::int64_t count = 0;      ///< of log and linear
    std::vector<double> values;  ///< of a list

    const std::string& name() const { return key.empty() ? symbol : key; }
    /// Every recorded step is there anyway, so this axis costs no runs.
    bool isStep() const { return key == "step"; }
    bool operator==(const SweepAxis&) const = default;
};

/// Most points of one axis, and most runs of a sweep.
inline constexpr std::int64_t kMostRuns = 10'000'000;

/// The values in the order of the axis, equal ones once. Those between the ends are rounded to 12
/// digits. Throws InputError naming the axis.
/// @param wholeNumbers  round to integers
std::vector<double> axisValues(const SweepAxis& axis, bool wholeNumbers);

/// The nearest number of 12 decimal digits, which does not depend on the last bit of a machine's logarithm.
double withTwelveDigits(double value);

/// `data.cluster_variance=log:0.01:1:24`, `KEY=linear:FIRST:LAST:COUNT` or `KEY=4,6,8`. Throws InputError
/// that begins with `option`.
SweepAxis axisFromText(std::string_view text, const std::string& option);

}  // namespace featurescope
