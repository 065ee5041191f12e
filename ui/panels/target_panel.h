#pragma once

#include "ui/panels/moment_panel.h"

namespace featurescope::ui {

class ScatterLayer;

/// Outputs of the network along the one direction that real targets depend on, over the curve of the
/// noise-free targets.
class TargetPanel : public MomentPanel {
    Q_OBJECT

  public:
    explicit TargetPanel(QWidget* parent);
    QString summary() const override;
    QString numbers() const override;

  protected:
    QString drawContent(const PanelContent& content) override;
    QString hoveredAt(const QPointF& value) const override;

  private:
    void showAxes(const TargetValues& target);
    void fillLegend(const TargetValues& target);

    ScatterLayer* points_;  // owned by the chart
};

}  // namespace featurescope::ui
