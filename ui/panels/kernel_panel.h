#pragma once

#include "ui/panels/moment_panel.h"

namespace featurescope::ui {

class FieldLayer;

/// The tangent kernel between samples sorted by their targets, as a heat map, and how well it is aligned with
/// the targets.
class KernelPanel : public MomentPanel {
    Q_OBJECT

  public:
    explicit KernelPanel(QWidget* parent);
    QString summary() const override;
    QString numbers() const override;

  protected:
    QString drawContent(const PanelContent& content) override;
    QString hoveredAt(const QPointF& value) const override;

  private:
    void showAxes(const KernelValues& kernel);
    void fillLegend(const KernelValues& kernel);

    FieldLayer* map_;  // owned by the chart
};

}  // namespace featurescope::ui
