#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

#include "core/model/prediction.h"
#include "core/observables/decision_field.h"

namespace featurescope {
namespace {

constexpr double kFullTurn = 2 * std::numbers::pi;
constexpr double kAngleRounding = 1e-9;  // far below a pixel, far above the rounding of an angle

/// f(r, angle) = r (x cos(angle) + y sin(angle)) for start <= angle <= end.
struct Arc {
    double start = 0, end = 0;
    double x = 0, y = 0;

    double at(double angle) const { return x * std::cos(angle) + y * std::sin(angle); }
};

/// A neuron starts or stops being active when the angle passes this one.
struct Kink {
    double angle;
    double x, y;  ///< change of the sums
};

double withinTurn(double angle) {
    const double turned = std::fmod(angle, kFullTurn);
    return turned < 0 ? turned + kFullTurn : turned;
}

/// Cuts the turn at every kink. Sums that are rounding of cancelled terms are set to exactly 0.
std::vector<Arc> arcsOf(std::span<const PlaneNeuron> neurons) {
    constexpr double kRounding = 1e-12;
    std::vector<Kink> kinks;
    Arc arc;
    double scale = 0;
    for (const PlaneNeuron& neuron : neurons) {
        const double x = neuron.outputWeight * neuron.x;
        const double y = neuron.outputWeight * neuron.y;
        if (x == 0 && y == 0) continue;
        scale += std::hypot(x, y);
        const double direction = std::atan2(neuron.y, neuron.x);
        kinks.push_back({withinTurn(direction - std::numbers::pi / 2), x, y});
        kinks.push_back({withinTurn(direction + std::numbers::pi / 2), -x, -y});
        if (kinks[kinks.size() - 2].angle > kinks.back().angle) {  // active across angle 0
            arc.x += x;
            arc.y += y;
        }
    }
    std::sort(kinks.begin(), kinks.end(), [](const Kink& a, const Kink& b) { return a.angle < b.angle; });
    std::vector<Arc> arcs;
    const auto close = [&](double angle) {
        arc.end = angle;
        Arc clean = arc;
        if (std::hypot(clean.x, clean.y) < kRounding * scale) clean.x = clean.y = 0;
        if (arc.end > arc.start) arcs.push_back(clean);
        arc.start = angle;
    };
    for (const Kink& kink : kinks) {
        close(kink.angle);
        arc.x += kink.x;
        arc.y += kink.y;
    }
    close(kFullTurn);
    return arcs;
}

/// The angle inside the arc where f is 0, if there is one; an arc between two kinks holds at most one sign
/// change. A zero at an end of the arc (next to a dead sector) is not inside it, and rounding must not make
/// it so.
std::optional<double> zeroInside(const Arc& arc) {
    if (arc.x == 0 && arc.y == 0) return std::nullopt;
    const double zero = withinTurn(std::atan2(-arc.x, arc.y));
    for (const double angle : {zero, zero + std::numbers::pi, zero - std::numbers::pi}) {
        if (angle > arc.start + kAngleRounding && angle < arc.end - kAngleRounding) return angle;
    }
    return std::nullopt;
}

/// Angles where the prediction changes, in [0, 2 pi).
std::vector<double> boundaryAngles(std::span<const PlaneNeuron> neurons) {
    std::vector<double> angles;
    const std::vector<Arc> arcs = arcsOf(neurons);
    const auto predictionIn = [](const Arc& arc, double from, double to) {
        return prediction(arc.at((from + to) / 2));
    };
    const auto lastPrediction = [&](const Arc& arc) {
        return predictionIn(arc, zeroInside(arc).value_or(arc.start), arc.end);
    };
    if (arcs.empty()) return angles;
    auto before = lastPrediction(arcs.back());
    for (const Arc& arc : arcs) {
        const std::optional<double> zero = zeroInside(arc);
        if (predictionIn(arc, arc.start, zero.value_or(arc.end)) != before) angles.push_back(arc.start);
        if (zero) angles.push_back(*zero);
        before = lastPrediction(arc);
    }
    return angles;
}

/// The part of the ray from the origin that lies in the area; empty when it misses the area.
BoundaryLine rayInside(const PlaneRectangle& area, double angle) {
    const double dx = std::cos(angle);
    const double dy = std::sin(angle);
    double from = 0;
    double to = std::numeric_limits<double>::infinity();
    const auto clip = [&](double direction, double low, double high) {
        if (direction == 0) {
            if (low > 0 || high < 0) to = -1;
            return;
        }
        const double first = (direction > 0 ? low : high) / direction;
        const double last = (direction > 0 ? high : low) / direction;
        from = std::max(from, first);
        to = std::min(to, last);
    };
    clip(dx, area.left, area.right);
    clip(dy, area.bottom, area.top);
    if (!(from < to)) return {};
    return {{from * dx, from * dy}, {to * dx, to * dy}};
}

}  // namespace

std::vector<BoundaryLine> decisionBoundary(std::span<const PlaneNeuron> neurons, const PlaneRectangle& area) {
    std::vector<BoundaryLine> lines;
    for (const double angle : boundaryAngles(neurons)) {
        BoundaryLine line = rayInside(area, angle);
        if (!line.empty()) lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace featurescope
