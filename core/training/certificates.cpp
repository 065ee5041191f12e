#include "core/training/certificates.h"

#include <algorithm>
#include <bit>

namespace featurescope {
namespace {

/// u.
template <typename Scalar>
constexpr double kUnit = static_cast<double>(std::numeric_limits<Scalar>::epsilon()) / 2;

constexpr double kKeyMargin = 3e-7;

}  // namespace

template <typename Scalar>
Certificates<Scalar>::Certificates(const GroupLayout& layout, const CertifiedKernels<Scalar>& kernels,
                                   std::ptrdiff_t depth, std::span<const Scalar> squaredInputs,
                                   std::span<const Scalar> outputWeights)
    : layout_(&layout),
      kernels_(&kernels),
      depth_(depth),
      productRounding_((static_cast<double>(depth) / static_cast<double>(2 * kernels.lanes) + 8) *
                       kUnit<Scalar>),
      rounding_(2 * productRounding_),
      tinySquare_(static_cast<double>(depth) * static_cast<double>(std::numeric_limits<Scalar>::min())),
      tiny_(8 * std::sqrt(tinySquare_)),
      roundedUpNorm_(1 +
                     (static_cast<double>(depth) / static_cast<double>(kernels.lanes) + 16) * kUnit<Scalar>),
      slack_(outputWeights.size()),
      keys_(squaredInputs.size() * static_cast<std::size_t>(layout.keys()),
            std::numeric_limits<float>::infinity()),
      clocks_(squaredInputs.size() * kGroups),
      earliest_(squaredInputs.size() * kGroups, std::numeric_limits<double>::infinity()) {
    for (const Scalar square : squaredInputs) inputNorms_.push_back(square == 0 ? 0 : norm(square));
    for (const Scalar a : outputWeights) inverseRate_.push_back(1 / std::abs(static_cast<double>(a)));
}

template <typename Scalar>
double Certificates<Scalar>::drift(const Motion& motion, double stepSize) const {
    const double rounded = (2 * productRounding_ + 8 * kUnit<Scalar>)+tiny_;
    return stepSize *
               (motion.difference + motion.own + rounded * (motion.shared + motion.leader + motion.own)) +
           (1.1 * kUnit<Scalar> + tiny_) * motion.relativeWeight + tiny_;
}

template <typename Scalar>
std::ptrdiff_t Certificates<Scalar>::advance(std::ptrdiff_t sample, const Scalar* input,
                                             const Scalar* const* directions, double stepSize,
                                             const double* drifts, std::uint32_t* expired) {
    const std::size_t first = clockOf(sample, 0);
    std::uint32_t due = kernels_->advanceClocks({.input = input,
                                                 .directions = directions,
                                                 .depth = depth_,
                                                 .stepSize = stepSize,
                                                 .inputNorm = inputNorms_[static_cast<std::size_t>(sample)],
                                                 .drifts = drifts,
                                                 .clocks = clocks_.data() + first,
                                                 .earliest = earliest_.data() + first});
    std::ptrdiff_t found = 0;
    for (; due != 0; due &= due - 1) {
        const int group = std::countr_zero(due);
        const std::size_t at = first + static_cast<std::size_t>(group);
        float lowest = 0;
        found +=
            kernels_->scanKeys({.keys = keys_.data() + sample * layout_->keys() + layout_->firstKey(group),
                                .count = roundedUp(layout_->members(group).size(), kKeyUnit),
                                .clock = static_cast<float>(clocks_[at]),
                                .first = static_cast<std::uint32_t>(layout_->members(group).first),
                                .expired = expired + found,
                                .lowest = &lowest});
        earliest_[at] = static_cast<double>(lowest);
    }
    return found;
}

template <typename Scalar>
void Certificates<Scalar>::certify(std::ptrdiff_t sample, std::ptrdiff_t place, Scalar z) {
    constexpr double kLargest = static_cast<double>(std::numeric_limits<float>::max());
    const auto j = static_cast<std::size_t>(place);
    const std::size_t at = clockOf(sample, layout_->groupOf(place));
    const double inputNorm = inputNorms_[static_cast<std::size_t>(sample)];
    const double room = inputNorm > 0
                            ? (std::abs(static_cast<double>(z)) - inputNorm * slack_[j]) * inverseRate_[j]
                            : kLargest;
    const double certain = std::min((clocks_[at] + room) * (1 - kKeyMargin), kLargest);
    const float last = room > 0 && certain > 0 ? static_cast<float>(certain) : 0.0F;
    key(sample, place) = withSign(last, z > 0);
    earliest_[at] = std::min(earliest_[at], static_cast<double>(last));
}

template class Certificates<float>;
template class Certificates<double>;

}  // namespace featurescope
