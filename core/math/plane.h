#pragma once

#include "core/math/types.h"

namespace featurescope {

/// A plane through the origin with orthonormal axes. An axis is zero where d leaves no room for it (d = 1).
struct Plane {
    Vector<double> horizontal;  ///< d
    Vector<double> vertical;    ///< d
};

/// The plane through two directions: horizontal along the first, vertical along the part of the second that
/// is orthogonal to it. Coordinate axes stand in for directions that are zero or parallel.
Plane planeThrough(const Vector<double>& first, const Vector<double>& second);

/// The plane of the first two coordinates.
Plane coordinatePlane(Eigen::Index dimension);

}  // namespace featurescope
