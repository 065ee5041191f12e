#include "core/training/sign_forward.h"

#include <algorithm>
#include <type_traits>

#include "core/training/call_limits.h"
#include "core/training/packed_block.h"
#include "core/training/rounded_rows.h"

namespace featurescope {
namespace {

/// Samples at a time: what is known of them stays in the second-level cache between signs and tables.
constexpr std::ptrdiff_t kMostSamples = 4096;
/// Neurons at a time: their rounded weights stay in the second-level cache while the samples pass.
constexpr std::ptrdiff_t kMostNeurons = 252;
/// Most neurons that share a word of bits.
constexpr std::ptrdiff_t kWordBits = 64;

/// Neurons that share a word of bits: as many for each word as can be, since a table costs the more per
/// neuron the fewer share it.
std::ptrdiff_t neuronsPerWord(std::ptrdiff_t neurons) {
    const std::ptrdiff_t words = (neurons + kWordBits - 1) / kWordBits;
    return (neurons + words - 1) / words;
}

/// A block with more doubts than one in so many pairs is multiplied in Scalar, which is then cheaper.
constexpr std::ptrdiff_t kPairsPerDoubt = 8;

}  // namespace

// Steps in double, AVX2, one thread, against the product in Scalar (times as fast at n, d, m): 1.29 at 1000,
// 100, 1000; 1.34 at 4000, 200, 1000; 1.37 at 10000, 100, 4000; 1.56 at 1000, 5, 1000; 1.11 at 256, 200,
// 1000; 1.09 at 512, 100, 600; where fewer neurons share a table 1.05 at 512, 100, 400; 1.00 at 5000, 300,
// 400; 0.98 at 1000, 50, 200. Baseline: 1.66 at 1000, 100, 1000. In float, where the product takes half the
// time, the forward pass is 0.87 times as fast at 1000, 100, 1000 and 0.89 at 4000, 200, 1000.
template <typename Scalar>
bool SignForward<Scalar>::isWorthwhile(std::ptrdiff_t samples, std::ptrdiff_t dimension,
                                       std::ptrdiff_t neurons) {
    constexpr std::ptrdiff_t kLeastSamples = 256, kLeastNeurons = 512;
    // For memory's sake: the slabs stand for the panels, but they may be wider, and the rounded samples are
    // extra.
    constexpr std::ptrdiff_t kMostDimension = 4096, kMostExtraBytes = std::ptrdiff_t{16} << 20;
    const std::ptrdiff_t bytesPerSample = 8 * (roundedUp(dimension, 8) - dimension) + 2 * (dimension + 1);
    return std::is_same_v<Scalar, double> && samples >= kLeastSamples && neurons >= kLeastNeurons &&
           dimension <= kMostDimension && samples <= kMostExtraBytes / bytesPerSample;
}

template <typename Scalar>
SignForward<Scalar>::SignForward(const Matrix<Scalar>& inputs, const KernelTable<Scalar>& kernels,
                                 const SignKernels& signKernels, int threads, std::ptrdiff_t mostNeurons)
    : inputs_(inputs),
      kernels_(kernels),
      signKernels_(signKernels),
      pairs_((dimension() + 1) / 2),
      mostNeurons_(std::min({mostNeurons, kMostNeurons, rowsPerCall(dimension())})),
      panels_(static_cast<std::size_t>(roundedUp(samples(), kBlockSize) * 2 * pairs_)),
      slabs_(static_cast<std::size_t>(samples() * roundedUp(dimension(), kernels.lanes))),
      slack_(static_cast<std::size_t>(roundedUp(samples(), kBlockSize))),
      isThere_(static_cast<std::size_t>(roundedUp(samples(), kBlockSize) / kBlockSize)),
      isRounded_(isThere_.size()),
      workspaces_(static_cast<std::size_t>(threads)) {
    for (Workspace& space : workspaces_) {
        space.rows.resize(static_cast<std::size_t>(mostNeurons_ * 2 * pairs_));
        space.slack.resize(static_cast<std::size_t>(mostNeurons_));
        space.doubts.resize(static_cast<std::size_t>(mostNeurons_));
        const std::ptrdiff_t words = roundedUp(mostNeurons_, kWordBits) / kWordBits;
        space.chosen.resize(static_cast<std::size_t>(words * kMostSamples));
        space.panels.resize(static_cast<std::size_t>(kBlockSize * dimension()));
    }
}

template <typename Scalar>
void SignForward<Scalar>::pack(std::ptrdiff_t first, int thread) {
    const std::ptrdiff_t width = signKernels_.panelWidth;
    const std::ptrdiff_t count = std::min(kBlockSize, samples() - first);
    std::int16_t* row = workspaces_[static_cast<std::size_t>(thread)].rows.data();
    std::uint64_t isThere = 0;
    bool isRounded = true;
    for (std::ptrdiff_t c = 0; c < count; ++c) {
        const auto slack = roundRow(inputs_.col(first + c).data(), dimension(), row);
        isRounded = isRounded && slack.has_value();
        slack_[static_cast<std::size_t>(first + c)] = slack.value_or(0);
        isThere |= std::uint64_t{slack.value_or(0) != 0} << c;
        std::int16_t* panel = panels_.data() + (first + c / width * width) * 2 * pairs_ + c % width * 2;
        for (std::ptrdiff_t k = 0; k < pairs_; ++k) std::copy_n(row + 2 * k, 2, panel + 2 * k * width);
    }
    packSlabs(first, count);
    isThere_[static_cast<std::size_t>(first / kBlockSize)] = isThere;
    isRounded_[static_cast<std::size_t>(first / kBlockSize)] = isRounded;
}

/// Samples pass once per slab and piece of neurons: side by side they come from memory in time.
template <typename Scalar>
void SignForward<Scalar>::packSlabs(std::ptrdiff_t first, std::ptrdiff_t count) {
    for (std::ptrdiff_t k = 0; k < dimension(); k += kernels_.panelWidth) {
        const std::ptrdiff_t columns = std::min(kernels_.panelWidth, dimension() - k);
        const std::ptrdiff_t width = roundedUp(columns, kernels_.lanes);
        Scalar* rows = slabs_.data() + k * samples() + first * width;
        for (std::ptrdiff_t c = 0; c < count; ++c) {
            std::copy_n(inputs_.col(first + c).data() + k, columns, rows + c * width);
        }
    }
}

template <typename Scalar>
bool SignForward<Scalar>::isPossible() const {
    return std::all_of(isRounded_.begin(), isRounded_.end(), [](std::uint8_t yes) { return yes != 0; });
}

template <typename Scalar>
void SignForward<Scalar>::add(const ForwardPass<Scalar>& pass, IndexRange neurons, int thread,
                              const std::stop_token& stop) {
    Workspace& space = workspaces_[static_cast<std::size_t>(thread)];
    for (std::ptrdiff_t j = neurons.first; j < neurons.last; j += mostNeurons_) {
        const IndexRange piece{j, std::min(j + mostNeurons_, neurons.last)};
        const bool areRounded = roundNeurons(pass, piece, space);
        for (std::ptrdiff_t i = 0; i < samples() && !stop.stop_requested(); i += kMostSamples) {
            addPiece(pass, piece, areRounded, {i, std::min(i + kMostSamples, samples())}, space, stop);
        }
    }
}

/// False when a weight is not finite, or those of a neuron are too large or too small to be rounded.
template <typename Scalar>
bool SignForward<Scalar>::roundNeurons(const ForwardPass<Scalar>& pass, IndexRange neurons,
                                       Workspace& space) const {
    for (std::ptrdiff_t j = 0; j < neurons.size(); ++j) {
        const auto slack = roundRow(pass.weights + (neurons.first + j) * dimension(), dimension(),
                                    space.rows.data() + j * 2 * pairs_);
        if (!slack) return false;
        space.slack[static_cast<std::size_t>(j)] = *slack;
    }
    return true;
}

template <typename Scalar>
void SignForward<Scalar>::addPiece(const ForwardPass<Scalar>& pass, IndexRange neurons, bool areRounded,
                                   IndexRange samples, Workspace& space, const std::stop_token& stop) const {
    const std::ptrdiff_t perWord = neuronsPerWord(neurons.size());
    bool needsTables = false;
    for (std::ptrdiff_t i = samples.first; i < samples.last && !stop.stop_requested(); i += kBlockSize) {
        const bool bySigns = areRounded && findSigns(pass, neurons, i, space);
        if (!bySigns) multiply(pass, neurons, i, space);
        needsTables = needsTables || bySigns;
        const std::uint64_t* activity = pass.activity + i / kBlockSize * pass.neurons + neurons.first;
        for (std::ptrdiff_t j = 0; j < neurons.size(); j += perWord) {
            // Blocks whose outputs are complete choose no neuron.
            signKernels_.transposeBits(
                activity + j, bySigns ? std::min(perWord, neurons.size() - j) : 0,
                space.chosen.data() + j / perWord * kMostSamples + (i - samples.first));
        }
    }
    if (needsTables) addByTables(pass, neurons, samples, space, stop);
}

/// Activity of a block of samples; false, with nothing of use written, when there are too many doubts.
template <typename Scalar>
bool SignForward<Scalar>::findSigns(const ForwardPass<Scalar>& pass, IndexRange neurons, std::ptrdiff_t first,
                                    Workspace& space) const {
    std::uint64_t* activity = pass.activity + first / kBlockSize * pass.neurons + neurons.first;
    const std::ptrdiff_t doubts =
        signKernels_.signs({.rows = space.rows.data(),
                            .count = neurons.size(),
                            .pairs = pairs_,
                            .panels = panels_.data() + first * 2 * pairs_,
                            .rowSlack = space.slack.data(),
                            .columnSlack = slack_.data() + first,
                            .columns = isThere_[static_cast<std::size_t>(first / kBlockSize)],
                            .activity = activity,
                            .doubts = space.doubts.data()});
    if (doubts * kPairsPerDoubt > kBlockSize * neurons.size()) return false;
    kernels_.settleSigns({.weights = pass.weights + neurons.first * dimension(),
                          .count = neurons.size(),
                          .depth = dimension(),
                          .inputs = inputs_.col(first).data(),
                          .doubts = space.doubts.data(),
                          .activity = activity});
    return true;
}

/// Activity and outputs of a block of samples by products in Scalar.
template <typename Scalar>
void SignForward<Scalar>::multiply(const ForwardPass<Scalar>& pass, IndexRange neurons, std::ptrdiff_t first,
                                   Workspace& space) const {
    const std::ptrdiff_t d = dimension();
    packBlock<Scalar>({inputs_.col(first).data(), d, std::min(kBlockSize, samples() - first), d},
                      kernels_.panelWidth, space.panels.data());
    kernels_.forward({.weights = pass.weights + neurons.first * d,
                      .stride = d,
                      .count = neurons.size(),
                      .depth = d,
                      .panels = space.panels.data(),
                      .outputWeights = pass.outputWeights + neurons.first,
                      .activity = pass.activity + first / kBlockSize * pass.neurons + neurons.first,
                      .outputs = pass.outputs + first});
}

template <typename Scalar>
void SignForward<Scalar>::addByTables(const ForwardPass<Scalar>& pass, IndexRange neurons, IndexRange samples,
                                      const Workspace& space, const std::stop_token& stop) const {
    const std::ptrdiff_t d = dimension();
    const std::ptrdiff_t perWord = neuronsPerWord(neurons.size());
    for (std::ptrdiff_t k = 0; k < d && !stop.stop_requested(); k += kernels_.panelWidth) {
        const std::ptrdiff_t columns = std::min(kernels_.panelWidth, d - k);
        const std::ptrdiff_t width = roundedUp(columns, kernels_.lanes);
        for (std::ptrdiff_t j = 0; j < neurons.size(); j += perWord) {
            kernels_.tableDots({.dots = pass.outputs + samples.first,
                                .count = samples.size(),
                                .activity = space.chosen.data() + j / perWord * kMostSamples,
                                .rows = slabs_.data() + k * this->samples() + samples.first * width,
                                .sources = {.rows = pass.weights + (neurons.first + j) * d + k,
                                            .stride = d,
                                            .count = std::min(perWord, neurons.size() - j),
                                            .coefficients = pass.outputWeights + neurons.first + j,
                                            .columns = columns,
                                            .groupBits = kernels_.mostGroupBits}});
        }
    }
}

template class SignForward<float>;
template class SignForward<double>;

}  // namespace featurescope
