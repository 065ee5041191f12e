#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/lazy.h"
#include "core/math/plane.h"
#include "core/observables/probe.h"
#include "core/run/experiment.h"
#include "core/run/view_planes.h"

namespace featurescope {

/// An Experiment in one number type.
template <typename Scalar>
class ExperimentOf final : public Experiment {
  public:
    /// `given` is read during construction only; it must fit the spec.
    ExperimentOf(ExperimentSpec spec, const LearnerOptions& options, const GivenData* given,
                 std::stop_token stop);

    const ExperimentSpec& spec() const override { return spec_; }
    std::int64_t step() const override { return step_; }
    void advance() override;
    const std::optional<Divergence>& divergence() const override { return divergence_; }
    void rewind() override;
    Checkpoint checkpoint() const override;
    void restore(const Checkpoint& checkpoint) override;
    void follow(const ExperimentSpec& spec) override;
    void changeStepSize(double stepSize) override;
    void changeSteps(std::int64_t steps) override { spec_.training.steps = steps; }
    Measurement measure(MeasureDepth depth) override;
    const NeuronTable& neurons() override;
    std::vector<float> normalisedMargins() override;
    const std::vector<ReferenceDirection>& directions() const override { return data_.directionNames; }
    StateView view(const ViewRequest& request) override;
    StateParts parts(const ViewRequest& request) override;
    std::string weightsSha256() override;
    std::string outputWeightsSha256() override;
    std::vector<NpzEntry> finalArrays() override;
    LearnerInfo learnerInfo() const override { return learner_->info(); }
    std::shared_ptr<const RunScene> scene(const PlaneChoice& choice) override;

  private:
    void watchFromStart();
    void enterState();
    void checkDivergence();
    const std::vector<double>& testOutputs();
    CostlyValues costly();
    const NeuronTable& startNeurons();
    PlaneNetwork planeNetwork(const Plane& plane, const FieldView& field);
    void addSampleParts(StateParts& parts, PartSet wanted);

    ExperimentSpec spec_;
    std::stop_token stop_;
    Dataset<Scalar> data_;
    std::vector<Scalar> targets_;  ///< of the training samples
    /// Where targets are real: given and clean ones of training and test samples, else empty.
    struct RealTargets {
        std::vector<double> train, trainClean, test, testClean;
    } realTargets_;
    TwoLayerNetwork<Scalar> start_;
    ViewPlanes<Scalar> planes_;
    std::optional<NeuronTable> startNeurons_;  ///< once asked for
    std::unique_ptr<Learner<Scalar>> learner_;
    DivergenceWatch<Scalar> watch_;
    std::optional<Divergence> divergence_;
    std::int64_t step_ = 0;
    double startNorm_ = 0;
    double startLoss_ = 0;  ///< 1 when it is not finite
    // Of the current step, once asked for.
    std::optional<NeuronTable> neurons_;
    std::optional<std::vector<double>> testOutputs_;
    Lazy<WeightMatrix<double>> doubleWeights_;
    Lazy<Vector<double>> singularValues_;
    Lazy<double> spectralNorm_;
    // The same at every step.
    Lazy<double> kernelRegressionError_;
    Lazy<double> kernelMarginError_;
};

extern template class ExperimentOf<float>;
extern template class ExperimentOf<double>;

}  // namespace featurescope
