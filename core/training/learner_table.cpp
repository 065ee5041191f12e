#include "core/training/certified_learner.h"
#include "core/training/dense_learner.h"
#include "core/training/engine_choice.h"
#include "core/training/gram_learner.h"
#include "core/training/learner.h"
#include "core/training/low_dimension_learner.h"
#include "core/training/planar_learner.h"
#include "core/training/primal_learner.h"

namespace featurescope {

template <typename Scalar>
std::unique_ptr<Learner<Scalar>> makeLearner(const Dataset<Scalar>& data,
                                             const TwoLayerNetwork<Scalar>& start, const LearningRule& rule,
                                             const LearnerOptions& options, std::stop_token stop) {
    const ProblemSize size{.samples = data.train.size(),
                           .dimension = data.train.inputs.rows(),
                           .neurons = start.weights.rows(),
                           .scalarBytes = sizeof(Scalar)};
    const EngineTask task = taskOf(rule, start.activation);
    EngineChoice choice = chooseEngine(options.engine, size, task);
    LearnerParts<Scalar> parts{data, start, rule, options, std::move(choice.reason), std::move(stop)};
    parts.options.engine = choice.engine;
    parts.options.threads = threadsWorthUsing(parts.options, size);
    parts.options.instructionSet = chosenInstructionSet(options.instructionSet);
    if (choice.engine == Engine::dense) return std::make_unique<DenseLearner<Scalar>>(parts);
    if (choice.engine == Engine::gram) return std::make_unique<GramLearner<Scalar>>(parts);
    if (choice.engine == Engine::certified) return std::make_unique<CertifiedLearner<Scalar>>(parts);
    if (isPlanar(size.dimension, task.couplesSamples)) return std::make_unique<PlanarLearner<Scalar>>(parts);
    if (size.dimension > kPlanarDimension && size.dimension <= kLowDimension) {
        return std::make_unique<LowDimensionLearner<Scalar>>(parts);
    }
    return std::make_unique<PrimalLearner<Scalar>>(parts);
}

template std::unique_ptr<Learner<float>> makeLearner(const Dataset<float>&, const TwoLayerNetwork<float>&,
                                                     const LearningRule&, const LearnerOptions&,
                                                     std::stop_token);
template std::unique_ptr<Learner<double>> makeLearner(const Dataset<double>&, const TwoLayerNetwork<double>&,
                                                      const LearningRule&, const LearnerOptions&,
                                                      std::stop_token);

}  // namespace featurescope
