#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/io/npz.h"
#include "core/observables/neuron_table.h"
#include "core/observables/observable_table.h"
#include "core/recording/checkpoint.h"
#include "core/run/divergence_watch.h"
#include "core/run/given_data.h"
#include "core/run/snapshot.h"
#include "core/spec/experiment_spec.h"
#include "core/training/learner.h"

namespace featurescope {

/// Which observables a measurement includes: the test set and the spectrum cost more than a step.
enum class MeasureDepth { trainingOnly, everything };

/// Margins are followed one by one for at most so many training samples.
inline constexpr std::int64_t kMostMarginSamples = 256;

/// One run of one spec, without threads of its own (the learner may use helper threads inside a call).
/// Long calls watch the stop token given at creation and throw Cancelled.
class Experiment {
  public:
    virtual ~Experiment() = default;

    /// The spec with all step size changes made so far.
    virtual const ExperimentSpec& spec() const = 0;
    virtual std::int64_t step() const = 0;
    /// One gradient step. Afterwards divergence() tells whether the new state is acceptable (interface, exit
    /// code 4).
    virtual void advance() = 0;
    /// Set once the current state is not acceptable; the run must then be rewound.
    virtual const std::optional<Divergence>& divergence() const = 0;
    /// Back to step 0: same data, same weights. Step size changes are kept.
    virtual void rewind() = 0;
    /// Everything needed to come back to the current step. Looking never changes the run.
    virtual Checkpoint checkpoint() const = 0;
    /// Stands where the checkpoint was taken, to the bit. It must be of this run: same data, start and step
    /// sizes up to its step. Throws InputError, and stays where it was, when engine, instruction set,
    /// precision or sizes are others.
    virtual void restore(const Checkpoint& checkpoint) = 0;
    /// Back to step 0 of a valid spec with the same start, see haveSameStart.
    virtual void follow(const ExperimentSpec& spec) = 0;
    /// Uses this step size from the current step on and notes it in the spec.
    virtual void changeStepSize(double stepSize) = 0;
    /// Changes training.steps.
    virtual void changeSteps(std::int64_t steps) = 0;

    virtual Measurement measure(MeasureDepth depth) = 0;
    /// At the current step; made once a step. Valid until the next call of advance() or rewind().
    virtual const NeuronTable& neurons() = 0;
    /// y f(x) over the size of the weights (as in the column normalised_margin) of every training sample;
    /// empty for real targets and for more than kMostMarginSamples samples.
    virtual std::vector<float> normalisedMargins() = 0;
    /// What the cosines and projections of the neurons are with.
    virtual const std::vector<ReferenceDirection>& directions() const = 0;
    /// The current state for this request, without the parts that cost extra.
    virtual StateView view(const ViewRequest& request) = 0;
    /// The parts that the request asks for, at the current step.
    virtual StateParts parts(const ViewRequest& request) = 0;
    virtual std::string weightsSha256() = 0;
    /// The same of a; empty while network.trained leaves it as it was.
    virtual std::string outputWeightsSha256() = 0;
    /// Content of final.npz (interface): W, a, mu, step, spec.
    virtual std::vector<NpzEntry> finalArrays() = 0;
    virtual LearnerInfo learnerInfo() const = 0;
    /// What stays fixed during the run, seen on this plane.
    virtual std::shared_ptr<const RunScene> scene(const PlaneChoice& plane) = 0;
};

/// Whether two specs differ at most in texts, claims, the number of steps and the step sizes: the same data,
/// start weights and learner then serve both.
bool haveSameStart(const ExperimentSpec& one, const ExperimentSpec& other);

/// Draws the data, sets up the engine and stands at step 0. Throws InputError when the spec is not valid,
/// needs more memory than there is, or needs data that are not given.
std::unique_ptr<Experiment> makeExperiment(const ExperimentSpec& spec, const LearnerOptions& options,
                                           const GivenData* data, std::stop_token stop);

}  // namespace featurescope
