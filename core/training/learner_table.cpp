#include <utility>

#include "core/training/gram_learner.h"
#include "core/training/learner.h"
#include "core/training/primal_learner.h"

namespace featurescope {

// A gram step costs 2 n^2 m operations and a primal step 4 n d m; gram wins up to about n = 3 d.
bool gramIsCheaper(std::int64_t trainSamples, std::int64_t dimension) {
    return trainSamples <= 3 * dimension;
}

namespace {

template <typename Scalar>
LearnerInfo choose(const Dataset<Scalar>& data, const LearnerOptions& options) {
    const bool cheaper = gramIsCheaper(data.train.size(), data.train.inputs.rows());
    const bool isAutomatic = options.engine == Engine::automatic;
    const bool gram = isAutomatic ? cheaper : options.engine == Engine::gram;
    LearnerInfo info;
    info.engine = nameOf(gram ? Engine::gram : Engine::primal);
    info.engineReason =
        !isAutomatic ? "The engine was asked for."
        : gram ? "There are at most 3 d training samples, so steps in the span of the samples are cheaper."
               : "There are more than 3 d training samples, so steps on the weights are cheaper.";
    info.instructionSet = "baseline";
    info.threads = options.threads;
    return info;
}

}  // namespace

template <typename Scalar>
std::unique_ptr<Learner<Scalar>> makeLearner(const Dataset<Scalar>& data,
                                             const TwoLayerNetwork<Scalar>& start,
                                             const LearnerOptions& options, std::stop_token stop) {
    LearnerInfo info = choose(data, options);
    if (info.engine == nameOf(Engine::gram)) {
        return std::make_unique<GramLearner<Scalar>>(data, start, std::move(info), std::move(stop));
    }
    return std::make_unique<PrimalLearner<Scalar>>(data, start, std::move(info), std::move(stop));
}

template std::unique_ptr<Learner<float>> makeLearner(const Dataset<float>&, const TwoLayerNetwork<float>&,
                                                     const LearnerOptions&, std::stop_token);
template std::unique_ptr<Learner<double>> makeLearner(const Dataset<double>&, const TwoLayerNetwork<double>&,
                                                      const LearnerOptions&, std::stop_token);

}  // namespace featurescope
