#pragma once

#include <QObject>
#include <QPointer>

#include "core/run/view_request.h"

class QWidget;

namespace featurescope::ui {

class PlotView;

/// Turns clicks into a plot into points: the left button makes one with label +1, the right button one with
/// label -1.
class PointTool : public QObject {
    Q_OBJECT

  public:
    using QObject::QObject;
    ~PointTool() override;

    /// Takes the clicks into this plot from now on; null to leave them alone again.
    void use(PlotView* plot);

  Q_SIGNALS:
    /// `place` is in the units of the plot's axes.
    void pointWanted(const featurescope::PlanePoint& place, int label);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    QPointer<PlotView> plot_;
};

}  // namespace featurescope::ui
