#include "core/run/experiment_of.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <span>

#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/io/sha256.h"
#include "core/math/in_double.h"
#include "core/math/spectral_norm.h"
#include "core/math/statistics.h"
#include "core/observables/alignments.h"
#include "core/observables/margin_observables.h"
#include "core/observables/probe.h"
#include "core/observables/weight_norms.h"
#include "core/run/costly_values.h"
#include "core/run/memory_need.h"
#include "core/run/run_data.h"
#include "core/spec/spec_json.h"
#include "core/spec/spec_validation.h"
#include "core/theory/learning_clock.h"
#include "core/theory/spectrum.h"
#include "core/theory/xor_setting.h"

namespace featurescope {
namespace {

/// The slope of the odd part of phi where that part is linear: of p z + q relu(z), p + q / 2.
std::optional<double> oddSlopeOf(const ActivationFunction& activation) {
    const std::optional<Piecewise> piecewise = piecewiseOf(activation);
    return piecewise ? std::optional(piecewise->linear + piecewise->hinge / 2) : std::nullopt;
}

/// Largest absolute slope of the activation; infinite when it is not known.
double steepestSlope(const ActivationFunction& activation) {
    const std::optional<Piecewise> piecewise = piecewiseOf(activation);
    return piecewise ? piecewise->steepest() : std::numeric_limits<double>::infinity();
}

/// Of the numbers in the order of the file.
template <typename Numbers>
std::string sha256Of(const Numbers& numbers) {
    return sha256Hex(std::as_bytes(std::span(numbers.data(), static_cast<std::size_t>(numbers.size()))));
}

}  // namespace

template <typename Scalar>
ExperimentOf<Scalar>::ExperimentOf(ExperimentSpec spec, const LearnerOptions& options, const GivenData* given,
                                   std::stop_token stop)
    : spec_(std::move(spec)),
      stop_(std::move(stop)),
      data_(trainingData<Scalar>(spec_, given, stop_)),
      targets_(data_.train.allTargets()),
      realTargets_{inDouble(data_.train.targets), inDouble(data_.train.cleanTargets),
                   inDouble(data_.test.targets), inDouble(data_.test.cleanTargets)},
      start_(runStart<Scalar>(spec_, given, stop_)),
      planes_(data_),
      learner_(makeLearner<Scalar>(data_, start_, ruleOf(spec_), options, stop_)),
      watch_(data_.train.inputs, start_.scaledOutputWeights(), steepestSlope(start_.activation),
             ruleOf(spec_)),
      startNorm_(start_.weights.template cast<double>().norm()),
      doubleWeights_([this] { return WeightMatrix<double>(learner_->weights().template cast<double>()); }),
      singularValues_([this] { return featurescope::singularValues<Scalar>(learner_->weights(), stop_); }),
      spectralNorm_([this] { return featurescope::spectralNorm(learner_->weights(), stop_); }),
      kernelRegressionError_(
          [this] { return kernelRegressionError<Scalar>(data_, start_, spec_.network.trained); }),
      kernelMarginError_([this] { return kernelMarginError<Scalar>(spec_, data_, stop_); }) {
    const double loss =
        meanLoss(spec_.training.loss, learner_->trainOutputs(), targets_) + learner_->penalty();
    startLoss_ = std::isfinite(loss) ? loss : 1.0;
    watchFromStart();
}

/// Sets the watch as if it had followed every step up to the current one.
template <typename Scalar>
void ExperimentOf<Scalar>::watchFromStart() {
    divergence_.reset();
    if (watch_.boundsManySteps()) {
        watch_.start(static_cast<double>(start_.weights.cwiseAbs().maxCoeff()), startLoss_);
        watch_.noteStep(LearningClock(spec_.training).at(step_));
    } else {
        watch_.start(static_cast<double>(learner_->weights().cwiseAbs().maxCoeff()), startLoss_);
    }
    enterState();
}

template <typename Scalar>
void ExperimentOf<Scalar>::advance() {
    const double stepSize = stepSizeAt(spec_.training, step_);
    learner_->step(static_cast<Scalar>(stepSize));
    watch_.noteStep(stepSize);
    ++step_;
    enterState();
}

/// Called whenever the state is another one: what was kept of the one before is gone.
template <typename Scalar>
void ExperimentOf<Scalar>::enterState() {
    neurons_.reset();
    testOutputs_.reset();
    doubleWeights_.forget();
    singularValues_.forget();
    spectralNorm_.forget();
    checkDivergence();
}

template <typename Scalar>
void ExperimentOf<Scalar>::checkDivergence() {
    if (watch_.isSurelyAcceptable()) return;
    const bool weightsFine = watch_.weightsAreBounded() ||
                             (learner_->weights().allFinite() && learner_->outputWeights().allFinite());
    if (weightsFine && watch_.lossIsAcceptable(learner_->trainOutputs(), targets_)) return;
    const std::string what = !weightsFine ? "a weight is no longer finite" : "the training loss exploded";
    const std::string remedy = step_ == 0
                                   ? "make network.init_variance or data.cluster_variance smaller"
                                   : "make training.step_size (" +
                                         numberText(stepSizeInForce(spec_.training, step_ - 1)) + ") smaller";
    divergence_ = Divergence{
        step_, "The run diverged at step " + numberText(step_) + ": " + what + "; " + remedy + "."};
}

template <typename Scalar>
void ExperimentOf<Scalar>::rewind() {
    learner_->restart();
    step_ = 0;
    watchFromStart();
}

template <typename Scalar>
Checkpoint ExperimentOf<Scalar>::checkpoint() const {
    const LearnerInfo info = learner_->info();
    return {step_, info.engine, info.instructionSet, learner_->state()};
}

template <typename Scalar>
void ExperimentOf<Scalar>::restore(const Checkpoint& checkpoint) {
    const LearnerInfo info = learner_->info();
    if (checkpoint.engine != info.engine || checkpoint.instructionSet != info.instructionSet) {
        throw InputError("The saved state is of the engine " + checkpoint.engine +
                         " with the instruction set " + checkpoint.instructionSet +
                         ", and this run is computed by " + info.engine + " with " + info.instructionSet +
                         "; the results would not be the same to the bit.");
    }
    const auto* const arrays = std::get_if<LearnerState<Scalar>>(&checkpoint.arrays);
    if (arrays == nullptr) {
        throw InputError("The saved state is not in this run's precision, " +
                         std::string(nameOf(spec_.training.precision)) + ".");
    }
    learner_->restore(*arrays);
    step_ = checkpoint.step;
    watchFromStart();
}

template <typename Scalar>
void ExperimentOf<Scalar>::follow(const ExperimentSpec& spec) {
    assert(haveSameStart(spec, spec_));
    spec_ = spec;
    rewind();
}

template <typename Scalar>
void ExperimentOf<Scalar>::changeStepSize(double stepSize) {
    changeStepSizeFrom(spec_.training, step_, stepSize);
}

template <typename Scalar>
Measurement ExperimentOf<Scalar>::measure(MeasureDepth depth) {
    const bool everything = depth == MeasureDepth::everything;
    const bool wantsSpectrum = everything && !isPapersSetting(spec_);
    const WeightMatrix<Scalar>& weights = learner_->weights();
    const std::vector<double> trainOutputs = inDouble(learner_->trainOutputs());
    const std::vector<double> testOutputs = everything ? this->testOutputs() : std::vector<double>{};
    return measureAll({
        .train = {trainOutputs, data_.train.labels, data_.train.cleanLabels, !data_.train.targets.empty(),
                  realTargets_.train, realTargets_.trainClean},
        .test = {testOutputs, data_.test.labels, data_.test.cleanLabels, !data_.test.targets.empty(),
                 realTargets_.test, realTargets_.testClean},
        .trainLoss = meanLoss(spec_.training.loss, trainOutputs, targets_) + learner_->penalty(),
        .neurons = neurons(),
        .trainsBothLayers = spec_.network.trained == TrainedLayers::both,
        .outputFactor = start_.factor,
        .oddSlope = spec_.network.bias ? std::nullopt : oddSlopeOf(start_.activation),
        .startNorm = startNorm_,
        .distance = (weights.template cast<double>() - start_.weights.template cast<double>()).norm(),
        .weights = doubleWeights_,
        .singularValues = wantsSpectrum ? singularValues_ : Vector<double>(),
        .spectralNorm = everything ? spectralNorm_ : kUndefined,
        .costly = everything ? costly() : CostlyValues{},
    });
}

template <typename Scalar>
CostlyValues ExperimentOf<Scalar>::costly() {
    CostlyValues values = costlyValues<Scalar>({.spec = spec_,
                                                .data = data_,
                                                .start = start_,
                                                .weights = learner_->weights(),
                                                .outputWeights = learner_->outputWeights(),
                                                .step = step_,
                                                .stop = stop_});
    values.kernelRegressionError = kernelRegressionError_;
    values.kernelMarginError = kernelMarginError_;
    return values;
}

template <typename Scalar>
const NeuronTable& ExperimentOf<Scalar>::neurons() {
    if (!neurons_)
        neurons_ = neuronTable<Scalar>(learner_->weights(), learner_->outputWeights(), data_.directions,
                                       data_.directionNames);
    return *neurons_;
}

template <typename Scalar>
std::vector<float> ExperimentOf<Scalar>::normalisedMargins() {
    const std::vector<std::int8_t>& labels = data_.train.labels;
    const double size = spec_.network.trained == TrainedLayers::both
                            ? meanSquareOfNeurons(neurons(), start_.factor)
                            : weightNorm(neurons());
    std::vector<float> margins;
    if (!data_.train.targets.empty() || std::ssize(labels) > kMostMarginSamples) return margins;
    const Vector<Scalar>& outputs = learner_->trainOutputs();
    for (std::size_t i = 0; i < labels.size(); ++i)
        margins.push_back(static_cast<float>(
            labels[i] * static_cast<double>(outputs[static_cast<Eigen::Index>(i)]) / (size > 0 ? size : 1)));
    return margins;
}

template <typename Scalar>
const std::vector<double>& ExperimentOf<Scalar>::testOutputs() {
    if (!testOutputs_) testOutputs_ = inDouble(learner_->testOutputs());
    return *testOutputs_;
}

template <typename Scalar>
std::string ExperimentOf<Scalar>::weightsSha256() {
    return sha256Of(learner_->weights());
}

template <typename Scalar>
std::string ExperimentOf<Scalar>::outputWeightsSha256() {
    return spec_.network.trained == TrainedLayers::first ? "" : sha256Of(learner_->trainedOutputWeights());
}

template <typename Scalar>
std::vector<NpzEntry> ExperimentOf<Scalar>::finalArrays() {
    const WeightMatrix<Scalar>& w = learner_->weights();
    const Vector<Scalar>& a = learner_->outputWeights();
    const auto size = [](Eigen::Index count) { return static_cast<std::size_t>(count); };
    std::vector<NpzEntry> entries;
    entries.push_back(
        {"W", {{size(w.rows()), size(w.cols())}, std::vector<Scalar>(w.data(), w.data() + w.size())}});
    entries.push_back({"a", {{size(a.size())}, std::vector<Scalar>(a.data(), a.data() + a.size())}});
    const Matrix<Scalar>& mu = data_.directions;  // its columns lie one after the other, as rows of (k, d) do
    if (mu.cols() > 0) {
        entries.push_back(
            {"mu",
             {{size(mu.cols()), size(mu.rows())}, std::vector<Scalar>(mu.data(), mu.data() + mu.size())}});
    }
    entries.push_back({"step", {{}, std::vector<std::int64_t>{step_}}});
    entries.push_back({"spec", {{}, specToCompactJson(withoutOpening(spec_))}});
    return entries;
}

template class ExperimentOf<float>;
template class ExperimentOf<double>;

bool haveSameStart(const ExperimentSpec& one, const ExperimentSpec& other) {
    ExperimentSpec likeOther = one;
    likeOther.title = other.title;
    likeOther.watch = other.watch;
    likeOther.claims = other.claims;
    likeOther.opening = other.opening;
    // What a running learner can follow, setting by setting: a new one makes another start until listed here.
    likeOther.training.stepSize = other.training.stepSize;
    likeOther.training.steps = other.training.steps;
    likeOther.training.stepSizeChanges = other.training.stepSizeChanges;
    likeOther.training.stepSchedule = other.training.stepSchedule;
    return likeOther == other;
}

std::unique_ptr<Experiment> makeExperiment(const ExperimentSpec& spec, const LearnerOptions& options,
                                           const GivenData* data, std::stop_token stop) {
    requireValid(spec);
    requireMemory(spec, options);
    if (spec.training.precision == Precision::single) {
        return std::make_unique<ExperimentOf<float>>(spec, options, data, std::move(stop));
    }
    return std::make_unique<ExperimentOf<double>>(spec, options, data, std::move(stop));
}

}  // namespace featurescope
