#pragma once

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/name_table.h"
#include "core/data/dataset.h"
#include "core/math/named_array.h"
#include "core/math/types.h"
#include "core/model/loss.h"
#include "core/model/two_layer_network.h"
#include "core/training/instruction_set.h"

namespace featurescope {

/// How a gradient step is computed. All give the same numbers up to rounding.
enum class Engine { automatic, primal, gram, dense, certified };

template <>
struct NameTable<Engine> {
    static constexpr std::array kinds{
        NamedKind<Engine>{Engine::automatic, "auto", "Chosen from the sizes by a fixed rule."},
        NamedKind<Engine>{Engine::primal, "primal", "Keeps W; a step costs about 4 n d m operations."},
        NamedKind<Engine>{Engine::gram, "gram",
                          "Keeps Z = W X and K = X^T X; a step costs about 2 n^2 m operations."},
        NamedKind<Engine>{Engine::dense, "dense",
                          "Whole matrix products: any activation, loss and trained layers; the plain one."},
        NamedKind<Engine>{
            Engine::certified, "certified",
            "Primal until neurons share their patterns, then only pairs that may differ: long runs."},
    };
};

/// How to compute, as opposed to what: none of this changes the meaning of a run. Results are bit-identical
/// for every number of threads.
struct LearnerOptions {
    Engine engine = Engine::automatic;
    int threads = 1;   ///< at most so many, >= 1
    int niceness = 0;  ///< added to the niceness of helper threads, >= 0
    InstructionSet instructionSet = InstructionSet::automatic;  ///< see InstructionSet
    /// Nominal flop of a step for which another thread is worth waiting for; fewer threads than allowed are
    /// used when a step has less.
    double leastWorkPerThread = 5e5;
};

/// The fixed rule of Engine::automatic: true when steps in the span of the samples are cheaper than steps on
/// W.
bool gramIsCheaper(std::int64_t trainSamples, std::int64_t dimension);

/// What a learner says about itself.
struct LearnerInfo {
    std::string engine;          ///< a name of Engine, never automatic
    std::string engineReason;    ///< one sentence: why this engine
    std::string instructionSet;  ///< for example "baseline" or "avx2"
    int threads = 1;             ///< that a step uses
};

/// What gradient descent does: the objective that it lowers and the layers that it moves.
struct LearningRule {
    Loss loss = Loss::logistic;
    TrainedLayers trained = TrainedLayers::first;
    double reconstruction =
        0;  ///< lambda, see Learner::penalty(); 0 unless the second layer alone is trained
};

/// The whole state of a learner: "W" (m x d), or "Z" and "C" (m x n each) of the gram engine; also "a" (m x
/// 1) where the second layer is trained, and what CertifiedLearner says. Neither the number of threads nor
/// the layout in memory shows in it.
template <typename Scalar>
using LearnerState = std::vector<NamedArray<Scalar>>;

/// Throws InputError unless `given` has the arrays of `wanted`, whose values do not matter.
template <typename Scalar>
void requireSameShape(const LearnerState<Scalar>& given, const LearnerState<Scalar>& wanted);

/// Trains a two-layer network by full-batch gradient descent on the mean loss (paper, section 2, where the
/// first layer learns with relu and the logistic loss). One object lives for one run. Not thread-safe: one
/// owner calls it; it may use helper threads of its own inside a call.
///
/// Every long call watches the stop token given at construction and throws Cancelled.
template <typename Scalar>
class Learner {
  public:
    virtual ~Learner() = default;

    /// One gradient step: minus stepSize * gradient, for both layers at the weights before the step. No-op
    /// when stepSize is 0.
    virtual void step(Scalar stepSize) = 0;
    /// Network outputs f(x_i; W) on the training samples, n values, for the current W. Cheap when followed by
    /// step(), which reuses them. Valid until the next call of step().
    virtual const Vector<Scalar>& trainOutputs() = 0;
    /// Network outputs on the test samples for the current W; empty when there are none. Not reused by
    /// step().
    virtual const Vector<Scalar>& testOutputs() = 0;
    /// The current W (m x d). Looking at it never changes the state. Valid until the next call of step().
    virtual const WeightMatrix<Scalar>& weights() = 0;
    /// s a_j (m), what multiplies phi(<w_j, x>) now. Valid until the next call of step().
    virtual const Vector<Scalar>& outputWeights() const = 0;
    /// The current a (m), the numbers that training moves. Valid until the next call of step().
    virtual const Vector<Scalar>& trainedOutputWeights() const = 0;
    /// What the objective has beside the loss: (lambda / (n m)) ||P - z v'||^2 with the features P (n x m),
    /// the outputs z and the best linear decoder v = P'z / (z'z), 0 where z is.
    virtual double penalty() { return 0; }
    /// Back to the start weights, as if newly made: the same steps give the same bits again.
    virtual void restart() = 0;
    /// The current state. A learner of the same data, start, engine and instruction set that restores it goes
    /// on to the same bits.
    virtual LearnerState<Scalar> state() const = 0;
    /// Takes up a state. Throws InputError, and stays as it was, when the arrays are not those of this engine
    /// and these sizes.
    virtual void restore(const LearnerState<Scalar>& state) = 0;
    virtual LearnerInfo info() const = 0;
};

/// Makes the learner for these sizes and options. `data` and `start` must outlive the learner and stay as
/// they are. Throws InputError when the instruction set is not supported, or the engine cannot do the rule.
template <typename Scalar>
std::unique_ptr<Learner<Scalar>> makeLearner(const Dataset<Scalar>& data,
                                             const TwoLayerNetwork<Scalar>& start, const LearningRule& rule,
                                             const LearnerOptions& options, std::stop_token stop);

extern template std::unique_ptr<Learner<float>> makeLearner(const Dataset<float>&,
                                                            const TwoLayerNetwork<float>&,
                                                            const LearningRule&, const LearnerOptions&,
                                                            std::stop_token);
extern template std::unique_ptr<Learner<double>> makeLearner(const Dataset<double>&,
                                                             const TwoLayerNetwork<double>&,
                                                             const LearningRule&, const LearnerOptions&,
                                                             std::stop_token);

}  // namespace featurescope
