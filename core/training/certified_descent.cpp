#include "core/training/certified_descent.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/cancel.h"
#include "core/training/kernels/kernels.h"

namespace featurescope {
namespace {

/// Samples that pass together through the cache; whole vectors.
constexpr std::ptrdiff_t kSamplesAtOnce = 16;

/// Chunks of samples, by their number alone, so that sums do not depend on the number of threads.
std::ptrdiff_t chunksFor(std::ptrdiff_t samples) {
    constexpr std::ptrdiff_t kLeastSamples = 256, kMostChunks = 4;
    return std::clamp<std::ptrdiff_t>(samples / kLeastSamples, 1, kMostChunks);
}

/// The larger of two; not a number if one of them is not.
void raise(double& most, double value) {
    if (value > most || std::isnan(value)) most = value;
}

}  // namespace

template <typename Scalar>
CertifiedDescent<Scalar>::CertifiedDescent(const LearnerParts<Scalar>& parts,
                                           const PaddedInputs<Scalar>& inputs,
                                           const WeightMatrix<Scalar>& weights,
                                           std::vector<std::uint8_t> groups, ThreadTeam& team)
    : stop_(parts.stop),
      inputs_(inputs),
      kernels_(inputs.kernels()),
      team_(team),
      groups_(std::move(groups)),
      layout_(groups_),
      model_(layout_, inputs, piecewiseOf(parts.start.activation).value(), weights,
             parts.start.scaledOutputWeights()),
      certificates_(layout_, kernels_, inputs.depth(), inputs.squares(), model_.outputWeights),
      workspaces_(static_cast<std::size_t>(team.size())),
      outputs_(parts.data.train, parts.rule.loss, 1, kernelsOf<Scalar>(parts.options.instructionSet)) {
    makeSegments();
    makeChunks();
    team_.run([this](int thread) { enter(thread); });
    throwIfCancelled(stop_);
}

template <typename Scalar>
void CertifiedDescent<Scalar>::makeSegments() {
    constexpr std::ptrdiff_t kNeuronsOfSegment = 32;
    for (int g = 0; g < kGroups; ++g) {
        const IndexRange members = layout_.members(g);
        for (std::ptrdiff_t j = members.first; j < members.last; j += kNeuronsOfSegment)
            segments_.push_back({.places = {j, std::min(j + kNeuronsOfSegment, members.last)}, .group = g});
    }
    segmentSums_.resize(segments_.size() * static_cast<std::size_t>(model_.depth));
    for (Workspace& workspace : workspaces_) workspace.sum.resize(static_cast<std::size_t>(model_.depth));
}

template <typename Scalar>
void CertifiedDescent<Scalar>::makeChunks() {
    const std::ptrdiff_t n = inputs_.samples(), count = chunksFor(n);
    for (std::ptrdiff_t c = 0; c < count; ++c) {
        const IndexRange blocks = partOf(roundedUp(n, kBlockSize) / kBlockSize, c, count);
        chunks_.emplace_back(IndexRange{blocks.first * kBlockSize, std::min(blocks.last * kBlockSize, n)},
                             model_, certificates_);
    }
}

template <typename Scalar>
void CertifiedDescent<Scalar>::enter(int thread) {
    noteWeights(thread);
    team_.barrier();
    sumGroups(thread);
    team_.barrier();
    if (thread == 0) sumWhole();
    team_.barrier();
    forChunks(thread, [this](CertifiedChunk<Scalar>& chunk) {
        for (std::ptrdiff_t i = chunk.samples().first; i < chunk.samples().last; ++i) {
            if (stop_.stop_requested()) return;
            chunk.enter(i);
        }
    });
}

/// Norms and sums of the weights it begins with.
template <typename Scalar>
void CertifiedDescent<Scalar>::noteWeights(int thread) {
    const IndexRange own = segmentsOf(thread);
    for (std::ptrdiff_t s = own.first; s < own.last; ++s) {
        const IndexRange places = segments_[static_cast<std::size_t>(s)].places;
        for (std::ptrdiff_t j = places.first; j < places.last; ++j) {
            certificates_.noteWeight(j, certificates_.norm(inputs_.squareOf(model_.weight(j))));
            kernels_.addRow(model_.outputWeight(j), model_.weight(j), model_.depth, segmentSum(s));
        }
    }
}

template <typename Scalar>
void CertifiedDescent<Scalar>::copyWeightsTo(Scalar* weights) const {
    for (std::ptrdiff_t j = 0; j < layout_.neurons(); ++j) {
        std::copy_n(model_.weight(j), inputs_.dimension(),
                    weights + layout_.outside(j) * inputs_.dimension());
    }
}

template <typename Scalar>
void CertifiedDescent<Scalar>::passChunk(CertifiedChunk<Scalar>& chunk, bool isForward, bool isBackward) {
    const IndexRange samples = chunk.samples();
    if (isForward) chunk.begin();
    for (std::ptrdiff_t first = samples.first; first < samples.last; first += kSamplesAtOnce) {
        if (stop_.stop_requested()) return;
        const std::ptrdiff_t last = std::min(first + kSamplesAtOnce, samples.last);
        if (isForward) {
            for (std::ptrdiff_t i = first; i < last; ++i) outputs_.partial(0)[i] = chunk.forward(i);
            outputs_.finish({first, first + kSamplesAtOnce});
        }
        if (!isBackward) continue;
        for (std::ptrdiff_t i = first; i < last; ++i) chunk.backward(i, outputs_.factors()[i]);
    }
    if (isForward) chunk.end();
}

/// Samples forward and, when that is wanted too, backward; in one go where their factors allow it.
template <typename Scalar>
void CertifiedDescent<Scalar>::pass(int thread, bool isBackward) {
    const bool isForward = !outputsAreCurrent_;
    const bool inOneGo = !outputs_.couplesSamples() || !isForward;
    forChunks(thread,
              [&](CertifiedChunk<Scalar>& chunk) { passChunk(chunk, isForward, isBackward && inOneGo); });
    if (inOneGo) return;
    team_.barrier();
    if (thread == 0) outputs_.shareOut();
    team_.barrier();
    if (isBackward)
        forChunks(thread, [this](CertifiedChunk<Scalar>& chunk) { passChunk(chunk, false, true); });
}

template <typename Scalar>
void CertifiedDescent<Scalar>::forward() {
    if (outputsAreCurrent_) return;
    team_.run([this](int thread) { pass(thread, false); });
    throwIfCancelled(stop_);
    outputsAreCurrent_ = true;
}

template <typename Scalar>
void CertifiedDescent<Scalar>::step(Scalar stepSize) {
    team_.run([&](int thread) {
        pass(thread, true);
        team_.barrier();
        sumDirections(thread);
        team_.barrier();
        const IndexRange own = segmentsOf(thread);
        for (std::ptrdiff_t s = own.first; s < own.last; ++s)
            updateSegment(s, workspaces_[static_cast<std::size_t>(thread)], stepSize);
        team_.barrier();
        sumGroups(thread);
        findDrifts(thread, static_cast<double>(stepSize));
        team_.barrier();
        if (thread == 0) sumWhole();
    });
    throwIfCancelled(stop_);
    model_.lastStepSize = static_cast<double>(stepSize);
    outputsAreCurrent_ = false;
}

template <typename Scalar>
void CertifiedDescent<Scalar>::sumDirections(int thread) {
    const IndexRange own = share(kGroups + 1, thread);
    for (auto g = static_cast<int>(own.first); g < static_cast<int>(own.last); ++g) {
        Scalar* direction = model_.direction(g);
        std::fill_n(direction, model_.depth, Scalar(0));
        for (const CertifiedChunk<Scalar>& chunk : chunks_) chunk.codes().addInputSums(g, model_, direction);
    }
}

/// E_j, or null where the neuron deviates nowhere.
template <typename Scalar>
const Scalar* CertifiedDescent<Scalar>::ownSum(std::ptrdiff_t place, Workspace& workspace) {
    const Scalar* factors = outputs_.factors();
    workspace.rows.clear();
    workspace.coefficients.clear();
    for (const CertifiedChunk<Scalar>& chunk : chunks_) {
        for (const Deviation deviation : chunk.deviationsOf(place)) {
            const Scalar factor = model_.hinge * factors[deviation.index()];
            workspace.rows.push_back(model_.input(deviation.index()));
            workspace.coefficients.push_back(deviation.isActive() ? factor : -factor);
        }
    }
    if (workspace.rows.empty()) return nullptr;
    kernels_.sumRows({.rows = workspace.rows.data(),
                      .coefficients = workspace.coefficients.data(),
                      .count = static_cast<std::ptrdiff_t>(workspace.rows.size()),
                      .depth = model_.depth,
                      .out = workspace.sum.data()});
    return workspace.sum.data();
}

template <typename Scalar>
void CertifiedDescent<Scalar>::updateSegment(std::ptrdiff_t number, Workspace& workspace, Scalar stepSize) {
    Segment& segment = segments_[static_cast<std::size_t>(number)];
    segment.own = segment.relativeWeight = 0;
    std::fill_n(segmentSum(number), model_.depth, Scalar(0));
    for (std::ptrdiff_t j = segment.places.first; j < segment.places.last; ++j) {
        const bool isActive = isActiveSomewhere(j);
        const Scalar* own = isActive ? ownSum(j, workspace) : nullptr;
        const int group = isActive ? segment.group : kGroups;
        Scalar squares[2];
        kernels_.updateNeuron({.weights = model_.weight(j),
                               .shared = model_.direction(group),
                               .own = own,
                               .scale = -stepSize * model_.outputWeight(j),
                               .outputWeight = model_.outputWeight(j),
                               .weightedSum = segmentSum(number),
                               .depth = model_.depth,
                               .squares = squares});
        raise(segment.relativeWeight, certificates_.noteWeight(j, certificates_.norm(squares[0])));
        if (own) raise(segment.own, certificates_.norm(squares[1]));
        if (!isActive) raise(segment.own, distance(group, segment.group, workspace));
    }
}

template <typename Scalar>
void CertifiedDescent<Scalar>::sumGroups(int thread) {
    const IndexRange own = share(kGroups, thread);
    for (auto g = static_cast<int>(own.first); g < static_cast<int>(own.last); ++g) {
        std::fill_n(model_.groupSum(g), model_.depth, Scalar(0));
        for (std::size_t s = 0; s < segments_.size(); ++s) {
            if (segments_[s].group != g) continue;
            kernels_.addRow(Scalar(1), segmentSum(static_cast<std::ptrdiff_t>(s)), model_.depth,
                            model_.groupSum(g));
        }
    }
}

template <typename Scalar>
void CertifiedDescent<Scalar>::sumWhole() {
    if (model_.linear == 0) return;
    std::fill(model_.wholeSum.begin(), model_.wholeSum.end(), Scalar(0));
    for (int g = 0; g < kGroups; ++g)
        kernels_.addRow(Scalar(1), model_.groupSum(g), model_.depth, model_.wholeSum.data());
}

/// |V| of one group less that of another.
template <typename Scalar>
double CertifiedDescent<Scalar>::distance(int group, int other, Workspace& workspace) {
    if (group == other) return 0;
    std::copy_n(model_.direction(group), model_.depth, workspace.sum.data());
    kernels_.addRow(Scalar(-1), model_.direction(other), model_.depth, workspace.sum.data());
    return certificates_.norm(inputs_.squareOf(workspace.sum.data()));
}

template <typename Scalar>
void CertifiedDescent<Scalar>::findDrifts(int thread, double stepSize) {
    const IndexRange own = share(kGroups, thread);
    Workspace& workspace = workspaces_[static_cast<std::size_t>(thread)];
    for (auto g = static_cast<int>(own.first); g < static_cast<int>(own.last); ++g) {
        const int leader = layout_.leaderOf(g / kGroupsPerClass);
        typename Certificates<Scalar>::Motion motion{
            .shared = certificates_.norm(inputs_.squareOf(model_.direction(g))),
            .leader = certificates_.norm(inputs_.squareOf(model_.direction(leader))),
            .difference = distance(g, leader, workspace),
            .own = 0,
            .relativeWeight = 0};
        for (const Segment& segment : segments_) {
            if (segment.group != g) continue;
            raise(motion.own, segment.own);
            raise(motion.relativeWeight, segment.relativeWeight);
        }
        model_.drifts[static_cast<std::size_t>(g)] = certificates_.drift(motion, stepSize);
    }
}

template <typename Scalar>
std::int64_t CertifiedDescent<Scalar>::wrongBits() {
    forward();
    std::vector<std::int64_t> wrong(static_cast<std::size_t>(team_.size()));
    team_.run([&](int thread) {
        forChunks(thread, [&](CertifiedChunk<Scalar>& chunk) {
            for (std::ptrdiff_t i = chunk.samples().first; i < chunk.samples().last; ++i)
                wrong[static_cast<std::size_t>(thread)] += chunk.wrongBits(i);
        });
    });
    return std::accumulate(wrong.begin(), wrong.end(), std::int64_t{0});
}

template class CertifiedDescent<float>;
template class CertifiedDescent<double>;

}  // namespace featurescope
