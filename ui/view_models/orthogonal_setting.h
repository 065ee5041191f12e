#pragma once

#include <cstdint>
#include <optional>

#include "core/run/snapshot.h"
#include "ui/view_models/curves_view.h"

namespace featurescope::ui {

/// A run on nearly orthogonal samples of balanced labels from a start that is small beside the first step,
/// logistic loss, relu or leaky relu: the setting of the laws of rank, margins and loss.
struct OrthogonalSetting {
    double slope = 0;    ///< gamma; 0 for relu
    double samples = 1;  ///< n
    double neurons = 1;  ///< m
    double length = 1;   ///< root mean square of ||x_i||
};

/// Nothing where the laws do not hold.
std::optional<OrthogonalSetting> orthogonalSetting(const Snapshot& snapshot);

/// Level that normalised margins y f(x) / ||W|| come to when those of each sign are parallel, and the largest
/// smallest margin there is: ||x|| sqrt((1 + gamma^2) / (2 n)). Nothing for relu, which has no such limit,
/// and where the laws do not hold.
std::optional<double> largestMarginLevel(const Snapshot& snapshot);

/// The training loss by the law of equal margins up to the end of a time axis, made anew only when something
/// has changed. Measured, it is right to 3 % from step 100 on.
class EqualMarginLossLine {
  public:
    void follow(const Snapshot& snapshot, double lastStep);
    /// Empty where the law does not hold.
    const CurveData& curve() const { return curve_; }

  private:
    std::shared_ptr<const RunScene> scene_;
    TrainingSettings training_;
    double lastStep_ = -1;
    CurveData curve_;
};

}  // namespace featurescope::ui
