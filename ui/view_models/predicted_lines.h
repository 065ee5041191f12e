#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "ui/view_models/curves_view.h"
#include "ui/view_models/panel_content.h"

namespace featurescope::ui {

/// The prediction of this id in the content's theory; null when there is none or it is of another run.
const PredictedCurve* predictionNamed(const PanelContent& content, std::string_view id);

/// The value of a predicted level; nothing when it is not there.
std::optional<double> predictedLevel(const PanelContent& content, std::string_view id);

/// A predicted curve up to the end of a time axis, made anew only when something has changed.
class PredictedLine {
  public:
    explicit PredictedLine(std::string_view id) : id_(id) {}
    void follow(const PanelContent& content, double lastStep);
    /// Empty when nothing is predicted.
    const CurveData& curve() const { return curve_; }

  private:
    std::string_view id_;
    std::shared_ptr<const TheoryOverlay> theory_;
    std::uint64_t runId_ = 0;
    double lastStep_ = -1;
    CurveData curve_;
};

}  // namespace featurescope::ui
