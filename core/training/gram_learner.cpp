#include "core/training/gram_learner.h"

#include <algorithm>

#include "core/base/cancel.h"
#include "core/training/call_limits.h"
#include "core/training/packed_block.h"

namespace featurescope {

namespace {

constexpr std::ptrdiff_t kCacheLine = 16;

template <typename Scalar>
AlignedVector<Scalar> zeros(std::ptrdiff_t rows, std::ptrdiff_t columns) {
    return AlignedVector<Scalar>(static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns));
}

}  // namespace

template <typename Scalar>
GramLearner<Scalar>::GramLearner(const LearnerParts<Scalar>& parts)
    : FusedLearner<Scalar>(parts),
      stride_(roundedUp(this->samples(), kCacheLine)),
      gram_(zeros<Scalar>(this->samples(), stride_)),
      preActivations_(zeros<Scalar>(this->neurons(), stride_)),
      sums_(zeros<Scalar>(this->neurons(), stride_)),
      activity_(zeros<std::uint64_t>(this->outputs().padded() / kBlockSize, this->neurons())),
      backward_(static_cast<std::size_t>(this->team().size()),
                ActiveRowSum<Scalar>(this->kernels(), this->neurons())),
      crossPanels_(zeros<Scalar>(this->samples(), roundedUp(parts.data.test.size(), kBlockSize))),
      testPreActivations_(zeros<Scalar>(this->neurons(), roundedUp(parts.data.test.size(), kBlockSize))),
      minusOutputWeights_(-parts.start.outputWeights),
      testOutputs_(parts.data.test.size()) {
    const std::ptrdiff_t panels = this->dimension() * kBlockSize;
    forBlocks(this->samples(), panels,
              [this](std::ptrdiff_t i, Scalar* space) { computeGramBlock(i, space); });
    forBlocks(parts.data.test.size(), panels,
              [this](std::ptrdiff_t i, Scalar* space) { computeCrossBlock(i, space); });
    returnToStart();
}

template <typename Scalar>
template <typename Work>
void GramLearner<Scalar>::forBlocks(std::ptrdiff_t count, std::ptrdiff_t size, Work&& work) {
    auto space = zeros<Scalar>(this->team().size(), size);
    this->compute([&](int thread) {
        for (std::ptrdiff_t i = thread * kBlockSize; i < count; i += this->team().size() * kBlockSize) {
            if (!this->cancelled()) work(i, space.data() + thread * size);
        }
    });
}

template <typename Scalar>
void GramLearner<Scalar>::multiply(Product job) const {
    const std::ptrdiff_t rows = rowsPerCall(job.depth);
    for (std::ptrdiff_t left = job.count; left > 0 && !this->cancelled(); left -= rows) {
        job.count = std::min(left, rows);
        this->kernels().product(job);
        job.rows += rows * job.stride;
        job.out += rows * job.outStride;
        if (job.base) job.base += rows * job.baseStride;
        if (job.scales) job.scales += rows;
    }
}

/// 64 columns of K = X^T X.
template <typename Scalar>
void GramLearner<Scalar>::computeGramBlock(std::ptrdiff_t first, Scalar* panels) {
    const Matrix<Scalar>& inputs = this->data().train.inputs;
    const std::ptrdiff_t d = this->dimension();
    const std::ptrdiff_t columns = std::min(kBlockSize, this->samples() - first);
    packBlock<Scalar>({inputs.col(first).data(), d, columns, d}, this->kernels().panelWidth, panels);
    multiply({.rows = inputs.data(),
              .stride = d,
              .count = this->samples(),
              .depth = d,
              .panels = panels,
              .columns = columns,
              .scales = nullptr,
              .base = nullptr,
              .baseStride = 0,
              .out = gram_.data() + first,
              .outStride = stride_});
}

