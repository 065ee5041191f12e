#pragma once

#include <cstdint>
#include <span>

#include "core/base/lazy.h"
#include "core/math/types.h"
#include "core/observables/neuron_table.h"
#include "core/observables/observable_table.h"

namespace featurescope {

/// Network outputs on some samples with both kinds of labels; all of one length, empty when not measured.
struct ScoredSamples {
    std::span<const double> outputs;
    std::span<const std::int8_t> labels;       ///< as given to the network
    std::span<const std::int8_t> cleanLabels;  ///< before corruption
    bool areReal = false;  ///< targets are real numbers; labels are their signs, and no prediction is wrong
};

/// Everything an observable may look at, at one step.
struct Probe {
    ScoredSamples train;
    ScoredSamples test;             ///< empty outputs: no test set, or not measured at this step
    double trainLoss = kUndefined;  ///< the objective of the run
    const NeuronTable& neurons;
    double startNorm = 0;  ///< ||W(0)||, Frobenius
    double distance = 0;   ///< ||W - W(0)||, Frobenius
    // What costs is computed for the first observable that asks, and kept for the step.
    Lazy<WeightMatrix<double>> weights = WeightMatrix<double>();  ///< W, m x d
    Lazy<Vector<double>> singularValues = Vector<double>();       ///< of W, falling; empty when not measured
    Lazy<double> spectralNorm = kUndefined;  ///< largest singular value of W; kUndefined when not measured
};

/// All observables at one step, in the order of the table.
Measurement measureAll(const Probe& probe);

}  // namespace featurescope
