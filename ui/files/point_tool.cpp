#include "ui/files/point_tool.h"

#include <QMouseEvent>

#include "ui/panels/plot_view.h"

namespace featurescope::ui {

PointTool::~PointTool() { use(nullptr); }

void PointTool::use(PlotView* plot) {
    if (plot_) {
        plot_->viewport()->removeEventFilter(this);
        plot_->viewport()->unsetCursor();
    }
    plot_ = plot;
    if (!plot_) return;
    plot_->viewport()->installEventFilter(this);
    plot_->viewport()->setCursor(Qt::CrossCursor);
}

bool PointTool::eventFilter(QObject* watched, QEvent* event) {
    const QEvent::Type type = event->type();
    // A double click is two points; its events must not do what they otherwise do there.
    const bool presses = type == QEvent::MouseButtonPress || type == QEvent::MouseButtonDblClick;
    if (!presses && type != QEvent::MouseButtonRelease && type != QEvent::ContextMenu)
        return QObject::eventFilter(watched, event);
    if (!presses || !plot_) return true;
    const auto* const click = static_cast<QMouseEvent*>(event);
    const PlotMapping map = plot_->mapping();
    if (!map.plot.contains(click->position())) return true;
    const double x =
        map.xLow + (click->position().x() - map.plot.left()) / map.plot.width() * (map.xHigh - map.xLow);
    const double y =
        map.yLow + (map.plot.bottom() - click->position().y()) / map.plot.height() * (map.yHigh - map.yLow);
    Q_EMIT pointWanted({x, y}, click->button() == Qt::RightButton ? -1 : 1);
    return true;
}

}  // namespace featurescope::ui
