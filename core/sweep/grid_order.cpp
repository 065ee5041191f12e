#include "core/sweep/grid_order.h"

namespace featurescope {
namespace {

bool isOnLine(std::int64_t position, std::int64_t count, std::int64_t stride) {
    return position % stride == 0 || position == count - 1;
}

}  // namespace

std::vector<std::int64_t> coarseLine(std::int64_t count, std::int64_t stride) {
    std::vector<std::int64_t> line;
    for (std::int64_t position = 0; position < count; position += stride) line.push_back(position);
    if (!line.empty() && line.back() != count - 1) line.push_back(count - 1);
    return line;
}

std::vector<GridPoint> coarsePoints(std::int64_t columns, std::int64_t rows, std::int64_t stride) {
    std::vector<GridPoint> points;
    for (const std::int64_t y : coarseLine(rows, stride)) {
        for (const std::int64_t x : coarseLine(columns, stride)) points.push_back({x, y});
    }
    return points;
}

std::vector<GridPoint> coarseToFine(std::int64_t columns, std::int64_t rows) {
    constexpr std::int64_t kCoarsest = 8;
    std::vector<GridPoint> points;
    points.reserve(static_cast<std::size_t>(columns * rows));
    for (std::int64_t stride = kCoarsest; stride >= 1; stride /= 2) {
        for (const GridPoint& point : coarsePoints(columns, rows, stride)) {
            const std::int64_t before = 2 * stride;
            const bool wasBefore =
                stride < kCoarsest && isOnLine(point.x, columns, before) && isOnLine(point.y, rows, before);
            if (!wasBefore) points.push_back(point);
        }
    }
    return points;
}

}  // namespace featurescope
