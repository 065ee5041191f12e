#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "core/math/types.h"
#include "core/training/learner.h"

namespace featurescope {

/// Why a run cannot go on.
struct Divergence {
    std::int64_t step = 0;  ///< first step whose state is not acceptable
    std::string message;    ///< one sentence: what happened at which step, and what to change
};

/// Decides after every step whether the state is acceptable: every weight and the loss finite, and
/// train_loss <= 1000 max(1, train_loss at step 0). How far a step can move weights and loss is bounded, so
/// that thousands of steps pass between two looks.
template <typename Scalar>
class DivergenceWatch {
  public:
    /// `inputs` (d x n), `outputWeights` (m) and the largest slope of the activation bound how far one step
    /// can move a weight, as long as the output weights stay.
    DivergenceWatch(const Matrix<Scalar>& inputs, const Vector<Scalar>& outputWeights, double steepest,
                    const LearningRule& rule);

    /// Whether bounds hold over many steps, whatever the loss was in between.
    bool boundsManySteps() const { return std::isfinite(loss_.steepest) && trained_ == TrainedLayers::first; }
    /// Starts over at weights whose largest absolute value is `largestWeight`, with this loss.
    void start(double largestWeight, double loss);
    /// Notes one step with this step size.
    void noteStep(double stepSize);
    /// True while neither weights nor loss can have left what is acceptable since they were last looked at.
    bool isSurelyAcceptable() const { return weightsAreBounded() && lossBound_ <= lossLimit_; }
    /// True while no weight can have overflowed, so that looking at them is not needed.
    bool weightsAreBounded() const;
    /// True when the loss of these outputs is finite and not exploded.
    bool lossIsAcceptable(const Vector<Scalar>& outputs, std::span<const Scalar> targets);

  private:
    LossRecord loss_;
    Loss kind_;
    TrainedLayers trained_;
    double largestMove_;      ///< of any weight, per unit of step size and slopes: max |a| max |x| |phi'|
    double largestLossMove_;  ///< per unit of step size: (||a|| max ||x|| |phi'| |l'|)^2
    double weightBound_ = 0;
    double lossBound_ = 0;
    double lossLimit_ = 0;
};

extern template class DivergenceWatch<float>;
extern template class DivergenceWatch<double>;

}  // namespace featurescope
