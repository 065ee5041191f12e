// Which colour a value of a phase diagram has.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/math/statistics.h"
#include "ui/view_models/phase_diagram_view.h"

namespace featurescope::ui {
namespace {

constexpr std::array kErrors{Observable::trainError, Observable::trainErrorClean,
                             Observable::testError,  Observable::testErrorClean,
                             Observable::oodError,   Observable::kernelMarginError};
constexpr std::array kShares{Observable::trainErrorNoisy,
                             Observable::alignmentOwnMedian,
                             Observable::alignmentCrossMedian,
                             Observable::alignmentOwnMean,
                             Observable::alignmentOwnShareAbove09,
                             Observable::ownPatternShare,
                             Observable::linearAgreement,
                             Observable::linearShare,
                             Observable::energyAlong,
                             Observable::leadingCosine,
                             Observable::directionCosine};
constexpr std::array kLosses{Observable::trainLoss,
                             Observable::trainNmse,
                             Observable::testNmse,
                             Observable::excessRisk,
                             Observable::kernelRegressionNmse,
                             Observable::readoutMse};

template <std::size_t n>
bool isOneOf(const std::array<Observable, n>& list, Observable metric) {
    return std::ranges::find(list, metric) != list.end();
}

/// The ends that a metric has whatever its values are; nothing where it has none.
std::optional<std::pair<double, double>> fixedEnds(const CellValue& value) {
    if (value.statistic == SeedStatistic::shareBelow) return std::pair(0.0, 1.0);
    if (value.statistic == SeedStatistic::spread) return std::nullopt;
    if (isOneOf(kErrors, value.metric)) return std::pair(0.0, 0.5);
    if (isOneOf(kShares, value.metric)) return std::pair(0.0, 1.0);
    return std::nullopt;
}

std::pair<double, double> endsOf(const std::vector<double>& values) {
    if (values.empty()) return {0, 1};
    constexpr double kLeftOut = 0.02;
    const double low = quantile(values, kLeftOut), high = quantile(values, 1 - kLeftOut);
    if (high > low) return {low, high};
    const double reach = std::max(std::abs(low), 1e-12) / 2;
    return {low - reach, low + reach};
}

}  // namespace

double ColourRange::shareOf(double value) const {
    if (std::isnan(value)) return value;
    if (!isLog) return std::clamp((value - low) / (high - low), 0.0, 1.0);
    return value > 0 ? std::clamp(std::log(value / low) / std::log(high / low), 0.0, 1.0) : 0.0;
}

ColourRange colourRange(const PhaseChoice& choice, const std::vector<PhaseCell>& cells) {
    std::vector<double> values;
    for (const PhaseCell& cell : cells) {
        if (std::isfinite(cell.value)) values.push_back(cell.value);
    }
    const bool isFixed = choice.range || fixedEnds(choice.value);
    const bool isLog = !isFixed && isOneOf(kLosses, choice.value.metric) && !values.empty() &&
                       choice.value.statistic != SeedStatistic::spread &&
                       std::ranges::all_of(values, [](double value) { return value > 0; });
    const std::pair<double, double> ends = choice.range ? *choice.range
                                           : isFixed    ? *fixedEnds(choice.value)
                                                        : endsOf(values);
    const double low = ends.first, high = ends.second;
    return {.low = low,
            .high = high,
            .isLog = isLog && low > 0,
            .isCutBelow = std::ranges::any_of(values, [&](double value) { return value < low; }),
            .isCutAbove = std::ranges::any_of(values, [&](double value) { return value > high; })};
}

}  // namespace featurescope::ui
