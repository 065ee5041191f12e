#include "core/documents/drawn_points.h"

#include <vector>

#include "core/io/npz.h"
#include "core/math/plane.h"

namespace featurescope {
namespace {

NpyArray rowsOf(const Matrix<double>& columns) {
    // Samples are columns here and rows in the file, so the numbers stand in the same order.
    return {{static_cast<std::size_t>(columns.cols()), static_cast<std::size_t>(columns.rows())},
            std::vector<double>(columns.data(), columns.data() + columns.size())};
}

NpyArray labelsOf(const std::vector<std::int8_t>& labels) { return {{labels.size()}, labels}; }

DrawnData written(const GivenData& data) {
    std::vector<NpzEntry> entries{
        {"X", rowsOf(data.x)}, {"y", labelsOf(data.y)}, {"y_clean", labelsOf(data.yClean)}};
    if (data.xTest.cols() > 0) {
        entries.push_back({"X_test", rowsOf(data.xTest)});
        entries.push_back({"y_test", labelsOf(data.yTest)});
        entries.push_back({"y_test_clean", labelsOf(data.yTestClean)});
    }
    if (data.means.cols() > 0) entries.push_back({"mu", rowsOf(data.means)});
    if (data.w0) {
        std::vector<double> rows(static_cast<std::size_t>(data.w0->size()));
        for (Eigen::Index j = 0, i = 0; j < data.w0->rows(); ++j) {
            for (Eigen::Index k = 0; k < data.w0->cols(); ++k)
                rows[static_cast<std::size_t>(i++)] = (*data.w0)(j, k);
        }
        entries.push_back(
            {"W0",
             {{static_cast<std::size_t>(data.w0->rows()), static_cast<std::size_t>(data.w0->cols())},
              std::move(rows)}});
    }
    if (data.a) {
        entries.push_back({"a",
                           {{static_cast<std::size_t>(data.a->size())},
                            std::vector<double>(data.a->data(), data.a->data() + data.a->size())}});
    }
    DrawnData drawn{.npz = npzBytes(entries)};
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
