#include "core/math/plane.h"

namespace featurescope {
namespace {

/// The part of `direction` orthogonal to the unit vector (or zero vector) `axis`, normalised; zero when
/// nothing is left.
Vector<double> orthogonalPart(const Vector<double>& direction, const Vector<double>& axis) {
    constexpr double kParallel = 1e-9;  // below this share of its length the rest is rounding
    const double length = direction.norm();
    Vector<double> rest = direction - axis * axis.dot(direction);
    rest -= axis * axis.dot(rest);
    if (!(rest.norm() > kParallel * length)) return Vector<double>::Zero(direction.size());
    return rest.normalized();
}

Vector<double> firstOrthogonal(const Vector<double>& wanted, const Vector<double>& axis) {
    Vector<double> found = orthogonalPart(wanted, axis);
    for (Eigen::Index k = 0; k < wanted.size() && found.isZero(); ++k) {
        found = orthogonalPart(Vector<double>::Unit(wanted.size(), k), axis);
    }
    return found;
}

}  // namespace

Plane planeThrough(const Vector<double>& first, const Vector<double>& second) {
    Plane plane;
    plane.horizontal = firstOrthogonal(first, Vector<double>::Zero(first.size()));
    plane.vertical = firstOrthogonal(second, plane.horizontal);
    return plane;
}

Plane coordinatePlane(Eigen::Index dimension) {
    Plane plane{Vector<double>::Unit(dimension, 0), Vector<double>::Zero(dimension)};
    if (dimension > 1) plane.vertical[1] = 1;
    return plane;
}

}  // namespace featurescope
