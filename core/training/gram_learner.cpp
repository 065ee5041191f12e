#include "core/training/gram_learner.h"

#include <algorithm>

#include "core/base/cancel.h"
#include "core/training/call_limits.h"
#include "core/training/packed_block.h"

namespace featurescope {

namespace {

/// Neurons whose rows of C are laid out for a product at a time.
constexpr std::ptrdiff_t kGathered = 4 * kRowUnit;

template <typename Scalar>
AlignedVector<Scalar> zeros(std::ptrdiff_t rows, std::ptrdiff_t columns) {
    return AlignedVector<Scalar>(static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns));
}

}  // namespace

template <typename Scalar>
GramLearner<Scalar>::GramLearner(const LearnerParts<Scalar>& parts)
    : FusedLearner<Scalar>(parts),
      panelWidth_(this->kernels().panelWidth),
      gram_(panelsFor(this->samples(), this->samples())),
      preActivations_(panelsFor(this->neurons(), this->samples())),
      activeSums_(panelsFor(this->neurons(), this->samples())),
      activity_(zeros<std::uint64_t>(this->outputs().padded() / kBlockSize, this->neurons())),
      backward_(static_cast<std::size_t>(this->team().size()),
                ActiveRowSum<Scalar>(this->kernels(), this->neurons())),
      crossGram_(panelsFor(this->samples(), parts.data.test.size())),
      testPreActivations_(panelsFor(this->neurons(), parts.data.test.size())),
      minusOutputWeights_(-parts.start.scaledOutputWeights()),
      testOutputs_(parts.data.test.size()) {
    multiplyInputs(trainRows(), parts.data.train.inputs, gram_);
    multiplyInputs(trainRows(), parts.data.test.inputs, crossGram_);
    multiplyInputs(startWeights(), parts.data.test.inputs, testPreActivations_);
    returnToStart();
}

template <typename Scalar>
void GramLearner<Scalar>::returnToStart() {
    multiplyInputs(startWeights(), this->data().train.inputs, preActivations_);
    std::fill(activeSums_.begin(), activeSums_.end(), Scalar(0));
    weightsAreCurrent_ = false;
}