/// 64 columns of Z(0) = W(0) X.
template <typename Scalar>
void GramLearner<Scalar>::computeStartBlock(std::ptrdiff_t first, Scalar* panels) {
    const Matrix<Scalar>& inputs = this->data().train.inputs;
    const std::ptrdiff_t d = this->dimension();
    const std::ptrdiff_t columns = std::min(kBlockSize, this->samples() - first);
    packBlock<Scalar>({inputs.col(first).data(), d, columns, d}, this->kernels().panelWidth, panels);
    multiply({.rows = this->start().weights.data(),
              .stride = d,
              .count = this->neurons(),
              .depth = d,
              .panels = panels,
              .columns = columns,
              .scales = nullptr,
              .base = nullptr,
              .baseStride = 0,
              .out = preActivations_.data() + first,
              .outStride = stride_});
}

template <typename Scalar>
void GramLearner<Scalar>::returnToStart() {
    forBlocks(this->samples(), this->dimension() * kBlockSize,
              [this](std::ptrdiff_t i, Scalar* space) { computeStartBlock(i, space); });
    std::fill(sums_.begin(), sums_.end(), Scalar(0));
    weightsAreCurrent_ = false;
}

/// 64 columns of W(0) X_test, and of X^T X_test in the form computeTestBlock() reads.
template <typename Scalar>
void GramLearner<Scalar>::computeCrossBlock(std::ptrdiff_t first, Scalar* panels) {
    const Matrix<Scalar>& inputs = this->data().test.inputs;
    const std::ptrdiff_t d = this->dimension();
    const std::ptrdiff_t n = this->samples();
    const std::ptrdiff_t width = this->kernels().panelWidth;
    packBlock<Scalar>(
        {inputs.col(first).data(), d, std::min<std::ptrdiff_t>(kBlockSize, inputs.cols() - first), d}, width,
        panels);
    Product product{.rows = this->start().weights.data(),
                    .stride = d,
                    .count = this->neurons(),
                    .depth = d,
                    .panels = panels,
                    .columns = kBlockSize,
                    .scales = nullptr,
                    .base = nullptr,
                    .baseStride = 0,
                    .out = testPreActivations_.data() + first * this->neurons(),
                    .outStride = kBlockSize};
    multiply(product);
    product.rows = this->data().train.inputs.data();
    product.count = n;
    product.columns = width;
    product.outStride = width;
    for (std::ptrdiff_t c = 0; c < kBlockSize; c += width) {
        product.panels = panels + c * d;
        product.out = crossPanels_.data() + (first + c) * n;
        multiply(product);
    }
}

template <typename Scalar>
void GramLearner<Scalar>::forwardChunk(std::ptrdiff_t chunk) {
    Scalar* outputs = this->outputs().partial(chunk);
    std::fill_n(outputs, this->outputs().padded(), Scalar(0));
    const IndexRange neurons = this->chunks().neuronsOf(chunk);
    for (std::ptrdiff_t i = 0; i < this->samples() && !this->cancelled(); i += kBlockSize) {
        this->kernels().activate(
            {.preActivations = preActivations_.data() + neurons.first * stride_ + i,
             .stride = stride_,
             .count = neurons.size(),
             .samples = std::min(kBlockSize, this->samples() - i),
             .outputWeights = this->start().outputWeights.data() + neurons.first,
             .activity = activity_.data() + i / kBlockSize * this->neurons() + neurons.first,
             .outputs = outputs + i});
    }
}

