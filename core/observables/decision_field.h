#pragma once

#include <vector>

namespace featurescope {

/// A rectangle of a plane, in plane coordinates: [left, right] x [bottom, top].
struct PlaneRectangle {
    double left = -1, right = 1, bottom = -1, top = 1;
    bool operator==(const PlaneRectangle&) const = default;
};

/// f on a grid of pixel centres of a rectangle.
struct DecisionField {
    PlaneRectangle area;
    int width = 0, height = 0;
    std::vector<float> values;  ///< height x width, top row first
};

struct PlanePoint {
    double x = 0, y = 0;
};
/// Connected points of the decision boundary f = 0, in plane coordinates.
using BoundaryLine = std::vector<PlanePoint>;

}  // namespace featurescope