template <typename Scalar>
AlignedVector<Scalar> GramLearner<Scalar>::panelsFor(std::ptrdiff_t rows, std::ptrdiff_t columns) const {
    return zeros<Scalar>(rows, roundedUp(columns, panelWidth_));
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

/// The product in pieces short enough to notice a stop.
template <typename Scalar>
void GramLearner<Scalar>::multiply(ProductBlock<Scalar> job) const {
    const std::ptrdiff_t rows = rowsPerCall(job.depth);
    for (std::ptrdiff_t left = job.count; left > 0 && !this->cancelled(); left -= rows) {
        job.count = std::min(left, rows);
        this->kernels().product(job);
        job.rows += rows * job.stride;
        job.out += rows * job.outStride;
        if (job.scales != nullptr) job.scales += rows;
        if (job.base != nullptr) job.base += rows * job.baseStride;
    }
}

/// Panels of rows * inputs.
template <typename Scalar>
void GramLearner<Scalar>::multiplyInputs(const RowMatrix& rows, const Matrix<Scalar>& inputs,
                                         AlignedVector<Scalar>& out) {
    const std::ptrdiff_t d = this->dimension();
    forBlocks(inputs.cols(), d * kBlockSize, [&](std::ptrdiff_t first, Scalar* panels) {
        const std::ptrdiff_t columns = std::min<std::ptrdiff_t>(kBlockSize, inputs.cols() - first);
        packBlock<Scalar>({inputs.col(first).data(), d, columns, d}, panelWidth_, panels);
        for (std::ptrdiff_t c = 0; c < columns; c += panelWidth_) {
            multiply({.rows = rows.data,
                      .stride = d,
                      .count = rows.count,
                      .depth = d,
                      .panels = panels + c * d,
                      .columns = panelWidth_,
                      .scales = nullptr,
                      .base = nullptr,
                      .baseStride = 0,
                      .out = out.data() + (first + c) * rows.count,
                      .outStride = panelWidth_});
        }
    });
}

template <typename Scalar>
void GramLearner<Scalar>::forwardChunk(std::ptrdiff_t chunk, int) {
    const IndexRange neurons = this->chunks().neuronsOf(chunk);
    for (std::ptrdiff_t i = 0; i < this->samples() && !this->cancelled(); i += panelWidth_) {
        const std::ptrdiff_t block = i / kBlockSize;
        this->kernels().activate(
            {.preActivations = preActivations_.data() + i * this->neurons() + neurons.first * panelWidth_,
             .count = neurons.size(),
             .outputWeights = this->hingeWeights() + neurons.first,
             .firstBit = static_cast<int>(i % kBlockSize),
             .activity = activity_.data() + block * this->neurons() + neurons.first,
             .outputs = this->outputs().partial(chunk) + i});
    }
}

template <typename Scalar>
void GramLearner<Scalar>::sumPreActivations(IndexRange samples, Scalar* sums) {
    const Vector<Scalar>& a = this->outputWeights();
    std::fill_n(sums, samples.size(), Scalar(0));
    for (std::ptrdiff_t i = samples.first; i < samples.last;) {
        const std::ptrdiff_t column = i % panelWidth_;
        const std::ptrdiff_t count = std::min(panelWidth_ - column, samples.last - i);
        const Scalar* panel = preActivations_.data() + (i - column) * this->neurons() + column;
        Scalar* out = sums + (i - samples.first);
        for (std::ptrdiff_t j = 0; j < this->neurons(); ++j) {
            for (std::ptrdiff_t c = 0; c < count; ++c) out[c] += a[j] * panel[j * panelWidth_ + c];
        }
        i += count;
    }
}

/// Rows of sums over the active samples become q sums + p (sum over all samples).
template <typename Scalar>
void GramLearner<Scalar>::mixInLinearPart(std::ptrdiff_t firstSample, IndexRange neurons,
                                          Scalar* sums) const {
    using Row = Eigen::Array<Scalar, Eigen::Dynamic, 1>;
    const auto hinge = static_cast<Scalar>(this->activation().hinge);
    const Scalar* factors = this->outputs().factors();
    const Scalar* rows = gram_.data() + firstSample * this->samples();
    Row whole = Row::Zero(panelWidth_);
    for (std::ptrdiff_t i = 0; i < this->samples(); ++i) {
        whole += factors[i] * Eigen::Map<const Row>(rows + i * panelWidth_, panelWidth_);
    }
    whole *= static_cast<Scalar>(this->activation().linear);
    for (std::ptrdiff_t j = 0; j < neurons.size(); ++j) {
        Eigen::Map<Row> row(sums + j * panelWidth_, panelWidth_);
        row = hinge * row + whole;
    }
}

template <typename Scalar>
void GramLearner<Scalar>::update(IndexRange neurons, int thread, Scalar stepSize, const Scalar* scales) {
    if (thread == 0) weightsAreCurrent_ = false;
    for (std::ptrdiff_t j = neurons.first; j < neurons.last; j += ActiveRowSum<Scalar>::kMostNeurons) {
        const IndexRange piece{j, std::min(j + ActiveRowSum<Scalar>::kMostNeurons, neurons.last)};
        for (std::ptrdiff_t i = 0; i < this->samples(); i += panelWidth_) {
            updatePanel(i, piece, thread, scales, stepSize);
        }
    }
}

/// One step of Z and C on the samples firstSample .. firstSample + panelWidth - 1.
template <typename Scalar>
void GramLearner<Scalar>::updatePanel(std::ptrdiff_t firstSample, IndexRange neurons, int thread,
                                      const Scalar* scales, Scalar stepSize) {
    const Scalar* factors = this->outputs().factors();
    Scalar* sums = backward_[static_cast<std::size_t>(thread)].sum(
        neurons, {activity_.data(), this->neurons(), this->samples(), factors},
        {gram_.data() + firstSample * this->samples(), panelWidth_, panelWidth_}, this->stopToken());
    const std::ptrdiff_t first = firstSample * this->neurons() + neurons.first * panelWidth_;
    if (this->hasLinearPart()) mixInLinearPart(firstSample, neurons, sums);
    this->kernels().panelUpdate({.sums = sums,
                                 .count = neurons.size(),
                                 .scales = scales + neurons.first,
                                 .coefficients = factors + firstSample,
                                 .factor = static_cast<Scalar>(this->activation().hinge) * stepSize,
                                 .activeSums = activeSums_.data() + first,
                                 .preActivations = preActivations_.data() + first});
    if (!this->hasLinearPart()) return;
    const Scalar linear = static_cast<Scalar>(this->activation().linear) * stepSize;
    for (std::ptrdiff_t j = 0; j < neurons.size(); ++j) {
        Scalar* c = activeSums_.data() + first + j * panelWidth_;
        for (std::ptrdiff_t k = 0; k < panelWidth_; ++k) c[k] += linear * factors[firstSample + k];
    }
}

/// Rows of Z or C, row-major without gaps.
template <typename Scalar>
void GramLearner<Scalar>::gatherRows(const AlignedVector<Scalar>& panels, IndexRange neurons,
                                     Scalar* rows) const {
    const std::ptrdiff_t n = this->samples();
    for (std::ptrdiff_t i = 0; i < n; i += panelWidth_) {
        const Scalar* from = panels.data() + i * this->neurons() + neurons.first * panelWidth_;
        for (std::ptrdiff_t j = 0; j < neurons.size(); ++j) {
            std::copy_n(from + j * panelWidth_, std::min(panelWidth_, n - i), rows + j * n + i);
        }
    }
}

/// All rows of Z or C back into panels; what a panel has beyond the last sample stays zero.
template <typename Scalar>
void GramLearner<Scalar>::scatterRows(const Scalar* rows, AlignedVector<Scalar>& panels) const {
    const std::ptrdiff_t n = this->samples();
    for (std::ptrdiff_t i = 0; i < n; i += panelWidth_) {
        Scalar* to = panels.data() + i * this->neurons();
        for (std::ptrdiff_t j = 0; j < this->neurons(); ++j) {
            std::copy_n(rows + j * n + i, std::min(panelWidth_, n - i), to + j * panelWidth_);
        }
    }
}

template <typename Scalar>
LearnerState<Scalar> GramLearner<Scalar>::stateShape() const {
    return {{"Z", this->neurons(), this->samples(), {}}, {"C", this->neurons(), this->samples(), {}}};
}

template <typename Scalar>
void GramLearner<Scalar>::copyStateTo(LearnerState<Scalar>& state) const {
    gatherRows(preActivations_, {0, this->neurons()}, state[0].values.data());
    gatherRows(activeSums_, {0, this->neurons()}, state[1].values.data());
}

template <typename Scalar>
void GramLearner<Scalar>::copyStateFrom(const LearnerState<Scalar>& state) {
    scatterRows(state[0].values.data(), preActivations_);
    scatterRows(state[1].values.data(), activeSums_);
    weightsAreCurrent_ = false;
}

template <typename Scalar>
const Vector<Scalar>& GramLearner<Scalar>::testOutputs() {
    forBlocks(testOutputs_.size(), kGathered * (this->samples() + kBlockSize + 2) + kBlockSize,
              [this](std::ptrdiff_t first, Scalar* space) { computeTestBlock(first, space); });
    return testOutputs_;
}

/// f on at most 64 test samples from Z_test = W(0) X_test - diag(a) C X^T X_test.
template <typename Scalar>
void GramLearner<Scalar>::computeTestBlock(std::ptrdiff_t first, Scalar* space) {
    const std::ptrdiff_t n = this->samples();
    const std::ptrdiff_t columns = std::min<std::ptrdiff_t>(kBlockSize, testOutputs_.size() - first);
    Scalar* preActivations = space + kGathered * n;
    Scalar* outputs = preActivations + kGathered * kBlockSize;
    testOutputs_.segment(first, columns).setZero();
    for (std::ptrdiff_t j = 0; j < this->neurons() && !this->cancelled(); j += kGathered) {
        const IndexRange neurons{j, std::min(j + kGathered, this->neurons())};
        gatherRows(activeSums_, neurons, space);
        for (std::ptrdiff_t c = 0; c < columns; c += panelWidth_) {
            multiply({.rows = space,
                      .stride = n,
                      .count = neurons.size(),
                      .depth = n,
                      .panels = crossGram_.data() + (first + c) * n,
                      .columns = panelWidth_,
                      .scales = minusOutputWeights_.data() + j,
                      .base = testPreActivations_.data() + (first + c) * this->neurons() + j * panelWidth_,
                      .baseStride = panelWidth_,
                      .out = preActivations,
                      .outStride = panelWidth_});
            std::uint64_t activity[kGathered];
            this->kernels().activate({.preActivations = preActivations,
                                      .count = neurons.size(),
                                      .outputWeights = this->hingeWeights() + j,
                                      .firstBit = 0,
                                      .activity = activity,
                                      .outputs = outputs});
            const std::ptrdiff_t wanted = std::min(panelWidth_, columns - c);
            testOutputs_.segment(first + c, wanted) += Eigen::Map<const Vector<Scalar>>(outputs, wanted);
            if (this->hasLinearPart()) {
                const Eigen::Map<const WeightMatrix<Scalar>> z(preActivations, neurons.size(), panelWidth_);
                testOutputs_.segment(first + c, wanted) +=
                    static_cast<Scalar>(this->activation().linear) *
                    (z.leftCols(wanted).transpose() * this->outputWeights().segment(j, neurons.size()));
            }
        }
    }
}

template <typename Scalar>
const WeightMatrix<Scalar>& GramLearner<Scalar>::weights() {
    if (weightsAreCurrent_) return weights_;
    weights_.resize(this->neurons(), this->dimension());
    forBlocks(this->dimension(), this->samples() * (kBlockSize + kGathered),
              [this](std::ptrdiff_t first, Scalar* space) { computeWeightBlock(first, space); });
    weightsAreCurrent_ = true;
    return weights_;
}

/// Columns first .. first + 63 of W = W(0) - diag(a) C X^T.
template <typename Scalar>
void GramLearner<Scalar>::computeWeightBlock(std::ptrdiff_t first, Scalar* space) {
    const std::ptrdiff_t d = this->dimension();
    const std::ptrdiff_t n = this->samples();
    const std::ptrdiff_t columns = std::min(kBlockSize, d - first);
    Scalar* panels = space + kGathered * n;
    for (std::ptrdiff_t i = 0; i < n; ++i) {
        const Scalar* input = this->data().train.inputs.data() + i * d + first;
        for (std::ptrdiff_t c = 0; c < columns; c += panelWidth_) {
            std::copy_n(input + c, std::min(panelWidth_, columns - c), panels + c * n + i * panelWidth_);
        }
    }
    for (std::ptrdiff_t j = 0; j < this->neurons() && !this->cancelled(); j += kGathered) {
        const IndexRange neurons{j, std::min(j + kGathered, this->neurons())};
        gatherRows(activeSums_, neurons, space);
        multiply({.rows = space,
                  .stride = n,
                  .count = neurons.size(),
                  .depth = n,
                  .panels = panels,
                  .columns = columns,
                  .scales = minusOutputWeights_.data() + j,
                  .base = this->start().weights.data() + j * d + first,
                  .baseStride = d,
                  .out = weights_.data() + j * d + first,
                  .outStride = d});
    }
}

template class GramLearner<float>;
template class GramLearner<double>;

}  // namespace featurescope