template <typename Scalar>
void GramLearner<Scalar>::update(IndexRange neurons, int thread, Scalar stepSize, const Scalar* scales) {
    const Scalar* factors = this->outputs().factors();
    for (std::ptrdiff_t i = 0; i < this->samples() && !this->cancelled(); i += kBlockSize) {
        this->kernels().activeSum(
            {.sums = sums_.data() + neurons.first * stride_ + i,
             .stride = stride_,
             .count = neurons.size(),
             .samples = std::min(kBlockSize, this->samples() - i),
             .activity = activity_.data() + i / kBlockSize * this->neurons() + neurons.first,
             .coefficients = factors + i,
             .factor = stepSize});
    }
    backward_[static_cast<std::size_t>(thread)].add({.targets = preActivations_.data(),
                                                     .targetStride = stride_,
                                                     .neurons = neurons,
                                                     .width = this->samples(),
                                                     .scales = scales,
                                                     .activity = activity_.data(),
                                                     .activityStride = this->neurons(),
                                                     .sources = gram_.data(),
                                                     .sourceStride = stride_,
                                                     .sourceCount = this->samples(),
                                                     .coefficients = factors},
                                                    this->stopToken());
    if (thread == 0) weightsAreCurrent_ = false;
}

template <typename Scalar>
const Vector<Scalar>& GramLearner<Scalar>::testOutputs() {
    forBlocks(testOutputs_.size(), this->neurons() * (kBlockSize + 1) + kBlockSize,
              [this](std::ptrdiff_t i, Scalar* space) { computeTestBlock(i, space); });
    return testOutputs_;
}

/// z_test = z_test(0) - diag(a) C X^T X_test, then f.
template <typename Scalar>
void GramLearner<Scalar>::computeTestBlock(std::ptrdiff_t first, Scalar* preActivations) {
    const std::ptrdiff_t m = this->neurons();
    multiply({.rows = sums_.data(),
              .stride = stride_,
              .count = m,
              .depth = this->samples(),
              .panels = crossPanels_.data() + first * this->samples(),
              .columns = kBlockSize,
              .scales = minusOutputWeights_.data(),
              .base = testPreActivations_.data() + first * m,
              .baseStride = kBlockSize,
              .out = preActivations,
              .outStride = kBlockSize});
    AlignedVector<std::uint64_t> activity(static_cast<std::size_t>(m));
    AlignedVector<Scalar> outputs(static_cast<std::size_t>(kBlockSize));
    this->kernels().activate({.preActivations = preActivations,
                              .stride = kBlockSize,
                              .count = m,
                              .samples = kBlockSize,
                              .outputWeights = this->start().outputWeights.data(),
                              .activity = activity.data(),
                              .outputs = outputs.data()});
    std::copy_n(outputs.begin(), std::min<std::ptrdiff_t>(kBlockSize, testOutputs_.size() - first),
                testOutputs_.data() + first);
}

template <typename Scalar>
const WeightMatrix<Scalar>& GramLearner<Scalar>::weights() {
    if (weightsAreCurrent_) return weights_;
    weights_.resize(this->neurons(), this->dimension());
    forBlocks(this->dimension(), this->samples() * kBlockSize,
              [this](std::ptrdiff_t k, Scalar* space) { computeWeightBlock(k, space); });
    weightsAreCurrent_ = true;
    return weights_;
}

/// Columns first .. first + 63 of W = W(0) - diag(a) C X^T.
template <typename Scalar>
void GramLearner<Scalar>::computeWeightBlock(std::ptrdiff_t first, Scalar* panels) {
    const std::ptrdiff_t d = this->dimension();
    const std::ptrdiff_t n = this->samples();
    const std::ptrdiff_t columns = std::min(kBlockSize, d - first);
    const std::ptrdiff_t width = this->kernels().panelWidth;
    const Scalar* inputs = this->data().train.inputs.data() + first;
    for (std::ptrdiff_t i = 0; i < n; ++i) {
        for (std::ptrdiff_t k = 0; k < columns; ++k) {
            panels[k / width * width * n + i * width + k % width] = inputs[i * d + k];
        }
    }
    multiply({.rows = sums_.data(),
              .stride = stride_,
              .count = this->neurons(),
              .depth = n,
              .panels = panels,
              .columns = columns,
              .scales = minusOutputWeights_.data(),
              .base = this->start().weights.data() + first,
              .baseStride = d,
              .out = weights_.data() + first,
              .outStride = d});
}

template class GramLearner<float>;
template class GramLearner<double>;

}  // namespace featurescope
