#include "ui/panels/straightened_line.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace featurescope::ui {
namespace {

/// Slopes of the lines through one point that miss no later point by more than allowed.
class Opening {
  public:
    bool holds(const QPointF& from, const QPointF& to) const {
        const double width = to.x() - from.x();
        if (!(width > 0)) return false;
        const double slope = (to.y() - from.y()) / width;
        return slope >= lowest_ && slope <= highest_;
    }
    void narrow(const QPointF& from, const QPointF& past, double tolerance) {
        const double width = past.x() - from.x(), height = past.y() - from.y();
        if (!(width > 0)) return close();
        lowest_ = std::max(lowest_, (height - tolerance) / width);
        highest_ = std::min(highest_, (height + tolerance) / width);
    }

  private:
    void close() { lowest_ = std::numeric_limits<double>::infinity(); }

    double lowest_ = -std::numeric_limits<double>::infinity();
    double highest_ = std::numeric_limits<double>::infinity();
};

}  // namespace

QPolygonF straightened(const QPolygonF& line, double tolerance) {
    if (line.size() < 3) return line;
    QPolygonF kept;
    kept << line.first();
    Opening opening;
    for (qsizetype i = 1; i + 1 < line.size(); ++i) {
        opening.narrow(kept.last(), line[i], tolerance);
        if (opening.holds(kept.last(), line[i + 1])) continue;
        kept << line[i];
        opening = Opening();
    }
    return kept << line.last();
}

QPolygonF cutAtHeights(const QPolygonF& line, double top, double bottom) {
    QPolygonF cut;
    const auto append = [&cut](const QPointF& point) {
        if (cut.isEmpty() || cut.last() != point) cut << point;
    };
    // The point of a segment nearest to `from` that lies inside; `from` itself moved to the edge when none
    // does.
    const auto inside = [&](const QPointF& from, const QPointF& to) {
        const double edge = std::clamp(from.y(), top, bottom);
        const bool crosses = (from.y() - edge) * (to.y() - edge) < 0;
        if (!crosses) return QPointF(from.x(), edge);
        // A height beyond every number crosses where the segment ends.
        const double share = std::isfinite(from.y()) ? (edge - from.y()) / (to.y() - from.y()) : 1;
        return QPointF(from.x() + share * (to.x() - from.x()), edge);
    };
    if (line.size() == 1) append(inside(line.first(), line.first()));
    for (qsizetype i = 1; i < line.size(); ++i) {
        append(inside(line[i - 1], line[i]));
        append(inside(line[i], line[i - 1]));
    }
    return cut;
}

QPolygonF cutAtRight(const QPolygonF& line, double right) {
    const auto beyond =
        std::find_if(line.begin(), line.end(), [right](const QPointF& point) { return point.x() > right; });
    QPolygonF cut(QList<QPointF>(line.begin(), beyond));
    if (cut.isEmpty() || beyond == line.end()) return cut;
    const QPointF last = cut.last();
    return cut << last + (right - last.x()) / (beyond->x() - last.x()) * (*beyond - last);
}

QVector<QLineF> segmentsOf(const QPolygonF& line) {
    QVector<QLineF> segments;
    segments.reserve(line.size());
    for (qsizetype i = 1; i < line.size(); ++i) segments.append(QLineF(line[i - 1], line[i]));
    return segments;
}

}  // namespace featurescope::ui
