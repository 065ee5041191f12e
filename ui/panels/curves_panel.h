#pragma once

#include "ui/panels/panel.h"
#include "ui/view_models/curves_view.h"

namespace featurescope::ui {

class CurvesLayer;

/// Errors over the steps: on training samples (all, clean, corrupted) and on the test set, with the noise
/// rate.
class ErrorsPanel : public Panel {
    Q_OBJECT

  public:
    explicit ErrorsPanel(QWidget* parent);
    void showContent(const PanelContent& content) override;
    void setLook(const Look& look) override;

  private:
    void showNoise(double labelNoise);

    CurvesView curves_;
    CurvesLayer* layer_;  // owned by the chart
    double labelNoise_ = -1;
};

/// Training loss over the steps.
class LossPanel : public Panel {
    Q_OBJECT

  public:
    explicit LossPanel(QWidget* parent);
    void showContent(const PanelContent& content) override;
    void setLook(const Look& look) override;

  private:
    CurvesView curves_;
    CurvesLayer* layer_;  // owned by the chart
};

}  // namespace featurescope::ui
