#include "core/run/experiment_of.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <span>

#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/io/sha256.h"
#include "core/math/spectral_norm.h"
#include "core/math/statistics.h"
#include "core/observables/alignments.h"
#include "core/observables/probe.h"
#include "core/run/memory_need.h"
#include "core/run/run_data.h"
#include "core/spec/spec_json.h"
#include "core/spec/spec_validation.h"
#include "core/theory/xor_setting.h"
#include "core/training/logistic_loss.h"

namespace featurescope {
namespace {

template <typename Scalar>
Plane planeOf(const PlaneChoice&, const Dataset<Scalar>& data) {
    if (data.means.cols() != 2) return coordinatePlane(data.train.inputs.rows());
    return planeThrough(data.means.col(0).template cast<double>(), data.means.col(1).template cast<double>());
}

template <typename Scalar>
std::vector<double> inDouble(const Vector<Scalar>& values) {
    std::vector<double> converted(static_cast<std::size_t>(values.size()));
    for (std::size_t i = 0; i < converted.size(); ++i) {
        converted[i] = static_cast<double>(values[static_cast<Eigen::Index>(i)]);
    }
    return converted;
}

/// Half-height of a view that shows nearly all samples and a margin around the means.
double viewRadius(const ProjectedSamples& samples, const std::vector<PlanePoint>& means) {
    std::vector<double> reach;
    for (std::size_t i = 0; i < samples.x.size(); ++i) {
        reach.push_back(std::max(std::abs(samples.x[i]), std::abs(samples.y[i])));
    }
    double radius = 1.08 * quantile(std::move(reach), 0.995);
    for (const PlanePoint& mean : means) radius = std::max(radius, std::hypot(mean.x, mean.y) * 5 / 3);
    return std::isfinite(radius) && radius > 0 ? radius : 1;
}

}  // namespace

template <typename Scalar>
ExperimentOf<Scalar>::ExperimentOf(ExperimentSpec spec, const LearnerOptions& options, const GivenData* given,
                                   std::stop_token stop)
    : spec_(std::move(spec)),
      stop_(std::move(stop)),
      data_(runData<Scalar>(spec_, given, stop_)),
      start_(runStart<Scalar>(spec_, given, stop_)),
      planeChoice_(drawable({})),
      plane_(planeOf(planeChoice_, data_)),
      learner_(makeLearner<Scalar>(data_, start_, options, stop_)),
      watch_(data_.train.inputs, start_.outputWeights),
      startNorm_(start_.weights.template cast<double>().norm()) {
    const double loss = logisticLoss<Scalar>(learner_->trainOutputs(), data_.train.labels);
    startLoss_ = std::isfinite(loss) ? loss : 1.0;
    watchFromStart();
}

/// Sets the watch as if it had followed every step up to the current one.
template <typename Scalar>
void ExperimentOf<Scalar>::watchFromStart() {
    neurons_.reset();
    divergence_.reset();
    watch_.start(static_cast<double>(start_.weights.cwiseAbs().maxCoeff()), startLoss_);
    watch_.noteStep(learningTime(spec_.training, step_));
    checkDivergence();
}

template <typename Scalar>
void ExperimentOf<Scalar>::advance() {
    const double stepSize = stepSizeAt(spec_.training, step_);
    learner_->step(static_cast<Scalar>(stepSize));
    watch_.noteStep(stepSize);
    ++step_;
    neurons_.reset();
    checkDivergence();
}

template <typename Scalar>
void ExperimentOf<Scalar>::checkDivergence() {
    const bool weightsFine = watch_.weightsAreBounded() || learner_->weights().allFinite();
    if (weightsFine && watch_.lossIsAcceptable(learner_->trainOutputs(), data_.train.labels)) return;
    const std::string what = !weightsFine ? "a weight is no longer finite" : "the training loss exploded";
    const std::string remedy =
        step_ == 0
            ? "make network.init_variance or data.cluster_variance smaller"
            : "make training.step_size (" + numberText(stepSizeAt(spec_.training, step_ - 1)) + ") smaller";
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
    TrainingSettings& training = spec_.training;
    if (stepSizeAt(training, step_) == stepSize) return;
    std::erase_if(training.stepSizeChanges,
                  [this](const StepSizeChange& change) { return change.step >= step_; });
    if (step_ == 0) {
        training.stepSize = stepSize;
    } else {
        training.stepSizeChanges.push_back({step_, stepSize});
    }
}

template <typename Scalar>
Measurement ExperimentOf<Scalar>::measure(MeasureDepth depth) {
    const bool everything = depth == MeasureDepth::everything;
    const WeightMatrix<Scalar>& weights = learner_->weights();
    const std::vector<double> trainOutputs = inDouble(learner_->trainOutputs());
    const std::vector<double> testOutputs =
        everything ? inDouble(learner_->testOutputs()) : std::vector<double>{};
    return measureAll({
        .train = {trainOutputs, data_.train.labels, data_.train.cleanLabels},
        .test = {testOutputs, data_.test.labels, data_.test.cleanLabels},
        .neurons = neurons(),
        .startNorm = startNorm_,
        .distance = (weights.template cast<double>() - start_.weights.template cast<double>()).norm(),
        .spectralNorm = everything ? spectralNorm(weights, stop_) : kUndefined,
    });
}

template <typename Scalar>
const NeuronTable& ExperimentOf<Scalar>::neurons() {
    if (!neurons_) neurons_ = neuronTable<Scalar>(learner_->weights(), start_.outputWeights, data_.means);
    return *neurons_;
}

template <typename Scalar>
PlaneChoice ExperimentOf<Scalar>::drawable(const PlaneChoice& choice) const {
    if (choice.kind != PlaneKind::means || data_.means.cols() == 2) return choice;
    return {.kind = PlaneKind::coordinates};
}

template <typename Scalar>
const Plane& ExperimentOf<Scalar>::planeFor(const PlaneChoice& choice) {
    const PlaneChoice wanted = drawable(choice);
    if (wanted != planeChoice_) {
        plane_ = planeOf(wanted, data_);
        planeChoice_ = wanted;
    }
    return plane_;
}

template <typename Scalar>
std::vector<PlaneNeuron> ExperimentOf<Scalar>::planeNeurons(const Plane& plane) {
    const WeightMatrix<Scalar>& weights = learner_->weights();
    std::vector<PlaneNeuron> neurons(static_cast<std::size_t>(weights.rows()));
    for (std::size_t j = 0; j < neurons.size(); ++j) {
        const auto row = static_cast<Eigen::Index>(j);
        const auto w = weights.row(row).template cast<double>();
        neurons[j] = {static_cast<double>(start_.outputWeights[row]), w.dot(plane.horizontal),
                      w.dot(plane.vertical)};
    }
    return neurons;
}

template <typename Scalar>
StateView ExperimentOf<Scalar>::view(const ViewRequest& request) {
    const std::vector<PlaneNeuron> inPlane = planeNeurons(planeFor(request.plane));
    const FieldView& field = request.field;
    StateView view;
    view.neurons = neurons();
    view.field = decisionField(inPlane, field.area, field.width, field.height);
    view.boundary = decisionBoundary(inPlane, field.area);
    return view;
}

template <typename Scalar>
StateParts ExperimentOf<Scalar>::parts(const ViewRequest&) {
    return {};
}

template <typename Scalar>
std::string ExperimentOf<Scalar>::weightsSha256() {
    const WeightMatrix<Scalar>& weights = learner_->weights();
    return sha256Hex(std::as_bytes(std::span(weights.data(), static_cast<std::size_t>(weights.size()))));
}

template <typename Scalar>
std::vector<NpzEntry> ExperimentOf<Scalar>::finalArrays() {
    const WeightMatrix<Scalar>& w = learner_->weights();
    const Vector<Scalar>& a = start_.outputWeights;
    const auto size = [](Eigen::Index count) { return static_cast<std::size_t>(count); };
    std::vector<NpzEntry> entries;
    entries.push_back(
        {"W", {{size(w.rows()), size(w.cols())}, std::vector<Scalar>(w.data(), w.data() + w.size())}});
    entries.push_back({"a", {{size(a.size())}, std::vector<Scalar>(a.data(), a.data() + a.size())}});
    const Matrix<Scalar>& mu = data_.means;  // its columns lie one after the other, as the rows of (2, d) do
    if (mu.cols() > 0) {
        entries.push_back(
            {"mu",
             {{size(mu.cols()), size(mu.rows())}, std::vector<Scalar>(mu.data(), mu.data() + mu.size())}});
    }
    entries.push_back({"step", {{}, std::vector<std::int64_t>{step_}}});
    entries.push_back({"spec", {{}, specToCompactJson(spec_)}});
    return entries;
}

template <typename Scalar>
std::shared_ptr<const RunScene> ExperimentOf<Scalar>::scene(const PlaneChoice& choice) {
    const Plane& plane = planeFor(choice);
    auto scene = std::make_shared<RunScene>();
    scene->spec = spec_;
    scene->learner = learner_->info();
    scene->plane = planeChoice_;
    const SampleSet<Scalar>& train = data_.train;
    const auto project = [&train](const Vector<double>& axis) {
        const Vector<Scalar> direction = axis.template cast<Scalar>();
        const Vector<float> values = (train.inputs.transpose() * direction).template cast<float>();
        return std::vector<float>(values.begin(), values.end());
    };
    scene->samples = {project(plane.horizontal), project(plane.vertical), train.labels, train.cleanLabels,
                      train.clusters};
    for (Eigen::Index k = 0; k < data_.means.cols(); ++k) {
        const Vector<double> mean = data_.means.col(k).template cast<double>();
        scene->means.push_back({plane.horizontal.dot(mean), plane.vertical.dot(mean)});
    }
    scene->radius = viewRadius(scene->samples, scene->means);
    scene->startNeurons = neuronTable<Scalar>(start_.weights, start_.outputWeights, data_.means);
    return scene;
}

template class ExperimentOf<float>;
template class ExperimentOf<double>;

bool haveSameStart(const ExperimentSpec& one, const ExperimentSpec& other) {
    ExperimentSpec likeOther = one;
    likeOther.title = other.title;
    likeOther.watch = other.watch;
    likeOther.claims = other.claims;
    likeOther.training = other.training;
    likeOther.training.precision = one.training.precision;
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
