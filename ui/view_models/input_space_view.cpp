#include "ui/view_models/input_space_view.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/run/plane_network.h"

namespace featurescope::ui {
namespace {

/// The line through the origin on which <normal, P> = 0, cut to the area.
std::optional<BoundaryLine> lineAcross(PlanePoint normal, const PlaneRectangle& area) {
    const double length = std::hypot(normal.x, normal.y);
    if (!(length > 0) || !std::isfinite(length)) return std::nullopt;
    const double dx = -normal.y / length, dy = normal.x / length;
    // P = t (dx, dy) with t in the range that both slabs of the rectangle allow.
    double low = -1e300, high = 1e300;
    const auto slab = [&](double direction, double from, double to) {
        if (std::abs(direction) < 1e-12) return;
        low = std::max(low, std::min(from / direction, to / direction));
        high = std::min(high, std::max(from / direction, to / direction));
    };
    slab(dx, area.left, area.right);
    slab(dy, area.bottom, area.top);
    if (!(low < high)) return std::nullopt;
    return BoundaryLine{{low * dx, low * dy}, {high * dx, high * dy}};
}

/// The part of a segment inside the area as shares of its length (Liang and Barsky); empty when low >= high.
std::pair<double, double> shareInside(PlanePoint from, PlanePoint to, const PlaneRectangle& area) {
    double low = 0, high = 1;
    const auto slab = [&](double start, double direction, double least, double most) {
        if (direction == 0) {
            if (start < least || start > most) high = -1;
            return;
        }
        const double a = (least - start) / direction, b = (most - start) / direction;
        low = std::max(low, std::min(a, b));
        high = std::min(high, std::max(a, b));
    };
    slab(from.x, to.x - from.x, area.left, area.right);
    slab(from.y, to.y - from.y, area.bottom, area.top);
    return {low, high};
}

PlanePoint between(PlanePoint from, PlanePoint to, double share) {
    return {from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)};
}

}  // namespace

double valueOnPlane(const PlaneNetwork& network, FieldMode mode, PlanePoint at) {
    return mode == FieldMode::slice ? sliceAt(network, at) : clusterAverageAt(network, at);
}

std::array<std::vector<BoundaryLine>, 2> bandLines(const DecisionField& positiveShare) {
    std::array<std::vector<BoundaryLine>, 2> lines;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        DecisionField above = positiveShare;
        for (float& share : above.values) share -= static_cast<float>(kBandLevels[i]);
        lines[i] = signChanges(above);
    }
    return lines;
}

bool hasIdealRule(const RunScene& scene) {
    return scene.directions.size() == 2 && scene.startNeurons.own.has_value();
}

std::vector<BoundaryLine> idealBoundary(const std::vector<PlanePoint>& means, const PlaneRectangle& area) {
    std::vector<BoundaryLine> lines;
    if (means.size() != 2) return lines;
    // |u| = |v| where u = v or u = -v.
    for (const double sign : {1.0, -1.0}) {
        const PlanePoint normal{means[0].x - sign * means[1].x, means[0].y - sign * means[1].y};
        if (std::optional<BoundaryLine> line = lineAcross(normal, area)) lines.push_back(std::move(*line));
    }
    return lines;
}

std::vector<BoundaryLine> cutTo(const PlaneRectangle& area, const std::vector<BoundaryLine>& lines) {
    std::vector<BoundaryLine> parts;
    for (const BoundaryLine& line : lines) {
        bool joins = false;  // the next piece begins where the last one ended
        for (std::size_t i = 1; i < line.size(); ++i) {
            const auto [low, high] = shareInside(line[i - 1], line[i], area);
            if (!(low < high)) {
                joins = false;
                continue;
            }
            if (!joins || low > 0) parts.push_back({between(line[i - 1], line[i], low)});
            parts.back().push_back(between(line[i - 1], line[i], high));
            joins = high == 1;
        }
    }
    return parts;
}

std::optional<std::int32_t> nearestSample(const std::vector<MarkedPoint>& drawn, PlanePoint at,
                                          double reach) {
    std::optional<std::int32_t> nearest;
    double least = reach * reach;
    for (const MarkedPoint& point : drawn) {
        const double dx = static_cast<double>(point.x) - at.x, dy = static_cast<double>(point.y) - at.y;
        const double distance = dx * dx + dy * dy;
        if (distance > least) continue;
        least = distance;
        nearest = point.sample;
    }
    return nearest;
}

}  // namespace featurescope::ui
