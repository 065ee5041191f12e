#include "ui/panels/value_axis.h"

#include <algorithm>
#include <cmath>

#include "ui/look/number_format.h"
#include "ui/view_models/nice_scale.h"

namespace featurescope::ui {
namespace {

QString powerLabel(double power) {
    const double value = std::pow(10.0, power);
    if (value < 0.9e-3) return QStringLiteral("10") + superscriptLabel(static_cast<int>(std::round(power)));
    if (value < 0.99) return tickLabel(value, std::pow(10.0, std::floor(power + 1e-9)));
    const bool isWhole = std::abs(value - std::round(value)) < 1e-6 * value;
    return tickLabel(value, isWhole ? 1 : 0.1);
}

/// Ticks of one decade, the fewer the more decades there are.
std::vector<double> ticksOfADecade(double decades) {
    if (decades > 2.5) return {1};
    if (decades > 1) return {1, 2, 5};
    return {1, 1.2, 1.5, 2, 3, 5, 7};
}

}  // namespace

PlotAxis linearValueAxis(double low, double high) {
    constexpr double kRounding = 0.02;  // of an interval: a line may run that far into the edge
    const double interval = niceInterval(niceTop(high - low, 5), 5);
    const double first = std::floor(low / interval + kRounding);
    const double last = std::max(first + 1, std::ceil(high / interval - kRounding));
    return {first * interval, last * interval, interval, QString(),
            [interval](double value) { return tickLabel(value, interval); }};
}

PlotAxis logarithmicValueAxis(double low, double high) {
    constexpr double kLeastSpan = 0.3, kRoom = 0.03;  // decades
    high = std::max(high, low + kLeastSpan) + kRoom;
    PlotAxis axis{low - kRoom, high, 1, QString(), powerLabel};
    for (double decade = std::floor(low - kRoom); decade <= high; ++decade) {
        for (const double step : ticksOfADecade(high - low)) {
            const double place = decade + std::log10(step);
            if (place >= axis.low && place <= axis.high) axis.places.push_back(place);
        }
    }
    return axis;
}

}  // namespace featurescope::ui
