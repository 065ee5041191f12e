#pragma once

#include <span>
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

/// A neuron as a plane through the origin sees it: its output weight, its weights along the plane's axes, and
/// its bias where the network has them.
struct PlaneNeuron {
    double outputWeight = 0;  ///< a_j
    double x = 0, y = 0;      ///< <w_j, horizontal axis>, <w_j, vertical axis>
    double bias = 0;
};

/// f = sum_j a_j relu(x_j X + y_j Y) at the pixel centres, of neurons without biases. Along a row f is
/// piecewise linear with one kink per neuron, so a row costs O(neurons + width), summed in double.
DecisionField decisionField(std::span<const PlaneNeuron> neurons, const PlaneRectangle& area, int width,
                            int height);

/// Where the prediction changes, inside `area`. Of neurons without biases, so that on a plane through the
/// origin the boundary is exactly a set of rays from the origin, one line each.
std::vector<BoundaryLine> decisionBoundary(std::span<const PlaneNeuron> neurons, const PlaneRectangle& area);

/// Where any field changes between positive and not positive, by marching squares: between two pixel centres
/// as if the field were straight there, up to the edges of its area. A closed line ends where it begins.
/// @param rounding  values up to this size count as not positive
std::vector<BoundaryLine> signChanges(const DecisionField& field, double rounding = 0);

}  // namespace featurescope
