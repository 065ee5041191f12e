#pragma once

#include "core/training/active_codes.h"
#include "core/training/certificates.h"

namespace featurescope {

/// A neuron that differs from the majority of its group on a sample, as the one or the other lists it.
class Deviation {
  public:
    /// @param index  the place of the neuron, or the sample; below 2^31
    Deviation(std::uint32_t index, bool active) : word_(index << 1 | static_cast<std::uint32_t>(active)) {}

    std::uint32_t index() const { return word_ >> 1; }
    bool isActive() const { return (word_ & 1) != 0; }

  private:
    std::uint32_t word_;
};

/// Some samples of the certified engine: their bits, codes and deviating pairs. One thread at a time works on
/// a chunk.
template <typename Scalar>
class CertifiedChunk {
  public:
    CertifiedChunk(IndexRange samples, const CertifiedModel<Scalar>& model,
                   Certificates<Scalar>& certificates);

    IndexRange samples() const { return samples_; }

    /// Computes and certifies every pair of a sample, once before the first pass, in the order of the
    /// samples.
    void enter(std::ptrdiff_t sample);
    /// A pass calls begin(), forward() and backward() of the samples in their order, each once and forward()
    /// first, and end() after the last forward().
    void begin() { codes_.begin(*model_); }
    /// Settles the bits for the weights of today. @return f
    Scalar forward(std::ptrdiff_t sample);
    /// @param factor  g_i
    void backward(std::ptrdiff_t sample, Scalar factor) {
        model_->kernels->addRow(factor, model_->input(sample), model_->depth,
                                codes_.inputSum(slots_[local(sample)]));
    }
    void end();

    const ActiveCodes<Scalar>& codes() const { return codes_; }
    /// On which samples the neuron deviates, rising.
    std::span<const Deviation> deviationsOf(std::ptrdiff_t place) const {
        const auto j = static_cast<std::size_t>(place);
        return {byNeuron_.data() + neuronEnds_[j], byNeuron_.data() + neuronEnds_[j + 1]};
    }
    /// Samples on which the neuron is active.
    std::ptrdiff_t activeSamples(std::ptrdiff_t place) const {
        return activeSamples_[static_cast<std::size_t>(place)];
    }
    /// Bits of the sample that are not those of the products computed from the weights of the last forward(),
    /// and deviations that are listed and should not be, or the other way round.
    std::int64_t wrongBits(std::ptrdiff_t sample);

  private:
    std::size_t local(std::ptrdiff_t sample) const {
        return static_cast<std::size_t>(sample - samples_.first);
    }
    std::uint32_t codeOf(std::ptrdiff_t sample) const { return codes_.code(slots_[local(sample)]); }
    std::span<const Deviation> deviationsOn(std::ptrdiff_t sample) const {
        return {bySample_.data() + sampleEnds_[local(sample)],
                bySample_.data() + sampleEnds_[local(sample) + 1]};
    }
    void multiply(const Scalar* input, std::ptrdiff_t count);
    void multiplyAll(std::ptrdiff_t sample);
    std::uint32_t codeOfCounts(std::ptrdiff_t sample) const;
    void countFlip(std::ptrdiff_t sample, std::ptrdiff_t place, bool active);
    struct Settled {
        Scalar sum = 0;  ///< of what deviates from the code as it was
        bool flipped = false;
    };
    Settled settle(std::ptrdiff_t sample, std::span<const Deviation> known, std::ptrdiff_t expired);
    Scalar recode(std::ptrdiff_t sample, std::uint32_t code);
    Scalar shareOf(Deviation deviation, Scalar z) const {
        const Scalar share = model_->hinge * model_->outputWeight(deviation.index()) * z;
        return deviation.isActive() ? share : -share;
    }

    IndexRange samples_;
    const CertifiedModel<Scalar>* model_;
    Certificates<Scalar>* certificates_;
    ActiveCodes<Scalar> codes_;
    std::vector<std::uint32_t> slots_;                ///< of each sample
    std::vector<std::uint32_t> counts_;               ///< [sample][group]: active neurons
    std::vector<std::ptrdiff_t> activeSamples_;       ///< of each neuron
    std::vector<Deviation> bySample_, nextBySample_;  ///< sample after sample, by place
    std::vector<std::size_t> sampleEnds_, nextEnds_;  ///< where the list of a sample ends and the next begins
    std::vector<Deviation> byNeuron_;                 ///< neuron after neuron, by sample
    std::vector<std::size_t> neuronEnds_;
    // What a product of one sample with some neurons needs.
    std::vector<const Scalar*> rows_;
    AlignedVector<Scalar> products_;
    std::vector<std::uint32_t> expired_;
};

extern template class CertifiedChunk<float>;
extern template class CertifiedChunk<double>;

}  // namespace featurescope
