#pragma once

#include <cmath>
#include <limits>

namespace featurescope {

/// A direction of the plane: a vector whose larger component lies in [1/2, 1). (0, 0) is none.
struct Direction {
    double x = 0, y = 0;

    bool operator==(const Direction&) const = default;
};

/// The direction of (x, y), exact but that a component below 2^-500 of the other counts as 0.
Direction directionOf(double x, double y);

/// The direction a quarter turn counterclockwise.
constexpr Direction quarterTurn(Direction a) { return {-a.y, a.x}; }

/// turn() when rounding leaves it open.
int closeTurn(Direction a, Direction b);

/// +1 when b lies counterclockwise of a by less than half a turn, -1 when clockwise, 0 when both lie on one
/// line through the origin: the sign of a.x b.y - a.y b.x without any rounding.
inline int turn(Direction a, Direction b) {
    constexpr double kSurely = 4 * std::numeric_limits<double>::epsilon();
    const double p = a.x * b.y;
    const double q = a.y * b.x;
    const double margin = kSurely * (std::abs(p) + std::abs(q));
    if (p - q > margin) return 1;
    return q - p > margin ? -1 : closeTurn(a, b);
}

/// Whether the angle of a, counted from the first axis in [0, 2 pi), is smaller than that of b. A strict weak
/// order.
bool comesBefore(Direction a, Direction b);

}  // namespace featurescope
