#pragma once

#include "core/training/certified_model.h"

namespace featurescope {

/// The codes of a chunk of samples (see CertifiedModel). Each that occurs has a slot with the row that gives
/// the outputs of its samples, and the sum of g_i x_i over them.
template <typename Scalar>
class ActiveCodes {
  public:
    explicit ActiveCodes(std::ptrdiff_t depth) : depth_(depth) {}

    /// Before a pass over the samples: rows for the weights of today, sums of 0.
    void begin(const CertifiedModel<Scalar>& model);
    /// One more sample has this code. @return its slot
    std::uint32_t join(std::uint32_t code, const CertifiedModel<Scalar>& model);
    void leave(std::uint32_t slot) { --slots_[slot].samples; }
    std::uint32_t code(std::uint32_t slot) const { return slots_[slot].code; }
    const Scalar* outputRow(std::uint32_t slot) const { return rows_.data() + slot * depth_; }
    Scalar* inputSum(std::uint32_t slot) { return sums_.data() + slot * depth_; }
    /// After a pass: from now on sums are taken in the order of the codes, not of the slots, which depend on
    /// the past.
    void arrange();
    /// Adds q times the sums of the codes that have the group, and p times those of all. No code has the
    /// group kGroups.
    void addInputSums(int group, const CertifiedModel<Scalar>& model, Scalar* target) const;

  private:
    static constexpr std::uint32_t kNoCode = 1U << kGroups;
    struct Slot {
        std::uint32_t code = kNoCode;
        std::uint32_t samples = 0;
    };

    void makeRow(std::uint32_t slot, const CertifiedModel<Scalar>& model);

    std::ptrdiff_t depth_;
    std::vector<Slot> slots_;
    std::vector<std::uint32_t> order_;
    AlignedVector<Scalar> rows_;
    AlignedVector<Scalar> sums_;
};

extern template class ActiveCodes<float>;
extern template class ActiveCodes<double>;

}  // namespace featurescope
