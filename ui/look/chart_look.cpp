#include "ui/look/chart_look.h"

#include <QGraphicsLayout>
#include <QtCharts/QChart>
#include <QtCharts/QLegend>
#include <iterator>

namespace featurescope::ui {

void makePlain(QChart& chart) {
    chart.legend()->hide();
    chart.setTitle(QString());
    chart.setAnimationOptions(QChart::NoAnimation);
    chart.setMargins(QMargins(0, 0, 0, 0));
    chart.layout()->setContentsMargins(0, 0, 0, 0);
    chart.setBackgroundVisible(false);
    chart.setPlotAreaBackgroundVisible(false);
}

QPen dashedPen(const QColor& color, double width) {
    QPen pen(color, width);
    pen.setDashPattern({4, 3});
    pen.setCapStyle(Qt::FlatCap);
    return pen;
}

QPen pinnedRunPen(std::size_t run, const QColor& color, double width) {
    const QVector<qreal> dashes[] = {{6, 2}, {2, 2}, {8, 2, 2, 2}, {8, 2, 2, 2, 2, 2}};
    QPen pen(color, width);
    pen.setDashPattern(dashes[run % std::size(dashes)]);
    pen.setCapStyle(Qt::FlatCap);
    return pen;
}

}  // namespace featurescope::ui
