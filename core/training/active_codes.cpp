#include "core/training/active_codes.h"

#include <algorithm>

namespace featurescope {

template <typename Scalar>
void ActiveCodes<Scalar>::makeRow(std::uint32_t slot, const CertifiedModel<Scalar>& model) {
    Scalar* row = rows_.data() + slot * depth_;
    std::fill_n(row, depth_, Scalar(0));
    for (int g = 0; g < kGroups; ++g) {
        if ((slots_[slot].code >> g & 1) != 0)
            model.kernels->addRow(model.hinge, model.groupSum(g), depth_, row);
    }
    if (model.linear != 0) model.kernels->addRow(model.linear, model.wholeSum.data(), depth_, row);
}

template <typename Scalar>
void ActiveCodes<Scalar>::begin(const CertifiedModel<Scalar>& model) {
    for (std::uint32_t slot = 0; slot < slots_.size(); ++slot) {
        // A code that nobody has any more would keep a row of old weights.
        if (slots_[slot].samples == 0) slots_[slot].code = kNoCode;
        if (slots_[slot].code == kNoCode) continue;
        makeRow(slot, model);
        std::fill_n(inputSum(slot), depth_, Scalar(0));
    }
}

template <typename Scalar>
std::uint32_t ActiveCodes<Scalar>::join(std::uint32_t code, const CertifiedModel<Scalar>& model) {
    const auto slotWith = [this](std::uint32_t wanted) {
        const auto has = [wanted](const Slot& slot) { return slot.code == wanted; };
        return static_cast<std::uint32_t>(std::find_if(slots_.begin(), slots_.end(), has) - slots_.begin());
    };
    std::uint32_t slot = slotWith(code);
    if (slot == slots_.size()) {
        slot = slotWith(kNoCode);
        if (slot == slots_.size()) {
            slots_.emplace_back();
            rows_.resize(rows_.size() + static_cast<std::size_t>(depth_));
            sums_.resize(sums_.size() + static_cast<std::size_t>(depth_));
        }
        slots_[slot].code = code;
        makeRow(slot, model);
        std::fill_n(inputSum(slot), depth_, Scalar(0));
    }
    ++slots_[slot].samples;
    return slot;
}

template <typename Scalar>
void ActiveCodes<Scalar>::arrange() {
    order_.clear();
    for (std::uint32_t slot = 0; slot < slots_.size(); ++slot)
        if (slots_[slot].samples > 0) order_.push_back(slot);
    std::sort(order_.begin(), order_.end(), [this](std::uint32_t one, std::uint32_t other) {
        return slots_[one].code < slots_[other].code;
    });
}

template <typename Scalar>
void ActiveCodes<Scalar>::addInputSums(int group, const CertifiedModel<Scalar>& model, Scalar* target) const {
    for (const std::uint32_t slot : order_) {
        const bool has = (slots_[slot].code >> group & 1) != 0;
        const Scalar coefficient = has ? model.hinge + model.linear : model.linear;
        if (coefficient != 0)
            model.kernels->addRow(coefficient, sums_.data() + slot * depth_, depth_, target);
    }
}

template class ActiveCodes<float>;
template class ActiveCodes<double>;

}  // namespace featurescope
