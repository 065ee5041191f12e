#pragma once

#include <vector>

#include "ui/panels/time_panel.h"
#include "ui/view_models/error_laws.h"

namespace featurescope::ui {

/// The lines of the errors panel where targets are real numbers: mean squared errors over the variance of the
/// target without noise, on a logarithmic axis, so that 1 is the error of the mean and 0.1 a tenth of it.
class RegressionErrors {
  public:
    void follow(const PanelContent& content);
    std::vector<TimeCurve> curves(const PanelContent& content, const Palette& palette) const;
    /// Heights are logarithms. @param baselines  whether simpler methods are shown
    std::vector<TimeLevel> levels(const PanelContent& content, const Look& look, bool baselines) const;
    PlotAxis axis(const std::vector<TimeLevel>& levels) const;
    static QString valueText(double height);
    static QString summary(const Snapshot& snapshot);

  private:
    RegressionCurves now_;
    std::vector<RegressionCurves> pinned_;
    KernelFlowLine flow_;
};

}  // namespace featurescope::ui
