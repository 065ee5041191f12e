#include "core/run/run_data.h"

#include "core/base/errors.h"
#include "core/base/number_text.h"

namespace featurescope {
namespace {

template <typename Scalar>
Dataset<Scalar> givenDataset(const GivenData& given) {
    Dataset<Scalar> data;
    const GivenTargets& real = given.targets;
    data.train = {given.x.cast<Scalar>(),
                  given.y,
                  given.yClean,
                  {},
                  {real.y.begin(), real.y.end()},
                  {real.yClean.begin(), real.yClean.end()}};
    data.test = {given.xTest.cast<Scalar>(),
                 given.yTest,
                 given.yTestClean,
                 {},
                 {real.yTest.begin(), real.yTest.end()},
                 {real.yTestClean.begin(), real.yTestClean.end()}};
    data.directions = given.means.cast<Scalar>();
    // A file's means are said to be those of XOR clusters.
    if (given.means.cols() > 0) {
        const std::span<const ReferenceDirection> names = traits(XorClusters{}).directions;
        data.directionNames.assign(names.begin(), names.end());
    }
    return data;
}

template <typename Scalar>
void appendOne(SampleSet<Scalar>& samples) {
    const Eigen::Index d = samples.inputs.rows();
    samples.inputs.conservativeResize(d + 1, Eigen::NoChange);
    if (samples.inputs.cols() > 0)
        samples.inputs.row(d).setOnes();  // no samples have no memory to point into
}

/// Of the reader's two shapes of W0 the one that network.bias asks for.
void requireFittingWeights(const ExperimentSpec& spec, const GivenData& given) {
    const auto text = [](Eigen::Index number) { return numberText(std::int64_t{number}); };
    const Eigen::Index d = given.x.rows(), needed = d + (spec.network.bias ? 1 : 0);
    if (given.w0->cols() == needed) return;
    throw InputError("W0 has the shape (" + text(given.w0->rows()) + ", " + text(given.w0->cols()) +
                     "); it must be (m, " + text(needed) + "), since X has " + text(d) +
                     " columns and network.bias is " + (spec.network.bias ? "true." : "false."));
}

}  // namespace

template <typename Scalar>
Dataset<Scalar> runData(const ExperimentSpec& spec, const GivenData* given, const std::stop_token& stop) {
    const std::optional<std::string> sha256 = traitsOf(spec.data).fileSha256;
    if (!sha256 || given == nullptr) return drawDataset<Scalar>(spec.data, spec.seeds, stop);
    if (given->sha256 != *sha256) {
        throw InputError("data.sha256 is " + *sha256 + ", but the given data have SHA-256 " + given->sha256 +
                         "; give the file the spec was made with.");
    }
    requireTargetsFor(spec.training.loss, *given);
    return givenDataset<Scalar>(*given);
}

template <typename Scalar>
Dataset<Scalar> trainingData(const ExperimentSpec& spec, const GivenData* given,
                             const std::stop_token& stop) {
    Dataset<Scalar> data = runData<Scalar>(spec, given, stop);
    if (spec.network.bias) {
        for (SampleSet<Scalar>* samples : {&data.train, &data.test, &data.readout, &data.ood})
            appendOne(*samples);
    }
    return data;
}

LearningRule ruleOf(const ExperimentSpec& spec) {
    return {.loss = spec.training.loss,
            .trained = spec.network.trained,
            .reconstruction = spec.training.reconstruction};
}

template <typename Scalar>
TwoLayerNetwork<Scalar> runStart(const ExperimentSpec& spec, const GivenData* given,
                                 const std::stop_token& stop) {
    if (given != nullptr && given->w0) requireFittingWeights(spec, *given);
    const bool weightsGiven = given != nullptr && given->w0.has_value();
    TwoLayerNetwork<Scalar> network;
    if (weightsGiven) {
        network.weights = given->w0->cast<Scalar>();
        network.outputWeights = startOutputWeights<Scalar>(spec.network, spec.seeds.weights);
        network.activation = activationOf(spec.network);
        network.factor = outputFactor(spec.network);
    } else {
        network = drawNetwork<Scalar>(spec.network, dimensionOf(spec.data), spec.seeds.weights, stop);
    }
    // What is given multiplies phi.
    if (given != nullptr && given->a) {
        const Vector<double> trained = *given->a / network.factor;
        network.outputWeights = trained.cast<Scalar>();
    }
    return network;
}

template Dataset<float> runData(const ExperimentSpec&, const GivenData*, const std::stop_token&);
template Dataset<double> runData(const ExperimentSpec&, const GivenData*, const std::stop_token&);
template Dataset<float> trainingData(const ExperimentSpec&, const GivenData*, const std::stop_token&);
template Dataset<double> trainingData(const ExperimentSpec&, const GivenData*, const std::stop_token&);
template TwoLayerNetwork<float> runStart(const ExperimentSpec&, const GivenData*, const std::stop_token&);
template TwoLayerNetwork<double> runStart(const ExperimentSpec&, const GivenData*, const std::stop_token&);

}  // namespace featurescope
