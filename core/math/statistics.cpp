#include "core/math/statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace featurescope {
namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

}  // namespace

double median(std::vector<double> values) {
    if (values.empty()) return kNothing;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1) return *middle;
    return (*std::max_element(values.begin(), middle) + *middle) / 2;
}

double mean(const std::vector<double>& values) {
    if (values.empty()) return kNothing;
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double shareAbove(const std::vector<double>& values, double bound) {
    if (values.empty()) return kNothing;
    const auto above =
        std::count_if(values.begin(), values.end(), [bound](double value) { return value > bound; });
    return static_cast<double>(above) / static_cast<double>(values.size());
}

double quantile(std::vector<double> values, double q) {
    if (values.empty()) return kNothing;
    const double last = static_cast<double>(values.size() - 1);
    const auto rank = values.begin() + static_cast<std::ptrdiff_t>(std::lround(q * last));
    std::nth_element(values.begin(), rank, values.end());
    return *rank;
}

}  // namespace featurescope
