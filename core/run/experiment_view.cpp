#include <algorithm>
#include <cmath>

#include "core/math/statistics.h"
#include "core/observables/alignments.h"
#include "core/run/curved_field.h"
#include "core/run/experiment_of.h"
#include "core/run/plane_network.h"
#include "core/run/sample_parts.h"
#include "core/run/state_parts.h"
#include "core/theory/spectrum.h"
#include "core/theory/xor_setting.h"

// What can be seen of an experiment; none of it changes the run.

namespace featurescope {
namespace {

/// Half-height of a view that shows nearly all samples and a margin around the directions.
double viewRadius(const ProjectedSamples& samples, const std::vector<PlanePoint>& directions) {
    std::vector<double> reach;
    for (std::size_t i = 0; i < samples.x.size(); ++i) {
        reach.push_back(std::max(std::abs(samples.x[i]), std::abs(samples.y[i])));
    }
    double radius = 1.08 * quantile(std::move(reach), 0.995);
    for (const PlanePoint& tip : directions) radius = std::max(radius, std::hypot(tip.x, tip.y) * 5 / 3);
    return std::isfinite(radius) && radius > 0 ? radius : 1;
}

/// Neurons as a plane sees them. @param norm  of neurons, which are the first rows of `weights`
template <typename Scalar>
PlaneNetwork seenOn(const WeightMatrix<Scalar>& weights, const Vector<Scalar>& outputWeights,
                    const Plane& plane, const std::vector<double>& norm) {
    const Eigen::Index d = plane.horizontal.size();  // a bias comes behind
    PlaneNetwork network;
    for (Eigen::Index row = 0; row < weights.rows(); ++row) {
        const auto w = weights.row(row).head(d).template cast<double>();
        const double bias = weights.cols() > d ? static_cast<double>(weights(row, d)) : 0;
        const PlaneNeuron neuron{static_cast<double>(outputWeights[row]), w.dot(plane.horizontal),
                                 w.dot(plane.vertical), bias};
        const auto j = static_cast<std::size_t>(row);
        const bool isKnown = j < norm.size() && weights.cols() == d;
        const double all = isKnown ? norm[j] : w.norm();
        network.neurons.push_back(neuron);
        network.perpendicular.push_back(
            std::sqrt(std::max(0.0, all * all - neuron.x * neuron.x - neuron.y * neuron.y)));
    }
    return network;
}

}  // namespace

template <typename Scalar>
const NeuronTable& ExperimentOf<Scalar>::startNeurons() {
    if (!startNeurons_) {
        startNeurons_ = neuronTable<Scalar>(start_.weights, start_.scaledOutputWeights(), data_.directions,
                                            data_.directionNames);
    }
    return *startNeurons_;
}

template <typename Scalar>
PlaneNetwork ExperimentOf<Scalar>::planeNetwork(const Plane& plane, const FieldView& field) {
    const Piecewise activation = piecewiseOf(start_.activation).value();
    TwoLayerNetwork<Scalar> form;
    if (!activation.isRelu()) form = reluForm(learner_->weights(), learner_->outputWeights(), activation);
    const WeightMatrix<Scalar>& weights = activation.isRelu() ? learner_->weights() : form.weights;
    const Vector<Scalar>& a = activation.isRelu() ? learner_->outputWeights() : form.outputWeights;
    PlaneNetwork network = seenOn(weights, a, plane, neurons().norm);
    network.step = step_;
    const Eigen::Index d = plane.horizontal.size();
    network.sigma = traitsOf(spec_.data).noiseSigma.value_or(0);
    if (network.sigma > 0 && (field.wantsBand || field.mode == FieldMode::clusterAverage)) {
        const auto factorOf = [&](const WeightMatrix<Scalar>& seen) {
            return std::make_shared<const PerpendicularFactor>(perpendicularFactor<Scalar>(
                seen, plane.horizontal, plane.vertical, network.perpendicular, stop_));
        };
        network.across = weights.cols() > d ? factorOf(weights.leftCols(d)) : factorOf(weights);
    }
    return network;
}

template <typename Scalar>
StateView ExperimentOf<Scalar>::view(const ViewRequest& request) {
    StateView view;
    view.neurons = neurons();
    const bool wantsField = request.field.width > 0 && request.field.height > 0;
    if (!hasPlaneNetwork(spec_.network)) {
        if (!wantsField) return view;
        PlaneNetwork seen = seenOn(learner_->weights(), learner_->outputWeights(),
                                   planes_.plane(request.plane, stop_), neurons().norm);
        seen.sigma = traitsOf(spec_.data).noiseSigma.value_or(0);
        view.field = curvedFieldOf(seen, start_.activation, request.field, stop_);
        view.boundary = signChanges(view.field);
        return view;
    }
    if (!(wantsField || request.parts.contains(SnapshotPart::network))) return view;
    const auto network = std::make_shared<const PlaneNetwork>(
        planeNetwork(planes_.plane(request.plane, stop_), request.field));
    view.network = network;
    if (!wantsField) return view;
    view.field = fieldOf(*network, request.field, stop_);
    if (request.field.wantsBand) view.positiveShare = bandOf(*network, request.field, stop_);
    view.boundary = boundaryOf(*network, request.field, view.field);
    return view;
}

template <typename Scalar>
StateParts ExperimentOf<Scalar>::parts(const ViewRequest& request) {
    StateParts parts;
    const WeightMatrix<Scalar>& weights = learner_->weights();
    if (request.parts.contains(SnapshotPart::margins)) {
        parts.margins = std::make_shared<const MarginValues>(
            marginValues<Scalar>(step_, data_, learner_->trainOutputs(), testOutputs()));
    }
    if (request.parts.contains(SnapshotPart::spectrum)) {
        const Vector<double>& values = singularValues_();
        parts.spectrum =
            std::make_shared<const SpectrumValues>(SpectrumValues{step_, {values.begin(), values.end()}});
    }
    if (request.parts.contains(SnapshotPart::conditions) && isPapersSetting(spec_)) {
        const ConditionInput<Scalar> input{.step = step_,
                                           .stepSize = stepSizeAt(spec_.training, step_),
                                           .train = data_.train,
                                           .weights = weights,
                                           .outputWeights = learner_->outputWeights(),
                                           .trainOutputs = learner_->trainOutputs(),
                                           .start = startNeurons(),
                                           .now = neurons()};
        parts.conditions = std::make_shared<const ConditionValues>(conditionValues<Scalar>(input, stop_));
    }
    if (request.parts.contains(SnapshotPart::activity)) {
        parts.activity = std::make_shared<const SelectionActivity>(
            selectionActivity<Scalar>(step_, request.selection, data_.train.inputs, weights, stop_));
    }
    addSampleParts(parts, request.parts);
    return parts;
}

template <typename Scalar>
void ExperimentOf<Scalar>::addSampleParts(StateParts& parts, PartSet wanted) {
    const WeightMatrix<Scalar>& weights = learner_->weights();
    const Matrix<Scalar>& inputs = data_.train.inputs;
    if (wanted.contains(SnapshotPart::pattern) && inputs.cols() <= kMostPatternSamples) {
        parts.pattern = std::make_shared<const PatternValues>(patternValues<Scalar>(step_, inputs, weights));
    }
    if (wanted.contains(SnapshotPart::features) && weights.rows() <= kMostFeatures) {
        parts.features = std::make_shared<const FeatureValues>(
            featureValues<Scalar>(step_, inputs, weights, start_.activation));
    }
    if (wanted.contains(SnapshotPart::preactivations)) {
        parts.preactivations = std::make_shared<const PreactivationValues>(
            preactivationValues<Scalar>(step_, inputs, weights, stop_));
    }
    if (wanted.contains(SnapshotPart::kernel)) {
        const MeasuredState<Scalar> state{spec_, data_, start_, weights, learner_->outputWeights(),
                                          step_, stop_};
        parts.kernel = kernelValues(state);
    }
    if (wanted.contains(SnapshotPart::target))
        parts.target = targetValues<Scalar>(step_, data_, learner_->trainOutputs(), testOutputs());
}

template <typename Scalar>
std::shared_ptr<const RunScene> ExperimentOf<Scalar>::scene(const PlaneChoice& choice) {
    const Plane& plane = planes_.plane(choice, stop_);
    auto scene = std::make_shared<RunScene>();
    scene->spec = spec_;
    scene->learner = learner_->info();
    scene->plane = planes_.drawable(choice);
    const SampleSet<Scalar>& train = data_.train;
    const auto project = [&train](const Vector<double>& axis) {
        const Vector<Scalar> direction = axis.template cast<Scalar>();
        const Vector<float> values =
            (train.inputs.topRows(direction.size()).transpose() * direction).template cast<float>();
        return std::vector<float>(values.begin(), values.end());
    };
    scene->samples = {project(plane.horizontal), project(plane.vertical), train.labels, train.cleanLabels,
                      train.groups};
    scene->groups = data_.groups;
    scene->directions = data_.directionNames;
    for (Eigen::Index k = 0; k < data_.directions.cols(); ++k) {
        const Vector<double> direction = data_.directions.col(k).template cast<double>();
        scene->directionsOnPlane.push_back({plane.horizontal.dot(direction), plane.vertical.dot(direction)});
    }
    scene->radius = viewRadius(scene->samples, scene->directionsOnPlane);
    scene->startNeurons = startNeurons();
    scene->orthogonality = nearOrthogonality<Scalar>(train.inputs);
    return scene;
}

template const NeuronTable& ExperimentOf<float>::startNeurons();
template PlaneNetwork ExperimentOf<float>::planeNetwork(const Plane&, const FieldView&);
template StateView ExperimentOf<float>::view(const ViewRequest&);
template StateParts ExperimentOf<float>::parts(const ViewRequest&);
template void ExperimentOf<float>::addSampleParts(StateParts&, PartSet);
template std::shared_ptr<const RunScene> ExperimentOf<float>::scene(const PlaneChoice&);
template const NeuronTable& ExperimentOf<double>::startNeurons();
template PlaneNetwork ExperimentOf<double>::planeNetwork(const Plane&, const FieldView&);
template StateView ExperimentOf<double>::view(const ViewRequest&);
template StateParts ExperimentOf<double>::parts(const ViewRequest&);
template void ExperimentOf<double>::addSampleParts(StateParts&, PartSet);
template std::shared_ptr<const RunScene> ExperimentOf<double>::scene(const PlaneChoice&);

}  // namespace featurescope
