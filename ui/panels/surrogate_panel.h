#pragma once

#include "ui/panels/moment_panel.h"

namespace featurescope::ui {

class SurrogateLayer;

/// What sign neurons see and what their backward pass takes for the derivative of sign.
class SurrogatePanel : public MomentPanel {
    Q_OBJECT

  public:
    explicit SurrogatePanel(QWidget* parent);
    QString summary() const override;
    QString numbers() const override;

  protected:
    QString drawContent(const PanelContent& content) override;
    QString hoveredAt(const QPointF& value) const override;

  private:
    void fillLegend();

    SurrogateLayer* curves_;  // owned by the chart
};

}  // namespace featurescope::ui
