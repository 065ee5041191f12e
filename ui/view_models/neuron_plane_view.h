#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/run/snapshot.h"
#include "core/run/theory_overlay.h"

namespace featurescope::ui {

/// A neuron at its projections on the first two directions of the data, (<w_j, mu1>, <w_j, mu2>); with one
/// direction y is the length of its part across that.
struct PlaneNeuronMark {
    double x = 0, y = 0;
    std::int32_t neuron = 0;
    std::int8_t sign = 0;  ///< of a_j
};

/// All neurons of a table that have finite places; empty without a direction.
std::vector<PlaneNeuronMark> planeMarks(const NeuronTable& neurons);

/// The path of one neuron through its recorded steps.
struct NeuronTrail {
    std::int32_t neuron = 0;
    std::int8_t sign = 0;
    std::vector<PlanePoint> points;
};

/// Trails up to the snapshot's step of at most `most` evenly chosen tracked neurons and of those in `always`
/// that are tracked.
std::vector<NeuronTrail> neuronTrails(const Snapshot& snapshot, std::size_t most,
                                      const std::vector<std::int32_t>& always);

/// The predicted paths of these neurons; theory may still hold those of an earlier selection.
std::vector<PredictedPath> pathsOf(const std::vector<PredictedPath>& all,
                                   const std::vector<std::int32_t>& neurons);

/// Half-height of a plane that shows all these marks and 0: a nice number; 1 when there is nothing to show.
double planeRadius(const std::vector<PlaneNeuronMark>& now, const std::vector<PlaneNeuronMark>& start);

/// Condition 10: |<w_j, mu_other>| <= 3 alpha |a_j|, with the step size of the snapshot's step. Nothing when
/// there is no neuron, or the neurons have no common |a_j| or no own directions.
std::optional<double> orthogonalityBand(const Snapshot& snapshot);

/// Where one gradient step from a network with f = 0 pushes a neuron with a > 0 that lies here (population
/// limit); one with a < 0 is pushed the opposite way.
struct PlaneArrow {
    double x = 0, y = 0;
    double dx = 0, dy = 0;  ///< per step
};

/// Arrows at a grid of about `columns` x `rows` places of the plane, for neurons whose part across the plane
/// has the median size of the last recorded step up to the snapshot's. Empty unless the data are Gaussian XOR
/// clusters.
std::vector<PlaneArrow> planeFlow(const Snapshot& snapshot, const PlaneRectangle& area, int columns,
                                  int rows);

/// The neuron nearest to (x, y), where distances count `xUnit` and `yUnit` per unit of the axes, within
/// `reach`; nothing when none is.
std::optional<std::int32_t> nearestNeuron(const std::vector<PlaneNeuronMark>& marks, double x, double y,
                                          double xUnit, double yUnit, double reach);

}  // namespace featurescope::ui
