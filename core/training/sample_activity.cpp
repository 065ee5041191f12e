#include "core/training/sample_activity.h"

#include <algorithm>
#include <cassert>

#include "core/base/cancel.h"
#include "core/training/call_limits.h"
#include "core/training/kernels/kernels.h"
#include "core/training/packed_block.h"

namespace featurescope {

template <typename Scalar>
SampleActivity<Scalar>::SampleActivity(const Matrix<Scalar>& inputs)
    : inputs_(inputs),
      kernels_(kernelsOf<Scalar>(chosenInstructionSet(InstructionSet::automatic))),
      gathered_(inputs.rows(), kBlockSize),
      panels_(static_cast<std::size_t>(inputs.rows() * kBlockSize)),
      outputs_(static_cast<std::size_t>(kBlockSize)) {}

template <typename Scalar>
std::span<const std::uint64_t> SampleActivity<Scalar>::on(std::span<const std::int32_t> samples,
                                                          const Scalar* weights, std::ptrdiff_t neurons,
                                                          const std::stop_token& stop) {
    const auto count = static_cast<std::ptrdiff_t>(samples.size());
    assert(count >= 1 && count <= kBlockSize);
    const std::ptrdiff_t depth = inputs_.rows();
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        gathered_.col(i) = inputs_.col(samples[static_cast<std::size_t>(i)]);
    }
    packBlock<Scalar>({gathered_.data(), depth, count, depth}, kernels_.panelWidth, panels_.data());
    if (activity_.size() < static_cast<std::size_t>(neurons)) {
        activity_.resize(static_cast<std::size_t>(neurons));
        outputWeights_.resize(static_cast<std::size_t>(neurons));
    }
    const std::ptrdiff_t rows = rowsPerCall(depth);
    for (std::ptrdiff_t j = 0; j < neurons; j += rows) {
        throwIfCancelled(stop);
        kernels_.forward({.weights = weights + j * depth,
                          .stride = depth,
                          .count = std::min(rows, neurons - j),
                          .depth = depth,
                          .panels = panels_.data(),
                          .outputWeights = outputWeights_.data() + j,
                          .activity = activity_.data() + j,
                          .outputs = outputs_.data()});
    }
    return {activity_.data(), static_cast<std::size_t>(neurons)};
}

template class SampleActivity<float>;
template class SampleActivity<double>;

}  // namespace featurescope
