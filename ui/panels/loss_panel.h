#pragma once

#include "ui/panels/time_panel.h"
#include "ui/view_models/orthogonal_setting.h"
#include "ui/view_models/pinned_curves.h"

namespace featurescope::ui {

/// Training loss over the steps, with the law of equal margins where it holds.
class LossPanel : public TimePanel {
    Q_OBJECT

  public:
    explicit LossPanel(QWidget* parent);
    QString summary() const override;

  protected:
    void drawContent(const PanelContent& content) override;
    QString valueText(double value) const override;

  private:
    CurvesView curves_;
    PinnedCurves pinned_;
    EqualMarginLossLine law_;
};

}  // namespace featurescope::ui
