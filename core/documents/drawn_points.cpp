#include "core/documents/drawn_points.h"

#include <vector>

#include "core/io/npz.h"
#include "core/math/plane.h"

namespace featurescope {
namespace {

DrawnData written(const GivenData& data) {
    DrawnData drawn{.npz = npzBytes(arraysOfData(data))};
    drawn.data = std::make_shared<const GivenData>(givenDataFromBytes(drawn.npz, "The drawn points"));
    return drawn;
}

}  // namespace

DrawnData firstPoints() {
    GivenData data;
    data.x = Matrix<double>(2, 4);
    data.x << 1, -1, 0, 0, 0, 0, 1, -1;
    data.y = data.yClean = {1, 1, -1, -1};
    data.means = Matrix<double>::Identity(2, 2);
    return written(data);
}

DrawnData withPoint(const GivenData& data, const PlanePoint& input, std::int8_t label) {
    GivenData more = data;
    more.x.conservativeResize(Eigen::NoChange, data.x.cols() + 1);
    more.x.col(data.x.cols()) << input.x, input.y;
    more.y.push_back(label);
    more.yClean.push_back(label);
    for (std::vector<double>* real : {&more.targets.y, &more.targets.yClean}) {
        if (!real->empty()) real->push_back(label);
    }
    return written(more);
}

std::optional<PlanePoint> inputAt(const GivenData& data, const PlaneChoice& plane, const PlanePoint& place) {
    if (data.x.rows() != 2) return std::nullopt;
    if (plane.kind == PlaneKind::coordinates) {
        const bool swapped = plane.firstCoordinate == 1;
        return swapped ? PlanePoint{place.y, place.x} : place;
    }
    if (plane.kind != PlaneKind::means || data.means.cols() != 2) return std::nullopt;
    const Plane axes = planeThrough(data.means.col(0), data.means.col(1));
    const Vector<double> input = place.x * axes.horizontal + place.y * axes.vertical;
    return PlanePoint{input[0], input[1]};
}

}  // namespace featurescope
