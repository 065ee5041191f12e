#include "core/theory/assumptions.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace featurescope {
namespace {

double quotient(double numerator, double denominator) {
    return denominator > 0 ? numerator / denominator : std::numeric_limits<double>::infinity();
}

}  // namespace

AssumptionCheck checkAssumptions(const XorSetting& setting, double failureProbability) {
    assert(failureProbability > 0 && failureProbability < 0.5);
    const auto d = static_cast<double>(setting.dimension), n = static_cast<double>(setting.trainSamples),
               m = static_cast<double>(setting.neurons);
    const double logN = std::log(n / failureProbability), logM = std::log(m / failureProbability);
    const double alpha = setting.stepSize, omega = setting.initScale;
    AssumptionCheck check{
        .rows = {{
            {"(A1)", "d ≥ C max(log²(n/δ), log(m/δ))", 0, d / std::max(logN * logN, logM)},
            {"(A2)", "σ² ≤ 1/(C² d)", 0, quotient(1, setting.sigma * std::sqrt(d))},
            {"(A3)", "n ≥ C log(m/δ)", 0, n / logM},
            {"(A4)", "η ≤ 1/C", 0, quotient(1, setting.labelNoise)},
            {"(A5)", "m ≥ C log(1/δ)", 0, m / -std::log(failureProbability)},
            // A start at zero never moves, so (A6) asks for omega > 0.
            {"(A6)", "0 < ω² ≤ 1/(C⁴ m d)", 0, omega > 0 ? std::sqrt(1 / (omega * std::sqrt(m * d))) : 0},
            {"(A7)", "1/(2√C) ≤ α ≤ 1/√C", quotient(1, 4 * alpha * alpha), quotient(1, alpha * alpha)},
        }}};
    const auto smallest =
        std::min_element(check.rows.begin(), check.rows.end(),
                         [](const auto& a, const auto& b) { return a.largestC < b.largestC; });
    check.binding = static_cast<std::size_t>(smallest - check.rows.begin());
    return check;
}

}  // namespace featurescope
