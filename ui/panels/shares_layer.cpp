#include "ui/panels/shares_layer.h"

#include <QPainter>
#include <cmath>

#include "ui/look/chart_look.h"

namespace featurescope::ui {
namespace {

constexpr double kHalfBar = 0.36;  // of the distance between two

}  // namespace

void SharesLayer::draw(QPainter& painter, const PlotMapping& map) {
    const auto bar = [&](std::size_t i, double height, double half) {
        const auto middle = static_cast<double>(i + 1);
        return QRectF(map.at(middle - half, height), map.at(middle + half, 0));
    };
    QColor fill = palette().accent;
    fill.setAlpha(150);
    for (std::size_t i = 0; i < shares_.now.size(); ++i) {
        if (!std::isfinite(shares_.now[i])) continue;
        painter.setPen(QPen(palette().accent, wide(stroke::kOutline)));
        painter.setBrush(fill);
        painter.drawRect(bar(i, shares_.now[i], kHalfBar));
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(dashedPen(palette().text, wide(stroke::kReference)));
    for (std::size_t i = 0; i < shares_.limit.size(); ++i)
        painter.drawRect(bar(i, shares_.limit[i], kHalfBar + 0.06));
    for (std::size_t run = 0; run < shares_.runs.size(); ++run) {
        painter.setPen(pinnedRunPen(run, palette().curveCorrupted, wide(stroke::kThickCurve)));
        for (std::size_t i = 0; i < shares_.runs[run].size(); ++i) {
            if (!std::isfinite(shares_.runs[run][i])) continue;
            const QRectF place = bar(i, shares_.runs[run][i], kHalfBar);
            painter.drawLine(place.topLeft(), place.topRight());
        }
    }
}

}  // namespace featurescope::ui
