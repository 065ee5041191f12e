#pragma once

#include "ui/panels/time_panel.h"
#include "ui/view_models/pinned_curves.h"

namespace featurescope::ui {

/// Training loss over the steps.
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
};

}  // namespace featurescope::ui
