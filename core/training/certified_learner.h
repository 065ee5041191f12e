#pragma once

#include <memory>

#include "core/training/certified_descent.h"
#include "core/training/primal_learner.h"

namespace featurescope {

/// The primal engine for long runs: once neurons share their activation patterns, CertifiedDescent takes its
/// steps. Which of the two does is decided at fixed steps by a count (see isGroupingStep), never by time, so
/// that a run stays the same run. Trains the first layer.
///
/// State: W, the groups of the neurons, -1 while the primal engine takes the steps, and counts.
template <typename Scalar>
class CertifiedLearner final : public Learner<Scalar> {
  public:
    explicit CertifiedLearner(const LearnerParts<Scalar>& parts);

    void step(Scalar stepSize) override;
    const Vector<Scalar>& trainOutputs() override;
    const Vector<Scalar>& testOutputs() override;
    const WeightMatrix<Scalar>& weights() override;
    const Vector<Scalar>& outputWeights() const override { return primal_.outputWeights(); }
    const Vector<Scalar>& trainedOutputWeights() const override { return primal_.trainedOutputWeights(); }
    void restart() override;
    LearnerState<Scalar> state() const override;
    void restore(const LearnerState<Scalar>& given) override;
    LearnerInfo info() const override;

    /// Whether certificates are in use.
    bool isCertified() const { return descent_ != nullptr; }
    /// CertifiedDescent::wrongBits(), 0 while certificates are not in use.
    std::int64_t wrongBits() { return descent_ ? descent_->wrongBits() : 0; }

  private:
    void group();
    void begin(std::vector<std::uint8_t> groups);
    void synchronise();

    LearnerParts<Scalar> parts_;
    PrimalLearner<Scalar> primal_;
    ThreadTeam team_;
    PaddedInputs<Scalar> inputs_;
    std::unique_ptr<CertifiedDescent<Scalar>> descent_;
    bool primalIsCurrent_ = true;  ///< it has the weights of descent_
    std::int64_t steps_ = 0;       ///< taken
    std::int64_t since_ = 0;       ///< the step at which the present way was taken
    std::int64_t deviations_ = 0;  ///< counted last
    Vector<Scalar> outputs_;
};

/// After so many steps neurons are grouped for the first time.
inline constexpr std::int64_t kFirstGrouping = 32;

/// Whether neurons are grouped anew after so many steps: while patterns change quickly the number doubles
/// from one grouping to the next; each costs a few primal steps.
constexpr bool isGroupingStep(std::int64_t steps) {
    constexpr std::int64_t kLongest = 4096;
    if (steps >= kLongest) return steps % kLongest == 0;
    return steps >= kFirstGrouping && (steps & (steps - 1)) == 0;
}

/// Whether certificates pay when so many pairs of a neuron and a sample deviate from their groups.
constexpr bool certificatesPay(std::int64_t deviations, std::int64_t samples, std::int64_t neurons) {
    constexpr std::int64_t kShare = 32;
    return deviations < samples * neurons / kShare;
}

extern template class CertifiedLearner<float>;
extern template class CertifiedLearner<double>;

}  // namespace featurescope
