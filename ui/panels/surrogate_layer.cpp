#include "ui/panels/surrogate_layer.h"

#include <QPainter>
#include <algorithm>

#include "ui/look/chart_look.h"

namespace featurescope::ui {
namespace {

QPolygonF lineOf(const std::vector<PlanePoint>& points, const PlotMapping& map) {
    QPolygonF line;
    for (const PlanePoint& point : points) line << map.at(point.x, point.y);
    return line;
}

}  // namespace

void SurrogateLayer::show(std::optional<SurrogateView> view, double tallest) {
    view_ = std::move(view);
    tallest_ = tallest;
}

void SurrogateLayer::draw(QPainter& painter, const PlotMapping& map) {
    if (!view_) return;
    const std::vector<double>& shares = view_->shares;
    const double largest = shares.empty() ? 0 : *std::ranges::max_element(shares);
    QColor fill = palette().muted;
    fill.setAlpha(90);
    const double width = 2 * kPreactivationReach / kPreactivationBins;
    QVector<QRectF> bars;
    for (std::size_t bin = 0; largest > 0 && bin < shares.size(); ++bin) {
        if (shares[bin] == 0) continue;
        const double left = static_cast<double>(bin) * width - kPreactivationReach;
        bars.append(QRectF(map.at(left, tallest_ * shares[bin] / largest), map.at(left + width, 0)));
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRects(bars);
    painter.setBrush(Qt::NoBrush);
    QPen pen(palette().text, wide(stroke::kThinCurve));
    pen.setJoinStyle(Qt::MiterJoin);
    painter.setPen(pen);
    painter.drawPolyline(QPolygonF{
        {map.at(-kPreactivationReach, -1), map.at(0, -1), map.at(0, 1), map.at(kPreactivationReach, 1)}});
    painter.setPen(dashedPen(palette().curveClean, wide(stroke::kThickCurve)));
    painter.drawPolyline(lineOf(view_->integral, map));
    painter.setPen(QPen(palette().curveCorrupted, wide(stroke::kThickCurve)));
    painter.drawPolyline(lineOf(view_->slope, map));
}

}  // namespace featurescope::ui
