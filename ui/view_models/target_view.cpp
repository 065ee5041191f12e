#include "ui/view_models/target_view.h"

#include <algorithm>
#include <cmath>

namespace featurescope::ui {

TargetRange rangeOf(const TargetValues& target) {
    constexpr double kFarthest = 1.5;  // times the spread of the targets
    double reach = 0, low = 0, high = 0;
    for (const PlanePoint& point : target.link) {
        reach = std::max(reach, std::abs(point.x));
        low = std::min(low, point.y);
        high = std::max(high, point.y);
    }
    const double spread = high > low ? high - low : 1;
    double bottom = low, top = high;
    for (const auto* outputs : {&target.train, &target.test}) {
        for (const float value : outputs->output) {
            const auto output = static_cast<double>(value);
            if (!std::isfinite(output)) continue;
            bottom = std::min(bottom, std::max(output, low - kFarthest * spread));
            top = std::max(top, std::min(output, high + kFarthest * spread));
        }
    }
    const double room = 0.05 * std::max(top - bottom, spread);
    if (!(reach > 0) || !std::isfinite(reach)) reach = 1;
    return {-1.05 * reach, 1.05 * reach, bottom - room, top + room};
}

double linkAt(const TargetValues& target, double along) {
    const std::vector<PlanePoint>& link = target.link;
    if (link.empty()) return kUndefined;
    const auto after = std::ranges::lower_bound(link, along, {}, &PlanePoint::x);
    if (after == link.begin()) return link.front().y;
    if (after == link.end()) return link.back().y;
    const PlanePoint &one = *std::prev(after), &two = *after;
    const double width = two.x - one.x;
    return width > 0 ? std::lerp(one.y, two.y, (along - one.x) / width) : two.y;
}

double deviationOf(const TargetValues& target, const TargetValues::Outputs& outputs) {
    double sum = 0;
    for (std::size_t i = 0; i < outputs.along.size(); ++i) {
        const double off =
            static_cast<double>(outputs.output[i]) - linkAt(target, static_cast<double>(outputs.along[i]));
        sum += off * off;
    }
    return std::sqrt(sum / static_cast<double>(outputs.along.size()));
}

std::optional<FoundOutput> nearestOutput(const TargetValues& target,
                                         const std::function<double(double, double)>& distance) {
    std::optional<FoundOutput> nearest;
    for (const bool isTest : {true, false}) {
        const TargetValues::Outputs& outputs = isTest ? target.test : target.train;
        for (std::size_t i = 0; i < outputs.along.size(); ++i) {
            const auto along = static_cast<double>(outputs.along[i]);
            const auto output = static_cast<double>(outputs.output[i]);
            const double away = distance(along, output);
            if (nearest && !(away < nearest->distance)) continue;
            nearest = {isTest, static_cast<std::int64_t>(i), output, linkAt(target, along), away};
        }
    }
    return nearest;
}

}  // namespace featurescope::ui
