#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "ui/view_models/curves_view.h"
#include "ui/view_models/panel_content.h"

namespace featurescope::ui {

/// Whether the targets of a run are real numbers, so that its errors are mean squares.
bool hasRealTargets(const Snapshot& snapshot);

/// Common logarithms of train_nmse, test_nmse and readout_mse over the steps, the last over the variance of
/// the targets as well.
class RegressionCurves {
  public:
    RegressionCurves();
    void follow(const Snapshot& snapshot);
    /// In that order.
    const CurveData& curve(std::size_t index) const { return index < 2 ? measured_.curve(index) : readout_; }
    /// Largest and smallest height, not below and not above 0.
    double largest() const;
    double lowest() const;
    /// Smallest height of what is measured on new samples, not above 0.
    double lowestOfTests() const;

  private:
    CurvesView measured_;
    CurveData readout_;
    std::shared_ptr<const RunScene> scene_;  ///< tells runs apart, whose runId may be the same
};

/// Levels beside errors of real targets, as far as they are known for a run; shares of the variance of the
/// targets without noise.
struct RegressionLevels {
    std::optional<double> kernel;  ///< kernel regression with the first tangent kernel, known at step 0
    std::optional<double> bestLinear;
    std::optional<double> noise;  ///< on the training samples, of the target without noise
};
RegressionLevels regressionLevels(const Snapshot& snapshot);

/// Common logarithm of the test error of the kernel flow of infinite width, up to where the features of the
/// run have left the lazy regime.
class KernelFlowLine {
  public:
    void follow(const PanelContent& content);
    /// Empty while nothing is predicted.
    const CurveData& curve() const { return curve_; }

  private:
    std::shared_ptr<const TheoryOverlay> theory_;
    double end_ = -1;
    CurveData curve_;
};

/// The level of best-linear in core/theory/setting_levels.h.
std::optional<double> bestLinearError(const Snapshot& snapshot);
/// Test error of the largest margin with infinitely many random features, known at step 0; nothing where it
/// is not measured.
std::optional<double> kernelMarginLevel(const Snapshot& snapshot);

/// Clean test error that follows from the direction of the network alone, Phi(-||mu|| cos(v, mu) / sigma)
/// with v the sum of the weighted neurons, while network and rule v agree on nearly all test samples.
class LinearBoundaryLine {
  public:
    void follow(const Snapshot& snapshot);
    /// Empty for other data than two clusters around +-mu.
    const CurveData& curve() const { return curve_; }

  private:
    CurvesView measured_{{Observable::directionCosine, Observable::linearAgreement}};
    CurveData curve_;
};

}  // namespace featurescope::ui
