#pragma once

#include <cstddef>
#include <cstdint>

#include "core/model/loss_list.h"

namespace featurescope {

// Kernels of the planar learner (see SampleRing), all in double. Like kernel_table.h, this header shares no
// inline functions with the rest of the program.

/// Samples are kept in rows of this many places. A lane, the places of one column, holds a stretch of the
/// ring, so that all lanes add up their stretches at once.
inline constexpr std::ptrdiff_t kRingLanes = 8;
/// Sums that jump where a neuron becomes active or stops: of a w along both axes, and the active neurons.
inline constexpr std::ptrdiff_t kRingSums = 3;

/// The active arc of a neuron in places; it passes the end of the ring when `wraps` is 1, else `wraps` is 0.
struct ArcPlaces {
    std::ptrdiff_t begin, end;
    double wraps;
};

/// Which of at most 64 neurons have left their arcs, or may have as far as rounding can tell.
struct ArcCheck {
    const double* x;      ///< w along the first axis, 64 numbers
    const double* y;      ///< w along the second, 64 numbers
    const double* edges;  ///< 8 x stride: x and y of the directions before the arc, first, last, after it
    std::ptrdiff_t stride;
};

/// Adds the jumps of `count` neurons at the ends of their arcs.
struct ArcJumps {
    const double* x;
    const double* y;
    const double* outputWeights;  ///< a_j, count
    const ArcPlaces* arcs;        ///< count
    std::ptrdiff_t count;
    double* jumps;  ///< rows x kRingSums x kRingLanes, added to
};

/// Sums over the rows, lane by lane.
struct LaneSums {
    const double* jumps;  ///< rows x kRingSums x kRingLanes
    std::ptrdiff_t rows;
    double* sums;  ///< kRingSums x kRingLanes, added to
};

/// Outputs and gradient of the samples of some rows: walking along each lane, the jumps add up to
/// A = sum of a_j w_j over the active neurons, f = <A, x>, g = -y sigmoid(-y f) / n, and g x adds up to what
/// the neurons will need. A sample without active neurons gets exactly 0.
struct RingWalk {
    std::ptrdiff_t rows;
    double* jumps;          ///< rows x kRingSums x kRingLanes, set to zero
    const double* inputs;   ///< rows x 2 x kRingLanes
    const double* targets;  ///< rows x kRingLanes, 0 where there is no sample
    double samples;         ///< n
    double* activeSums;     ///< kRingSums x kRingLanes, the sums before the first row; then after the last
    double* slopeSums;      ///< 2 x kRingLanes, sums of g x before the first row; then after the last
    double* outputs;        ///< rows x kRingLanes, f
    double* slopesBefore;   ///< rows x 2 x kRingLanes, the sums of g x in the lane before each place
};

/// w_j += factor a_j (sum of g x over the arc) for `count` neurons.
struct ArcStep {
    double* x;
    double* y;
    const double* outputWeights;
    const ArcPlaces* arcs;
    std::ptrdiff_t count;
    double factor;               ///< -alpha
    const double* slopesBefore;  ///< as in RingWalk
    const double* laneStarts;    ///< 2 x (kRingLanes + 1): sums of g x over all lanes before this one
};

/// One instruction set's kernels of the ring.
struct RingKernels {
    std::uint64_t (*arcsInDoubt)(const ArcCheck&);
    void (*addJumps)(const ArcJumps&);
    void (*sumLanes)(const LaneSums&);
    void (*walk[AllLosses::size])(const RingWalk&);  ///< in the order of Loss
    void (*moveNeurons)(const ArcStep&);
};

}  // namespace featurescope
