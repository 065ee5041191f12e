#include "core/training/certified_chunk.h"

#include <algorithm>

namespace featurescope {

template <typename Scalar>
CertifiedChunk<Scalar>::CertifiedChunk(IndexRange samples, const CertifiedModel<Scalar>& model,
                                       Certificates<Scalar>& certificates)
    : samples_(samples),
      model_(&model),
      certificates_(&certificates),
      codes_(model.depth),
      slots_(static_cast<std::size_t>(samples.size())),
      counts_(slots_.size() * kGroups),
      activeSamples_(static_cast<std::size_t>(model.layout->neurons())),
      sampleEnds_{0},
      nextEnds_{0},
      neuronEnds_(static_cast<std::size_t>(model.layout->neurons()) + 2),
      rows_(static_cast<std::size_t>(model.layout->neurons()) + 1),
      products_(rows_.size()),
      expired_(rows_.size()) {}

/// products_ become those of `input` with the first rows_.
template <typename Scalar>
void CertifiedChunk<Scalar>::multiply(const Scalar* input, std::ptrdiff_t count) {
    model_->kernels->dots({.input = input,
                           .rows = rows_.data(),
                           .count = count,
                           .depth = model_->depth,
                           .out = products_.data()});
}

/// products_ become z_ij of all neurons, by place.
template <typename Scalar>
void CertifiedChunk<Scalar>::multiplyAll(std::ptrdiff_t sample) {
    const std::ptrdiff_t m = model_->layout->neurons();
    for (std::ptrdiff_t j = 0; j < m; ++j) rows_[static_cast<std::size_t>(j)] = model_->weight(j);
    multiply(model_->input(sample), m);
}

template <typename Scalar>
std::uint32_t CertifiedChunk<Scalar>::codeOfCounts(std::ptrdiff_t sample) const {
    std::uint32_t code = 0;
    for (int g = 0; g < kGroups; ++g) {
        const std::ptrdiff_t count = counts_[local(sample) * kGroups + static_cast<std::size_t>(g)];
        if (2 * count > model_->layout->members(g).size()) code |= 1U << g;
    }
    return code;
}

template <typename Scalar>
void CertifiedChunk<Scalar>::countFlip(std::ptrdiff_t sample, std::ptrdiff_t place, bool active) {
    std::uint32_t& count =
        counts_[local(sample) * kGroups + static_cast<std::size_t>(model_->layout->groupOf(place))];
    count = active ? count + 1 : count - 1;
    activeSamples_[static_cast<std::size_t>(place)] += active ? 1 : -1;
}

template <typename Scalar>
void CertifiedChunk<Scalar>::enter(std::ptrdiff_t sample) {
    multiplyAll(sample);
    const std::ptrdiff_t m = model_->layout->neurons();
    for (std::ptrdiff_t j = 0; j < m; ++j)
        if (products_[static_cast<std::size_t>(j)] > 0) countFlip(sample, j, true);
    const std::uint32_t code = codeOfCounts(sample);
    slots_[local(sample)] = codes_.join(code, *model_);
    for (std::ptrdiff_t j = 0; j < m; ++j) {
        const Scalar z = products_[static_cast<std::size_t>(j)];
        const bool isActive = z > 0;
        if (isActive == ((code >> model_->layout->groupOf(j) & 1) != 0)) {
            certificates_->certify(sample, j, z);
        } else {
            certificates_->release(sample, j, isActive);
            bySample_.emplace_back(static_cast<std::uint32_t>(j), isActive);
        }
    }
    sampleEnds_.push_back(bySample_.size());
}

template <typename Scalar>
Scalar CertifiedChunk<Scalar>::forward(std::ptrdiff_t sample) {
    const Scalar* input = model_->input(sample);
    const std::ptrdiff_t expired =
        certificates_->advance(sample, input, model_->classDirections.data(), model_->lastStepSize,
                               model_->drifts.data(), expired_.data());
    const std::span<const Deviation> known = deviationsOn(sample);
    std::size_t row = 0;
    rows_[row++] = codes_.outputRow(slots_[local(sample)]);
    for (const Deviation deviation : known) rows_[row++] = model_->weight(deviation.index());
    for (std::ptrdiff_t e = 0; e < expired; ++e)
        rows_[row++] = model_->weight(expired_[static_cast<std::size_t>(e)]);
    multiply(input, static_cast<std::ptrdiff_t>(row));
    const Scalar shared = products_[0];
    const Settled settled = settle(sample, known, expired);
    Scalar f = shared + settled.sum;
    if (settled.flipped) {
        const std::uint32_t code = codeOfCounts(sample);
        if (code != codeOf(sample)) f = recode(sample, code);
    }
    nextEnds_.push_back(nextBySample_.size());
    return f;
}

/// Sorts the pairs that were computed into those that deviate from the code as it was, which it lists, and
/// those that are to be certified. Both come by place, so that the sum of what deviates depends on the bits
/// alone.
template <typename Scalar>
typename CertifiedChunk<Scalar>::Settled CertifiedChunk<Scalar>::settle(std::ptrdiff_t sample,
                                                                        std::span<const Deviation> known,
                                                                        std::ptrdiff_t expired) {
    Settled settled;
    std::size_t k = 0, e = 0;
    const auto due = static_cast<std::size_t>(expired);
    while (k < known.size() || e < due) {
        const bool deviated = e == due || (k < known.size() && known[k].index() < expired_[e]);
        const Scalar z = products_[deviated ? 1 + k : 1 + known.size() + e];
        const std::uint32_t place = deviated ? known[k].index() : expired_[e];
        const bool wasActive = deviated ? known[k].isActive() : certificates_->isActive(sample, place);
        ++(deviated ? k : e);
        const bool isActive = z > 0, flipped = isActive != wasActive;
        if (flipped) countFlip(sample, place, isActive);
        settled.flipped |= flipped;
        if (deviated != flipped) {
            if (!deviated) certificates_->release(sample, place, isActive);
            nextBySample_.emplace_back(place, isActive);
            settled.sum += shareOf(nextBySample_.back(), z);
        } else {
            certificates_->certify(sample, place, z);
        }
    }
    return settled;
}

/// A majority has changed: lists the deviations anew. @return f
template <typename Scalar>
Scalar CertifiedChunk<Scalar>::recode(std::ptrdiff_t sample, std::uint32_t code) {
    std::uint32_t& slot = slots_[local(sample)];
    codes_.leave(slot);
    slot = codes_.join(code, *model_);
    nextBySample_.erase(nextBySample_.begin() + static_cast<std::ptrdiff_t>(nextEnds_.back()),
                        nextBySample_.end());
    std::size_t row = 0;
    rows_[row++] = codes_.outputRow(slot);
    for (std::ptrdiff_t j = 0; j < model_->layout->neurons(); ++j) {
        const bool isActive = certificates_->isActive(sample, j);
        if (isActive == ((code >> model_->layout->groupOf(j) & 1) != 0)) {
            certificates_->requestIfReleased(sample, j);
            continue;
        }
        certificates_->release(sample, j, isActive);
        nextBySample_.emplace_back(static_cast<std::uint32_t>(j), isActive);
        rows_[row++] = model_->weight(j);
    }
    multiply(model_->input(sample), static_cast<std::ptrdiff_t>(row));
    Scalar sum = 0;
    for (std::size_t k = 1; k < row; ++k)
        sum += shareOf(nextBySample_[nextEnds_.back() + k - 1], products_[k]);
    return products_[0] + sum;
}

template <typename Scalar>
void CertifiedChunk<Scalar>::end() {
    codes_.arrange();
    bySample_.swap(nextBySample_);
    sampleEnds_.swap(nextEnds_);
    nextBySample_.clear();
    nextEnds_.resize(1);
    // The same pairs neuron by neuron: counted, then placed.
    const auto m = static_cast<std::size_t>(model_->layout->neurons());
    neuronEnds_.assign(m + 2, 0);
    for (const Deviation deviation : bySample_) ++neuronEnds_[deviation.index() + 2];
    for (std::size_t j = 2; j < m + 2; ++j) neuronEnds_[j] += neuronEnds_[j - 1];
    byNeuron_.assign(bySample_.size(), Deviation(0, false));
    for (std::ptrdiff_t i = samples_.first; i < samples_.last; ++i) {
        for (const Deviation deviation : deviationsOn(i)) {
            byNeuron_[neuronEnds_[deviation.index() + 1]++] = {static_cast<std::uint32_t>(i),
                                                               deviation.isActive()};
        }
    }
}

template <typename Scalar>
std::int64_t CertifiedChunk<Scalar>::wrongBits(std::ptrdiff_t sample) {
    multiplyAll(sample);
    std::int64_t wrong = 0;
    const std::span<const Deviation> listed = deviationsOn(sample);
    std::size_t k = 0;
    for (std::ptrdiff_t j = 0; j < model_->layout->neurons(); ++j) {
        const bool isActive = products_[static_cast<std::size_t>(j)] > 0;
        const bool isListed = k < listed.size() && static_cast<std::ptrdiff_t>(listed[k].index()) == j;
        if (isListed) ++k;
        const bool deviates = isActive != ((codeOf(sample) >> model_->layout->groupOf(j) & 1) != 0);
        if (certificates_->isActive(sample, j) != isActive || isListed != deviates) ++wrong;
    }
    return wrong + static_cast<std::int64_t>(listed.size() - k);
}

template class CertifiedChunk<float>;
template class CertifiedChunk<double>;

}  // namespace featurescope
