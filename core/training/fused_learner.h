#pragma once

#include "core/base/cancel.h"
#include "core/training/kernels/kernels.h"
#include "core/training/learner_parts.h"
#include "core/training/neuron_chunks.h"
#include "core/training/thread_team.h"
#include "core/training/train_outputs.h"

namespace featurescope {

/// The course of a gradient step, common to the fast engines: forward pass in chunks of neurons, outputs from
/// all chunks, update of each neuron. A derived class says what the passes do.
///
/// The activation is p z + q relu(z) (Piecewise). Kernels know relu alone: they get q a_j for a_j, and what
/// is linear is added where p is not 0. With S_j the sum of g_i x_i over the active samples of neuron j and G
/// the sum over all samples, the gradient is a_j (q S_j + p G) for w_j, and <w_j, q S_j + p G> for a_j; where
/// the network has a factor s, passes see s a_j for a_j, and the gradient for a_j is s times that.
template <typename Scalar>
class FusedLearner : public Learner<Scalar> {
  public:
    void step(Scalar stepSize) final;
    const Vector<Scalar>& trainOutputs() final;
    const Vector<Scalar>& outputWeights() const final { return scaledOutputWeights_; }
    const Vector<Scalar>& trainedOutputWeights() const final { return outputWeights_; }
    void restart() final;
    LearnerState<Scalar> state() const final;
    void restore(const LearnerState<Scalar>& state) final;
    LearnerInfo info() const final;

  protected:
    explicit FusedLearner(const LearnerParts<Scalar>& parts);

    /// Sets the state to the start weights.
    virtual void returnToStart() = 0;
    /// Arrays of the state but a, with their names and sizes, values still missing.
    virtual LearnerState<Scalar> stateShape() const = 0;
    /// Writes the state into arrays of that shape.
    virtual void copyStateTo(LearnerState<Scalar>& state) const = 0;
    /// Takes up a state of that shape.
    virtual void copyStateFrom(const LearnerState<Scalar>& state) = 0;
    /// Adds up q a_j relu(z_ij) of a chunk of neurons into outputs().partial(chunk), for every i. Runs in the
    /// team, as its member number `thread`.
    virtual void forwardChunk(std::ptrdiff_t chunk, int thread) = 0;
    /// Writes sum_j a_j z_ij of these samples. Called where the activation has a linear part, in the team.
    virtual void sumPreActivations(IndexRange samples, Scalar* sums) = 0;
    /// One step of these neurons; `scales` holds -stepSize a_j for all m neurons. Runs in the team.
    virtual void update(IndexRange neurons, int thread, Scalar stepSize, const Scalar* scales) = 0;

    const Dataset<Scalar>& data() const { return data_; }
    const TwoLayerNetwork<Scalar>& start() const { return start_; }
    const KernelTable<Scalar>& kernels() const { return kernels_; }
    const NeuronChunks& chunks() const { return chunks_; }
    TrainOutputs<Scalar>& outputs() { return outputs_; }
    const TrainOutputs<Scalar>& outputs() const { return outputs_; }
    ThreadTeam& team() { return team_; }
    /// q a_j, what the kernels multiply relu by.
    const Scalar* hingeWeights() const { return hingeWeights_.data(); }
    const Piecewise& activation() const { return activation_; }
    bool hasLinearPart() const { return !activation_.isRelu(); }
    bool movesFirstLayer() const { return trained_ != TrainedLayers::second; }
    bool movesSecondLayer() const { return trained_ != TrainedLayers::first; }
    /// Where there is more to a step than relu and the first layer: sums become q S_j + p G for these
    /// neurons and `columns` coordinates from `firstColumn` on, and the share of those in the gradient by a_j
    /// is noted. `weights` are those of the neurons and all their coordinates.
    /// @param sums  S_j, a row of `width` numbers each
    void completeGradient(IndexRange neurons, std::ptrdiff_t firstColumn, std::ptrdiff_t columns,
                          const Scalar* weights, Scalar* sums, std::ptrdiff_t width);
    bool isPlainRelu() const { return !hasLinearPart() && !movesSecondLayer(); }

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
    void addLinearPart(int thread);
    void setOutputWeights(const Vector<Scalar>& outputWeights);
    LearnerState<Scalar> wholeShape() const;

    const Dataset<Scalar>& data_;
    const TwoLayerNetwork<Scalar>& start_;
    Piecewise activation_;
    TrainedLayers trained_;
    LearnerInfo info_;
    std::stop_token stop_;
    const KernelTable<Scalar>& kernels_;
    NeuronChunks chunks_;
    TrainOutputs<Scalar> outputs_;
    ThreadTeam team_;
    Vector<Scalar> outputWeights_;        ///< a
    Vector<Scalar> scaledOutputWeights_;  ///< s a
    AlignedVector<Scalar> hingeWeights_;
    AlignedVector<Scalar> scales_;
    Vector<Scalar> slopes_;
    Vector<Scalar> values_;
    bool outputsAreCurrent_ = false;
};

extern template class FusedLearner<float>;
extern template class FusedLearner<double>;

}  // namespace featurescope
