#include "ui/view_models/phase_axis.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/spec/sections.h"
#include "ui/view_models/nice_scale.h"

namespace featurescope::ui {
namespace {

bool isLogarithmic(const SweepAxis& axis, const std::vector<double>& sorted) {
    constexpr double kManyTimes = 20;
    if (sorted.empty() || !(sorted.front() > 0)) return false;
    if (axis.scale == SweepAxis::Scale::list) return sorted.back() >= kManyTimes * sorted.front();
    return axis.scale == SweepAxis::Scale::log;
}

std::vector<double> edgesOf(const std::vector<double>& centres, bool isLog) {
    if (centres.size() == 1) {
        const double half = isLog ? 0.15 : std::max(0.5, std::abs(centres[0]) / 10);
        return {centres[0] - half, centres[0] + half};
    }
    std::vector<double> edges{centres[0] - (centres[1] - centres[0]) / 2};
    for (std::size_t i = 0; i + 1 < centres.size(); ++i)
        edges.push_back(std::midpoint(centres[i], centres[i + 1]));
    edges.push_back(centres.back() + (centres.back() - centres[centres.size() - 2]) / 2);
    return edges;
}

}  // namespace

double PhaseAxis::drawn(double value) const { return isLog ? std::log10(value) : value; }

double PhaseAxis::valueAt(double drawn) const { return isLog ? std::pow(10.0, drawn) : drawn; }

std::size_t PhaseAxis::cellAt(double drawn) const {
    const auto after = std::upper_bound(edges.begin() + 1, edges.end() - 1, drawn);
    return static_cast<std::size_t>(after - edges.begin()) - 1;
}

void nameAxis(PhaseAxis& axis, const ExperimentSpec& spec) {
    visitSections(spec, [&](std::string_view section, const auto& settings) {
        visitFields(settings, [&](const Field& field, const auto&) {
            if (axis.name != std::string(section) + '.' + std::string(field.key)) return;
            axis.label = field.label;
            axis.symbol = field.symbol;
        });
    });
}

PhaseAxis phaseAxis(const SweepAxis& axis, const std::vector<double>& values) {
    PhaseAxis made;
    made.name = axis.name();
    made.isStep = axis.isStep();
    made.positions.resize(values.size());
    std::iota(made.positions.begin(), made.positions.end(), std::size_t{0});
    std::ranges::sort(made.positions, {}, [&](std::size_t i) { return values[i]; });
    for (const std::size_t i : made.positions) made.values.push_back(values[i]);
    made.isLog = isLogarithmic(axis, made.values);
    for (const double value : made.values) made.centres.push_back(made.drawn(value));
    made.edges = edgesOf(made.centres, made.isLog);
    return made;
}

std::vector<double> phaseTicks(double low, double high, bool isLog, int most) {
    std::vector<double> ticks;
    if (!(high > low)) return ticks;
    if (!isLog || high - low < 0.7) {
        // Within less than a factor of five decades say nothing.
        const double from = isLog ? std::pow(10.0, low) : low, to = isLog ? std::pow(10.0, high) : high;
        const double interval = niceInterval(to - from, std::max(2, most));
        for (double k = std::ceil(from / interval - 1e-9); k * interval <= to * (1 + 1e-12) + interval * 1e-9;
             ++k)
            ticks.push_back(isLog ? std::log10(k * interval) : k * interval);
        return ticks;
    }
    const bool hasBetween = (high - low) * 3 <= most;
    const double stride = std::max(1.0, std::ceil((high - low) / most));
    for (double decade = std::floor(low); decade <= high; ++decade) {
        if (std::fmod(std::abs(decade), stride) != 0) continue;
        for (const double factor : {1.0, 2.0, 5.0}) {
            const double tick = decade + std::log10(factor);
            const bool isInside = tick >= low - 1e-9 && tick <= high + 1e-9;
            if (isInside && (factor == 1 || hasBetween)) ticks.push_back(tick);
        }
    }
    return ticks;
}

}  // namespace featurescope::ui
