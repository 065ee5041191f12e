#include "core/training/padded_inputs.h"

#include <algorithm>
#include <limits>

#include "core/base/cancel.h"

namespace featurescope {

template <typename Scalar>
PaddedInputs<Scalar>::PaddedInputs(const Matrix<Scalar>& inputs, const CertifiedKernels<Scalar>& kernels)
    : kernels_(kernels),
      samples_(inputs.cols()),
      dimension_(inputs.rows()),
      depth_(roundedUp(dimension_, kernels_.lanes)),
      rows_(static_cast<std::size_t>(samples_ * depth_)),
      squares_(static_cast<std::size_t>(samples_)) {
    for (std::ptrdiff_t i = 0; i < samples_; ++i) {
        Scalar* row = rows_.data() + i * depth_;
        std::copy_n(inputs.col(i).data(), dimension_, row);
        const bool isZero = std::all_of(row, row + depth_, [](Scalar x) { return x == 0; });
        // Squares of tiny numbers vanish, too.
        squares_[static_cast<std::size_t>(i)] =
            isZero ? Scalar(0) : std::max(squareOf(row), std::numeric_limits<Scalar>::min());
    }
}

template <typename Scalar>
Scalar PaddedInputs<Scalar>::squareOf(const Scalar* row) const {
    Scalar square = 0;
    kernels_.dots({.input = row, .rows = &row, .count = 1, .depth = depth_, .out = &square});
    return square;
}

template <typename Scalar>
ActivityPatterns PaddedInputs<Scalar>::patternsOf(const WeightMatrix<Scalar>& weights, ThreadTeam& team,
                                                  const std::stop_token& stop) const {
    const std::ptrdiff_t m = weights.rows();
    AlignedVector<Scalar> rows(static_cast<std::size_t>(m * depth_));
    std::vector<const Scalar*> pointers(static_cast<std::size_t>(m));
    for (std::ptrdiff_t j = 0; j < m; ++j) {
        std::copy_n(weights.data() + j * dimension_, dimension_, rows.data() + j * depth_);
        pointers[static_cast<std::size_t>(j)] = rows.data() + j * depth_;
    }
    ActivityPatterns patterns(m, samples_);
    team.run([&](int thread) {
        AlignedVector<Scalar> products(static_cast<std::size_t>(m));
        // Whole words of a pattern belong to one thread.
        const IndexRange blocks = partOf(roundedUp(samples_, kBlockSize) / kBlockSize, thread, team.size());
        for (std::ptrdiff_t i = blocks.first * kBlockSize; i < std::min(blocks.last * kBlockSize, samples_);
             ++i) {
            if (stop.stop_requested()) return;
            kernels_.dots({.input = row(i),
                           .rows = pointers.data(),
                           .count = m,
                           .depth = depth_,
                           .out = products.data()});
            for (std::ptrdiff_t j = 0; j < m; ++j)
                if (products[static_cast<std::size_t>(j)] > 0) patterns.activate(j, i);
        }
    });
    throwIfCancelled(stop);
    return patterns;
}

template class PaddedInputs<float>;
template class PaddedInputs<double>;

}  // namespace featurescope
