#include "core/run/run_data.h"

#include "core/base/errors.h"

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
    if (given.means.cols() > 0) data.directionNames = traits(XorClusters{}).directions;
    return data;
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
TwoLayerNetwork<Scalar> runStart(const ExperimentSpec& spec, const GivenData* given,
                                 const std::stop_token& stop) {
    const bool weightsGiven = given != nullptr && given->w0.has_value();
    TwoLayerNetwork<Scalar> network;
    if (weightsGiven) {
        network.weights = given->w0->cast<Scalar>();
        network.outputWeights = paperOutputWeights<Scalar>(network.weights.rows());
    } else {
        network = drawNetwork<Scalar>(spec.network, dimensionOf(spec.data), spec.seeds.weights, stop);
    }
    network.activation = activationOf(spec.network);
    if (given != nullptr && given->a) network.outputWeights = given->a->cast<Scalar>();
    return network;
}

template Dataset<float> runData(const ExperimentSpec&, const GivenData*, const std::stop_token&);
template Dataset<double> runData(const ExperimentSpec&, const GivenData*, const std::stop_token&);
template TwoLayerNetwork<float> runStart(const ExperimentSpec&, const GivenData*, const std::stop_token&);
template TwoLayerNetwork<double> runStart(const ExperimentSpec&, const GivenData*, const std::stop_token&);

}  // namespace featurescope
