#pragma once

#include "ui/panels/moment_panel.h"

namespace featurescope::ui {

class SharesLayer;

/// How the output weights are shared out among the neurons, as bars, with the shares that they would tend to
/// if the features had to be rebuilt from the output alone; for at most kMostFeatures neurons.
class FeaturesPanel : public MomentPanel {
    Q_OBJECT

  public:
    explicit FeaturesPanel(QWidget* parent);
    QString summary() const override;
    QString numbers() const override;

  protected:
    QString drawContent(const PanelContent& content) override;
    QString hoveredAt(const QPointF& value) const override;

  private:
    void fillLegend();

    SharesLayer* bars_;  // owned by the chart
};

}  // namespace featurescope::ui
