#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/handout/handout_run.h"

namespace featurescope {

// What is drawn of a moment, as the path of an element of SVG. resources/handout/player.js writes the same.

/// Paths of a decision field: one for each shade, then that of the cells whose sign is uncertain, in the
/// coordinates of the chart.
struct FieldPaths {
    std::array<std::string, 2 * kFieldShades + 1> shades;  ///< by letter, from 'a'
    std::string uncertain;
};

/// Size and margins of every chart, in the units of its picture. The script draws by the same numbers.
struct ChartSize {
    static constexpr double kWidth = 400, kHeight = 300;
    static constexpr double kLeft = 46, kRight = 388, kTop = 12, kBottom = 264;
    static constexpr double kSquare = 320, kSquareMargin = 8;  ///< of the charts of a plane
};

/// The samples of a run as a group that the charts of its plane share, and the shape of their plot.
std::string sharedShapes(const HandoutRun& run, std::size_t number);

FieldPaths fieldPaths(const std::string& letters);
std::string boundaryPath(const std::vector<BoundaryLine>& lines, double radius);
/// The bars of one sign; `top` neurons reach the edge.
std::string barsPath(const std::array<int, kBars>& counts, bool up, int top);
std::string pointsPath(const std::vector<PlanePoint>& points, double radius);
/// Neurons in the highest bar of any frame.
int highestBar(const HandoutRun& run, const std::string& panel);
/// Half-height of a plane that holds every neuron of every frame.
double neuronRadius(const HandoutRun& run);

/// A point of a plane whose half-height is `radius`, in the coordinates of the chart.
double planeX(double x, double radius);
double planeY(double y, double radius);
/// Where a step lies on the axis of `last` steps, from 0 to 1: logarithmic, with step 0 on it.
double stepPlace(double step, double last);

/// A number for a picture: one decimal.
std::string coordinate(double value);

}  // namespace featurescope
