#include "core/training/ring_network.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "core/training/call_limits.h"

namespace featurescope {
namespace {

/// Edges of a neuron without an arc: no weights are surely on either side of them.
constexpr std::array<Direction, 4> kAlwaysInDoubt{};

AlignedVector<double> zeros(std::ptrdiff_t count) {
    return AlignedVector<double>(static_cast<std::size_t>(count));
}

}  // namespace

RingNetwork::RingNetwork(const Matrix<double>& inputs, std::span<const double> targets,
                         std::ptrdiff_t neurons, const Piecewise& activation, Loss loss,
                         const RingKernels& kernels)
    : ring_(inputs),
      activation_(activation),
      kernels_(kernels),
      walk_(kernels.walk[static_cast<std::size_t>(loss)]),
      samples_(static_cast<double>(std::max<std::ptrdiff_t>(1, ring_.samples()))),
      inputs_(zeros(2 * ring_.rows() * kRingLanes)),
      targets_(zeros(ring_.rows() * kRingLanes)),
      hingeWeights_(zeros(neurons)),
      jumps_(zeros(kRingSums * ring_.rows() * kRingLanes)),
      outputs_(zeros(ring_.rows() * kRingLanes)),
      slopesBefore_(zeros(2 * ring_.rows() * kRingLanes)),
      laneStarts_(2 * (kRingLanes + 1)),
      arcs_(static_cast<std::size_t>(neurons)),
      places_(static_cast<std::size_t>(neurons)),
      edges_(zeros(8 * roundedUp(neurons, kBlockSize))),
      edgeStride_(roundedUp(neurons, kBlockSize)) {
    for (std::ptrdiff_t i = 0; i < ring_.samples(); ++i) {
        const std::ptrdiff_t place = ring_.placeOf(i);
        const std::ptrdiff_t lane = place % kRingLanes;
        double* input = inputs_.data() + 2 * (place - lane) + lane;
        for (Eigen::Index k = 0; k < inputs.rows(); ++k) input[k * kRingLanes] = inputs(k, i);
        if (!targets.empty())
            targets_[static_cast<std::size_t>(place)] = targets[static_cast<std::size_t>(i)];
    }
}

void RingNetwork::forward(const PlanarNeurons& neurons, const std::stop_token& stop) {
    followArcs(neurons);
    const double* outputWeights = neurons.outputWeights.data();
    if (!activation_.isRelu()) {
        for (std::size_t j = 0; j < hingeWeights_.size(); ++j)
            hingeWeights_[j] = activation_.hinge * outputWeights[j];
        outputWeights = hingeWeights_.data();
    }
    kernels_.addJumps({.x = neurons.x.data(),
                       .y = neurons.y.data(),
                       .outputWeights = outputWeights,
                       .arcs = places_.data(),
                       .count = neurons.count,
                       .jumps = jumps_.data()});
    if (!activation_.isRelu()) addLinearPart(neurons);
    walk(stop);
}

/// p sum_j a_j w_j is a sum over one more neuron, which is active all around the ring.
void RingNetwork::addLinearPart(const PlanarNeurons& neurons) {
    double sums[kRingSums] = {0, 0, 1};
    for (std::size_t j = 0; j < hingeWeights_.size(); ++j) {
        sums[0] += neurons.outputWeights[j] * neurons.x[j];
        sums[1] += neurons.outputWeights[j] * neurons.y[j];
    }
    jumps_[0] += activation_.linear * sums[0];
    jumps_[kRingLanes] += activation_.linear * sums[1];
    jumps_[2 * kRingLanes] += sums[2];
}

/// Finds the arcs of the neurons that have left theirs: few, because a step moves a neuron little.
void RingNetwork::followArcs(const PlanarNeurons& neurons) {
    for (std::ptrdiff_t first = 0; first < neurons.count; first += kBlockSize) {
        std::uint64_t doubts = kernels_.arcsInDoubt({.x = neurons.x.data() + first,
                                                     .y = neurons.y.data() + first,
                                                     .edges = edges_.data() + first,
                                                     .stride = edgeStride_});
        const std::ptrdiff_t count = std::min(kBlockSize, neurons.count - first);
        doubts &= ~std::uint64_t{0} >> (kBlockSize - count);
        for (; doubts != 0; doubts &= doubts - 1) {
            const std::ptrdiff_t j = first + std::countr_zero(doubts);
            setArc(j, neurons.x[static_cast<std::size_t>(j)], neurons.y[static_cast<std::size_t>(j)]);
        }
    }
}

void RingNetwork::setArc(std::ptrdiff_t neuron, double x, double y) {
    const auto j = static_cast<std::size_t>(neuron);
    if (!std::isfinite(x) || !std::isfinite(y)) {
        places_[j] = {.begin = 0, .end = 0, .wraps = 1};  // active everywhere, so that it shows
        setEdges(neuron, kAlwaysInDoubt);
        return;
    }
    const Direction w = directionOf(x, y);
    if (w == Direction{}) {
        places_[j] = {.begin = 0, .end = 0, .wraps = 0};  // active nowhere
        setEdges(neuron, kAlwaysInDoubt);
        return;
    }
    const RingArc arc = ring_.arcOf(w, arcs_[j]);
    arcs_[j] = arc;
    places_[j] = {.begin = ring_.placeAt(arc.begin),
                  .end = ring_.placeAt(arc.end),
                  .wraps = arc.begin > arc.end ? 1.0 : 0.0};
    setEdges(neuron, {ring_.directionAt(ring_.before(arc.begin)), ring_.directionAt(arc.begin),
                      ring_.directionAt(ring_.before(arc.end)), ring_.directionAt(arc.end)});
}

void RingNetwork::setEdges(std::ptrdiff_t neuron, const std::array<Direction, 4>& edges) {
    double* edge = edges_.data() + neuron;
    for (const Direction& direction : edges) {
        edge[0] = direction.x;
        edge[edgeStride_] = direction.y;
        edge += 2 * edgeStride_;
    }
}

namespace {

/// Turns sums over each lane into sums over all lanes before it.
template <std::size_t lanes>
void addUpLanes(double* sums, std::ptrdiff_t count) {
    for (std::ptrdiff_t k = 0; k < count; ++k) {
        double before = 0;
        for (std::size_t lane = 0; lane < lanes; ++lane, ++sums) {
            const double own = *sums;
            *sums = before;
            before += own;
        }
    }
}

}  // namespace

void RingNetwork::walk(const std::stop_token& stop) {
    constexpr std::ptrdiff_t kRowsPerCall = kWorkPerCall / kRingLanes / 32;
    alignas(64) double activeSums[kRingSums * kRingLanes] = {};
    alignas(64) double slopeSums[2 * kRingLanes] = {};
    for (std::ptrdiff_t row = 0; row < ring_.rows() && !stop.stop_requested(); row += kRowsPerCall) {
        kernels_.sumLanes({.jumps = jumps_.data() + row * kRingSums * kRingLanes,
                           .rows = std::min(kRowsPerCall, ring_.rows() - row),
                           .sums = activeSums});
    }
    addUpLanes<kRingLanes>(activeSums, kRingSums);
    for (std::ptrdiff_t row = 0; row < ring_.rows() && !stop.stop_requested(); row += kRowsPerCall) {
        walk_({.rows = std::min(kRowsPerCall, ring_.rows() - row),
               .jumps = jumps_.data() + row * kRingSums * kRingLanes,
               .inputs = inputs_.data() + row * 2 * kRingLanes,
               .targets = targets_.data() + row * kRingLanes,
               .samples = samples_,
               .activeSums = activeSums,
               .slopeSums = slopeSums,
               .outputs = outputs_.data() + row * kRingLanes,
               .slopesBefore = slopesBefore_.data() + row * 2 * kRingLanes});
    }
    for (std::ptrdiff_t k = 0; k < 2; ++k) {
        double* starts = laneStarts_.data() + k * (kRingLanes + 1);
        std::copy_n(slopeSums + k * kRingLanes, kRingLanes, starts);
        starts[kRingLanes] = 0;
    }
    addUpLanes<kRingLanes + 1>(laneStarts_.data(), 2);
}

/// Sum of g x along one axis over an arc.
double RingNetwork::slopeOver(const ArcPlaces& arc, std::ptrdiff_t axis) const {
    const double* starts = laneStarts_.data() + axis * (kRingLanes + 1);
    const auto before = [&](std::ptrdiff_t place) {
        const std::ptrdiff_t lane = place % kRingLanes;
        return starts[lane] +
               slopesBefore_[static_cast<std::size_t>(2 * (place - lane) + axis * kRingLanes + lane)];
    };
    return before(arc.end) - before(arc.begin) + arc.wraps * starts[kRingLanes];
}

void RingNetwork::moveNeurons(PlanarNeurons& neurons, double stepSize, TrainedLayers trained) const {
    if (!activation_.isRelu() || trained != TrainedLayers::first) {
        for (std::size_t j = 0; j < places_.size(); ++j) {
            const double a = neurons.outputWeights[j];
            const auto along = [&](std::ptrdiff_t axis) {
                const double whole = laneStarts_[static_cast<std::size_t>((axis + 1) * (kRingLanes + 1) - 1)];
                return activation_.hinge * slopeOver(places_[j], axis) + activation_.linear * whole;
            };
            const double x = along(0), y = along(1);
            if (trained != TrainedLayers::first) {
                const double slope = neurons.factor * (neurons.x[j] * x + neurons.y[j] * y);
                neurons.trained[j] -= stepSize * slope;
            }
            if (trained == TrainedLayers::second) continue;
            neurons.x[j] -= stepSize * a * x;
            neurons.y[j] -= stepSize * a * y;
        }
        return;
    }
    kernels_.moveNeurons({.x = neurons.x.data(),
                          .y = neurons.y.data(),
                          .outputWeights = neurons.outputWeights.data(),
                          .arcs = places_.data(),
                          .count = neurons.count,
                          .factor = -stepSize,
                          .slopesBefore = slopesBefore_.data(),
                          .laneStarts = laneStarts_.data()});
}

}  // namespace featurescope
