#include "core/training/certified_learner.h"

#include <cmath>

#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/training/kernels/kernels.h"

namespace featurescope {
namespace {

/// Numbers of steps are stored as two numbers each, which float holds exactly.
constexpr std::int64_t kPart = std::int64_t{1} << 20;

template <typename Scalar>
bool isWholeBelow(Scalar value, std::int64_t limit) {
    return value >= 0 && value < static_cast<Scalar>(limit) && std::floor(value) == value;
}

template <typename Scalar>
std::int64_t joined(Scalar high, Scalar low) {
    if (!isWholeBelow(high, kPart) || !isWholeBelow(low, kPart))
        throw InputError("The state of a run has numbers of steps that are none.");
    return static_cast<std::int64_t>(high) * kPart + static_cast<std::int64_t>(low);
}

/// Nothing when the primal engine takes the steps.
template <typename Scalar>
std::vector<std::uint8_t> groupsOf(const std::vector<Scalar>& numbers) {
    std::vector<std::uint8_t> groups;
    for (const Scalar number : numbers) {
        if (number != -1 && !isWholeBelow(number, kGroups))
            throw InputError("The state of a run has groups of neurons that are not -1 .. " +
                             numberText(std::int64_t{kGroups - 1}) + '.');
        if (number != -1) groups.push_back(static_cast<std::uint8_t>(number));
    }
    if (!groups.empty() && groups.size() != numbers.size())
        throw InputError("The state of a run has groups for some of the neurons only.");
    return groups;
}

template <typename Scalar>
LearnerParts<Scalar> primalParts(LearnerParts<Scalar> parts) {
    parts.options.engine = Engine::primal;
    return parts;
}

}  // namespace

template <typename Scalar>
CertifiedLearner<Scalar>::CertifiedLearner(const LearnerParts<Scalar>& parts)
    : parts_(parts),
      primal_(primalParts(parts)),
      team_(parts.options.threads, parts.options.niceness),
      inputs_(parts.data.train.inputs, certifiedKernelsOf<Scalar>(parts.options.instructionSet)) {}

template <typename Scalar>
void CertifiedLearner<Scalar>::begin(std::vector<std::uint8_t> groups) {
    descent_.reset();  // the memory of the old one first
    descent_ = std::make_unique<CertifiedDescent<Scalar>>(parts_, inputs_, primal_.weights(),
                                                          std::move(groups), team_);
}

/// Groups neurons by the present weights and nothing else, and decides who takes the next steps.
template <typename Scalar>
void CertifiedLearner<Scalar>::group() {
    std::vector<std::uint8_t> isPositive;
    for (const Scalar a : outputWeights()) isPositive.push_back(a > 0 ? 1 : 0);
    NeuronGrouping grouping = groupNeurons(inputs_.patternsOf(weights(), team_, parts_.stop), isPositive);
    deviations_ = grouping.deviations;
    const bool wasCertified = isCertified();
    if (certificatesPay(deviations_, inputs_.samples(), static_cast<std::int64_t>(isPositive.size()))) {
        begin(std::move(grouping.groups));
    } else {
        descent_.reset();
    }
    if (isCertified() != wasCertified) since_ = steps_;
}

template <typename Scalar>
void CertifiedLearner<Scalar>::step(Scalar stepSize) {
    if (stepSize == 0) return;
    if (descent_) {
        descent_->step(stepSize);
        primalIsCurrent_ = false;
    } else {
        primal_.step(stepSize);
    }
    if (isGroupingStep(++steps_)) group();
}

/// Looks at weights, and their outputs on other samples, go through the primal engine.
template <typename Scalar>
void CertifiedLearner<Scalar>::synchronise() {
    if (primalIsCurrent_) return;
    primal_.restore({state()[0]});
    primalIsCurrent_ = true;
}

template <typename Scalar>
const Vector<Scalar>& CertifiedLearner<Scalar>::trainOutputs() {
    if (!descent_) return primal_.trainOutputs();
    outputs_ = descent_->outputs();
    return outputs_;
}

template <typename Scalar>
const Vector<Scalar>& CertifiedLearner<Scalar>::testOutputs() {
    synchronise();
    return primal_.testOutputs();
}

template <typename Scalar>
const WeightMatrix<Scalar>& CertifiedLearner<Scalar>::weights() {
    synchronise();
    return primal_.weights();
}

template <typename Scalar>
void CertifiedLearner<Scalar>::restart() {
    descent_.reset();
    primal_.restart();
    primalIsCurrent_ = true;
    steps_ = since_ = deviations_ = 0;
}

template <typename Scalar>
LearnerState<Scalar> CertifiedLearner<Scalar>::state() const {
    LearnerState<Scalar> state = primal_.state();
    if (descent_) descent_->copyWeightsTo(state[0].values.data());
    std::vector<Scalar> groups(static_cast<std::size_t>(state[0].rows), Scalar(-1));
    if (descent_) groups.assign(descent_->groups().begin(), descent_->groups().end());
    const std::int64_t neurons = state[0].rows;
    state.push_back({"groups", neurons, 1, std::move(groups)});
    std::vector<Scalar> counts;
    for (const std::int64_t count : {steps_, since_, deviations_}) {
        const std::int64_t parts = count / kPart;
        counts.push_back(static_cast<Scalar>(parts));
        counts.push_back(static_cast<Scalar>(count - parts * kPart));
    }
    state.push_back({"counts", 3, 2, std::move(counts)});
    return state;
}

template <typename Scalar>
void CertifiedLearner<Scalar>::restore(const LearnerState<Scalar>& given) {
    requireSameShape(given, state());
    std::vector<std::uint8_t> groups = groupsOf(given[1].values);
    const std::vector<Scalar>& counts = given[2].values;
    const std::int64_t steps = joined(counts[0], counts[1]), since = joined(counts[2], counts[3]),
                       deviations = joined(counts[4], counts[5]);
    primal_.restore({given[0]});
    primalIsCurrent_ = true;
    descent_.reset();
    if (!groups.empty()) begin(std::move(groups));
    steps_ = steps;
    since_ = since;
    deviations_ = deviations;
}

template <typename Scalar>
LearnerInfo CertifiedLearner<Scalar>::info() const {
    LearnerInfo info = primal_.info();
    info.engine = nameOf(Engine::certified);
    info.engineReason = parts_.engineReason + ' ';
    if (steps_ < kFirstGrouping) {
        info.engineReason +=
            "Primal steps; neurons are first grouped at step " + numberText(kFirstGrouping) + '.';
        return info;
    }
    const double perSample = static_cast<double>(deviations_) / static_cast<double>(inputs_.samples());
    info.engineReason += (isCertified() ? "Certified steps" : "Primal steps") +
                         (" since step " + numberText(since_)) + ": of " +
                         numberText(std::int64_t{outputWeights().size()}) + " neurons " +
                         numberText(std::round(perSample * 100) / 100) +
                         " per sample differed from their group when last counted, " +
                         (isCertified() ? "fewer than 1 in 32." : "not fewer than 1 in 32.");
    return info;
}

template class CertifiedLearner<float>;
template class CertifiedLearner<double>;

}  // namespace featurescope
