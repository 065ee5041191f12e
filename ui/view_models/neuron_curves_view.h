#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/run/snapshot.h"
#include "ui/view_models/curves_view.h"
#include "ui/view_models/step_axis.h"

namespace featurescope::ui {

/// What is drawn of each neuron over the steps. Where no direction belongs to each sign of
/// a_j, the own one is the only one there is.
enum class NeuronQuantity {
    projection,  ///< <w_j, own direction>
    norm,        ///< ||w_j||
    alignment,   ///< |cos(w_j, own direction)|
};

/// One neuron over the recorded steps.
struct NeuronCurve {
    std::int32_t neuron = 0;
    std::int8_t sign = 0;       ///< of a_j
    std::vector<float> values;  ///< one per entry of NeuronCurves::steps
};

/// Curves of evenly chosen neurons; those with a_j = 0 have no own direction and appear with their norm only.
struct NeuronCurves {
    std::vector<double> steps;
    std::vector<NeuronCurve> curves;  ///< by neuron, increasing
    std::size_t tracked = 0;          ///< neurons of which curves could be drawn
    double lowest = 0, highest = 0;   ///< of all values, and 0

    /// The curve of a neuron; null when it is not among them.
    const NeuronCurve* of(std::int32_t neuron) const;
};

/// Curves of at most `most` neurons and of those in `always`, with the present step as last point unless the
/// run goes on. The quantities other than the norm are empty without such a direction.
NeuronCurves neuronCurves(const Snapshot& snapshot, NeuronQuantity quantity, std::size_t most,
                          const std::vector<std::int32_t>& always);

/// Lemma 14: ||w_j|| <= 2 |a_j| alpha t, sampled along the axis. Empty when the neurons have
/// no common |a_j|: no one line bounds them then.
CurveData lemma14Bound(const Snapshot& snapshot, const StepAxis& axis);

}  // namespace featurescope::ui
