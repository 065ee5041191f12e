#pragma once

#include "core/base/cancel.h"
#include "core/training/kernels/kernels.h"
#include "core/training/learner_parts.h"
#include "core/training/neuron_chunks.h"
#include "core/training/thread_team.h"
#include "core/training/train_outputs.h"

namespace featurescope {

/// The course of a gradient step, common to all engines: forward pass in chunks of neurons, outputs from all
/// chunks, update of each neuron. A derived class says what the passes do.
template <typename Scalar>
class FusedLearner : public Learner<Scalar> {
  public:
    void step(Scalar stepSize) final;
    const Vector<Scalar>& trainOutputs() final;
    void restart() final;
    LearnerState<Scalar> state() const final;
    void restore(const LearnerState<Scalar>& state) final;
    LearnerInfo info() const final;

  protected:
    explicit FusedLearner(const LearnerParts<Scalar>& parts);

    /// Sets the state to the start weights.
    virtual void returnToStart() = 0;
    /// Arrays of the state with their names and sizes, values still missing.
    virtual LearnerState<Scalar> stateShape() const = 0;
    /// Writes the state into arrays of that shape.
    virtual void copyStateTo(LearnerState<Scalar>& state) const = 0;
    /// Takes up a state of that shape.
    virtual void copyStateFrom(const LearnerState<Scalar>& state) = 0;
    /// Adds up a_j relu(z_ij) of a chunk of neurons into outputs().partial(chunk), for every i. Runs in the
    /// team, as its member number `thread`.
    virtual void forwardChunk(std::ptrdiff_t chunk, int thread) = 0;
    /// One step of these neurons; `scales` holds -stepSize a_j for all m neurons. Runs in the team.
    virtual void update(IndexRange neurons, int thread, Scalar stepSize, const Scalar* scales) = 0;

    const Dataset<Scalar>& data() const { return data_; }
    const TwoLayerNetwork<Scalar>& start() const { return start_; }
    const KernelTable<Scalar>& kernels() const { return kernels_; }
    const NeuronChunks& chunks() const { return chunks_; }
    TrainOutputs<Scalar>& outputs() { return outputs_; }
    ThreadTeam& team() { return team_; }
    /// Loops leave early when this is true; the state is then unusable.
    bool cancelled() const { return stop_.stop_requested(); }
    const std::stop_token& stopToken() const { return stop_; }
    /// Runs work(thread) in the team, then throws Cancelled when it was stopped.
    template <typename Work>
    void compute(Work&& work) {
        team_.run(work);
        throwIfCancelled(stop_);
    }

    std::ptrdiff_t samples() const { return data_.train.inputs.cols(); }
    std::ptrdiff_t dimension() const { return data_.train.inputs.rows(); }
    std::ptrdiff_t neurons() const { return start_.weights.rows(); }

  private:
    IndexRange chunksOf(int thread) const { return partOf(chunks_.count(), thread, team_.size()); }
    void computeOutputs(int thread);

    const Dataset<Scalar>& data_;
    const TwoLayerNetwork<Scalar>& start_;
    LearnerInfo info_;
    std::stop_token stop_;
    const KernelTable<Scalar>& kernels_;
    NeuronChunks chunks_;
    TrainOutputs<Scalar> outputs_;
    ThreadTeam team_;
    AlignedVector<Scalar> scales_;
    Vector<Scalar> values_;
    bool outputsAreCurrent_ = false;
};

extern template class FusedLearner<float>;
extern template class FusedLearner<double>;

}  // namespace featurescope
