#include "ui/panels/plot_view.h"

#include <QElapsedTimer>
#include <QFontMetricsF>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QMouseEvent>
#include <QtCharts/QChart>
#include <QtCharts/QValueAxis>
#include <algorithm>
#include <cmath>

#include "ui/look/chart_look.h"
#include "ui/panels/axis_texts.h"
#include "ui/panels/plot_layer.h"

namespace featurescope::ui {
namespace {

bool sameAxis(const PlotAxis& a, const PlotAxis& b) {
    return a.low == b.low && a.high == b.high && a.interval == b.interval && a.title == b.title &&
           a.places == b.places && a.tickTexts() == b.tickTexts();
}

}  // namespace

std::vector<double> PlotAxis::ticks() const {
    if (!places.empty()) return places;
    std::vector<double> positions;
    if (!(interval > 0) || !(high > low) || (high - low) / interval > 1000) return positions;
    const double slack = interval * 1e-6;
    for (double k = std::ceil((low - slack) / interval); k * interval <= high + slack; ++k) {
        positions.push_back(k * interval);
    }
    return positions;
}

std::vector<QString> PlotAxis::tickTexts() const {
    std::vector<QString> texts;
    if (!label) return texts;
    for (const double tick : ticks()) texts.push_back(label(tick));
    return texts;
}

PlotView::PlotView(QWidget* parent)
    : QChartView(parent), xValues_(new QValueAxis), yValues_(new QValueAxis), texts_(nullptr) {
    makePlain(*chart());
    chart()->addAxis(xValues_, Qt::AlignBottom);
    chart()->addAxis(yValues_, Qt::AlignLeft);
    for (QValueAxis* axis : {xValues_, yValues_}) {
        axis->setLabelsVisible(false);
        axis->setTickType(QValueAxis::TicksDynamic);
        axis->setTickAnchor(0);
    }
    texts_ = new AxisTexts(*this);
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setFocusPolicy(Qt::NoFocus);
    setMinimumSize(120, 60);
    scene()->setItemIndexMethod(QGraphicsScene::NoIndex);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
}

PlotView::~PlotView() = default;

void PlotView::setLook(const Look& look) {
    look_ = look;
    setBackgroundBrush(look.palette.card);
    for (QValueAxis* axis : {xValues_, yValues_}) {
        axis->setGridLinePen(QPen(look.palette.grid, stroke::kGrid));
        axis->setLinePen(QPen(look.palette.axis, stroke::kAxis));
    }
    layoutPlot();
    viewport()->update();
}

void PlotView::setXAxis(const PlotAxis& axis) {
    if (sameAxis(axis, x_) || !(axis.high > axis.low)) return;
    x_ = axis;
    applyAxis(*xValues_, axis);
    layoutPlot();
}

void PlotView::setYAxis(const PlotAxis& axis) {
    if (sameAxis(axis, y_) || !(axis.high > axis.low)) return;
    y_ = axis;
    applyAxis(*yValues_, axis);
    layoutPlot();
}

void PlotView::setGridVisible(bool visible) {
    xValues_->setGridLineVisible(visible);
    yValues_->setGridLineVisible(visible);
}

void PlotView::setXGridVisible(bool visible) { xValues_->setGridLineVisible(visible); }

void PlotView::setRightMargin(double pixels) {
    if (pixels == rightMargin_) return;
    rightMargin_ = pixels;
    layoutPlot();
}

void PlotView::setAxesVisible(bool visible) {
    xValues_->setVisible(visible);
    yValues_->setVisible(visible);
}

QRectF PlotView::liveRect() const {
    return plotRect_.adjusted(-kPlotBleed, -kPlotBleed, std::max<double>(kPlotBleed, rightMargin_),
                              kPlotBleed);
}

PlotMapping PlotView::mapping() const {
    return {.plot = plotRect_, .xLow = x_.low, .xHigh = x_.high, .yLow = y_.low, .yHigh = y_.high};
}

void PlotView::refresh() { viewport()->update(liveRect().toAlignedRect()); }

void PlotView::paintEvent(QPaintEvent* event) {
    QElapsedTimer clock;
    clock.start();
    QChartView::paintEvent(event);
    paintTime_ = std::max(paintTime_, static_cast<double>(clock.nsecsElapsed()) / 1e6);
}

void PlotView::resizeEvent(QResizeEvent* event) {
    QChartView::resizeEvent(event);
    layoutPlot();
}

void PlotView::mousePressEvent(QMouseEvent* event) {
    if (!itemAt(event->pos())) {
        event->ignore();
        return;
    }
    QChartView::mousePressEvent(event);
}

void PlotView::layoutPlot() {
    const AxisRoom room = texts_->room();
    QRectF whole(rect());
    if (isPlane_ && (look_.print.squareWindow || !look_.print.isFigure)) {
        // On screen a wide card would show mostly places where there are no data.
        constexpr double kWidest = 1.6;
        const double most = look_.print.squareWindow ? 1 : kWidest;
        const double width = whole.width() - room.left - rightMargin_;
        const double height = whole.height() - room.top - room.bottom;
        const double across = std::max(0.0, width - most * height) / 2;
        const double down = look_.print.squareWindow ? std::max(0.0, height - width) / 2 : 0;
        whole.adjust(across, down, -across, -down);
    }
    const QRectF area = whole.adjusted(room.left, room.top, -rightMargin_, -room.bottom);
    const QRectF plot(std::round(area.left()), std::round(area.top()),
                      std::round(std::max(10.0, area.width())), std::round(std::max(10.0, area.height())));
    texts_->setRect(whole);
    viewport()->update();
    if (plot == plotRect_) return;
    plotRect_ = plot;
    chart()->setPlotArea(plot);
    // By itself Qt Charts 6.4 moves its axes only when something else makes it lay out again.
    chart()->layout()->invalidate();
    chart()->layout()->activate();
    for (PlotLayer* layer : layers_) layer->plotRectChanged();
    Q_EMIT plotRectChanged();
}

void PlotView::applyAxis(QValueAxis& target, const PlotAxis& axis) const {
    // Qt Charts lays out at once: a new range with the old interval could mean millions of ticks.
    target.setTickInterval(std::max(target.max() - target.min(), axis.high - axis.low));
    target.setRange(axis.low, axis.high);
    target.setTickInterval(axis.interval);
}

}  // namespace featurescope::ui
