#include "ui/look/chart_look.h"

#include <QGraphicsLayout>
#include <QtCharts/QChart>
#include <QtCharts/QLegend>

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

}  // namespace featurescope::ui
