#include "ui/panels/plot_layer.h"

#include <QPainter>
#include <QtCharts/QChart>
#include <cmath>

namespace featurescope::ui {

double pixelRatioOf(const QPainter& painter) {
    const QTransform toDevice = painter.deviceTransform();
    return std::hypot(toDevice.m11(), toDevice.m12());
}

PlotLayer::PlotLayer(PlotView& view, double order, int bleed)
    : QGraphicsItem(view.chart()), view_(view), bleed_(bleed) {
    setZValue(order);
    setAcceptedMouseButtons(Qt::NoButton);
    view.layers_.push_back(this);
}

QRectF PlotLayer::boundingRect() const { return view_.plotRect().adjusted(-bleed_, -bleed_, bleed_, bleed_); }

void PlotLayer::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
    painter->save();
    painter->setClipRect(boundingRect());
    // A PDF holds images as JPEG otherwise, with haze around every edge.
    painter->setRenderHint(QPainter::LosslessImageRendering);
    draw(*painter, view_.mapping());
    painter->restore();
}

}  // namespace featurescope::ui
