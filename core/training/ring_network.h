#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <stop_token>

#include "core/model/loss.h"
#include "core/model/two_layer_network.h"
#include "core/training/aligned_vector.h"
#include "core/training/kernels/ring_kernel_table.h"
#include "core/training/sample_ring.h"

namespace featurescope {

/// Neurons of the plane, axis by axis, followed by zeros up to a multiple of 64.
struct PlanarNeurons {
    std::ptrdiff_t count = 0;
    AlignedVector<double> x, y;           ///< w_j
    AlignedVector<double> outputWeights;  ///< s a_j, what multiplies relu
    double factor = 1;                    ///< s
    std::vector<double> trained = {};     ///< a_j, `count` numbers; empty unless the second layer is trained
};

/// A network on the samples of a ring: outputs and gradient in O(n + m) operations. Only the ends of the
/// neurons' arcs matter: along the ring, the sum of a_j w_j over the active neurons jumps there, and the
/// gradient of a neuron is the difference of two running sums. All in double, and all on one thread.
class RingNetwork {
  public:
    /// @param inputs  1 x n or 2 x n
    /// @param targets  n, or empty when no gradient is wanted
    /// @param neurons  m
    RingNetwork(const Matrix<double>& inputs, std::span<const double> targets, std::ptrdiff_t neurons,
                const Piecewise& activation, Loss loss, const RingKernels& kernels);

    /// Computes outputs and slopes for these weights. Leaves early when stopped.
    void forward(const PlanarNeurons& neurons, const std::stop_token& stop);
    /// f on sample i, after forward().
    double output(std::ptrdiff_t sample) const {
        return outputs_[static_cast<std::size_t>(ring_.placeOf(sample))];
    }
    /// One gradient step of the neurons that forward() has seen: of their weights and of `trained`.
    void moveNeurons(PlanarNeurons& neurons, double stepSize, TrainedLayers trained) const;

  private:
    void followArcs(const PlanarNeurons& neurons);
    void setArc(std::ptrdiff_t neuron, double x, double y);
    void setEdges(std::ptrdiff_t neuron, const std::array<Direction, 4>& edges);
    void addLinearPart(const PlanarNeurons& neurons);
    double slopeOver(const ArcPlaces& arc, std::ptrdiff_t axis) const;
    void walk(const std::stop_token& stop);

    SampleRing ring_;
    Piecewise activation_;
    const RingKernels& kernels_;
    void (*walk_)(const RingWalk&);
    double samples_;
    AlignedVector<double> inputs_;        ///< as RingWalk::inputs
    AlignedVector<double> targets_;       ///< as RingWalk::targets
    AlignedVector<double> hingeWeights_;  ///< q a_j
    AlignedVector<double> jumps_;         ///< as RingWalk::jumps
    AlignedVector<double> outputs_;       ///< as RingWalk::outputs
    AlignedVector<double> slopesBefore_;  ///< as RingWalk::slopesBefore
    std::vector<double> laneStarts_;      ///< as ArcStep::laneStarts
    std::vector<RingArc> arcs_;
    std::vector<ArcPlaces> places_;
    AlignedVector<double> edges_;  ///< as ArcCheck::edges
    std::ptrdiff_t edgeStride_;
};

}  // namespace featurescope
