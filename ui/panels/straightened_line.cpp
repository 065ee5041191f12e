#include "ui/panels/straightened_line.h"

#include <algorithm>
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

QVector<QLineF> segmentsOf(const QPolygonF& line) {
    QVector<QLineF> segments;
    segments.reserve(line.size());
    for (qsizetype i = 1; i < line.size(); ++i) segments.append(QLineF(line[i - 1], line[i]));
    return segments;
}

}  // namespace featurescope::ui
