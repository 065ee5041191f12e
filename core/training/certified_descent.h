#pragma once

#include <algorithm>
#include <stop_token>

#include "core/training/certified_chunk.h"
#include "core/training/learner_parts.h"
#include "core/training/padded_inputs.h"
#include "core/training/thread_team.h"
#include "core/training/train_outputs.h"

namespace featurescope {

/// Gradient steps that cost O(n d) and what deviates, once neurons share their activation patterns: see
/// CertifiedModel for the formulas and Certificates for why the bits are right. What it computes depends on
/// the weights and groups it began with and the step sizes since alone, for any number of threads.
template <typename Scalar>
class CertifiedDescent {
  public:
    /// Begins with weights whose neurons are grouped like this. @param weights  m x d
    /// The references but that must outlive it.
    CertifiedDescent(const LearnerParts<Scalar>& parts, const PaddedInputs<Scalar>& inputs,
                     const WeightMatrix<Scalar>& weights, std::vector<std::uint8_t> groups, ThreadTeam& team);
    CertifiedDescent(const CertifiedDescent&) = delete;
    CertifiedDescent& operator=(const CertifiedDescent&) = delete;

    const std::vector<std::uint8_t>& groups() const { return groups_; }
    /// Writes the weights, m x d, row after row.
    void copyWeightsTo(Scalar* weights) const;
    /// f for the weights of today; the next step() takes them up.
    Eigen::Map<const Vector<Scalar>> outputs() {
        forward();
        return outputs_.values();
    }
    void step(Scalar stepSize);
    /// The checking mode: computes every pair for the weights of today, and counts those whose bit or list of
    /// deviations is not what it must be.
    std::int64_t wrongBits();

  private:
    /// Neurons of one group that are updated together.
    struct Segment {
        IndexRange places;
        int group;
        double own = 0, relativeWeight = 0;  ///< of Certificates::Motion
    };
    /// What a thread sums the deviations of a neuron with.
    struct Workspace {
        std::vector<const Scalar*> rows;
        std::vector<Scalar> coefficients;
        AlignedVector<Scalar> sum;
    };

    IndexRange share(std::ptrdiff_t parts, int thread) const { return partOf(parts, thread, team_.size()); }
    IndexRange segmentsOf(int thread) const {
        return share(static_cast<std::ptrdiff_t>(segments_.size()), thread);
    }
    Scalar* segmentSum(std::ptrdiff_t segment) { return segmentSums_.data() + segment * model_.depth; }
    /// Runs work(chunk) for the thread's chunks.
    template <typename Work>
    void forChunks(int thread, const Work& work) {
        const IndexRange own = share(static_cast<std::ptrdiff_t>(chunks_.size()), thread);
        for (std::ptrdiff_t c = own.first; c < own.last; ++c) work(chunks_[static_cast<std::size_t>(c)]);
    }
    void makeSegments();
    void makeChunks();
    void enter(int thread);
    void noteWeights(int thread);
    void forward();
    void passChunk(CertifiedChunk<Scalar>& chunk, bool isForward, bool isBackward);
    void pass(int thread, bool isBackward);
    void sumDirections(int thread);
    void updateSegment(std::ptrdiff_t number, Workspace& workspace, Scalar stepSize);
    bool isActiveSomewhere(std::ptrdiff_t place) const {
        const auto isActive = [place](const auto& chunk) { return chunk.activeSamples(place) > 0; };
        return std::any_of(chunks_.begin(), chunks_.end(), isActive);
    }
    const Scalar* ownSum(std::ptrdiff_t place, Workspace& workspace);
    void sumGroups(int thread);
    void sumWhole();
    double distance(int group, int other, Workspace& workspace);
    void findDrifts(int thread, double stepSize);

    std::stop_token stop_;
    const PaddedInputs<Scalar>& inputs_;
    const CertifiedKernels<Scalar>& kernels_;
    ThreadTeam& team_;
    std::vector<std::uint8_t> groups_;
    GroupLayout layout_;
    CertifiedModel<Scalar> model_;
    Certificates<Scalar> certificates_;
    std::vector<CertifiedChunk<Scalar>> chunks_;
    std::vector<Segment> segments_;
    AlignedVector<Scalar> segmentSums_;  ///< sum of a_j w_j over a segment
    std::vector<Workspace> workspaces_;
    TrainOutputs<Scalar> outputs_;
    bool outputsAreCurrent_ = false;
};

extern template class CertifiedDescent<float>;
extern template class CertifiedDescent<double>;

}  // namespace featurescope
