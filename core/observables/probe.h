#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

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
    std::span<const double> targets = {};       ///< where they are real, as given to the network
    std::span<const double> cleanTargets = {};  ///< the same without their noise
};

/// What looks at samples and weights together, or costs more than the rest: computed for the observable that
/// asks. kUndefined or empty where the run leaves it out.
struct CostlyValues {
    Lazy<double> rankPositive = kUndefined, rankNegative = kUndefined;  ///< stable ranks of rows by sign of a
    Lazy<double> ownPatternShare = kUndefined;
    Lazy<double> directionCosine = kUndefined;
    Lazy<double> leadingCosine = kUndefined;
    Lazy<double> kernelAlignment = kUndefined;
    Lazy<double> readoutError = kUndefined;
    Lazy<double> oodError = kUndefined;
    Lazy<double> gradientFidelity = kUndefined;
    Lazy<double> kernelRegressionError = kUndefined;  ///< the same at every step
    Lazy<double> kernelMarginError = kUndefined;      ///< the same at every step
    Lazy<std::vector<double>> linearTestOutputs =
        std::vector<double>();  ///< <sum_j a_j w_j, x>; maybe of the first samples only
};

/// Everything an observable may look at, at one step.
struct Probe {
    ScoredSamples train;
    ScoredSamples test;             ///< empty outputs: no test set, or not measured at this step
    double trainLoss = kUndefined;  ///< the objective of the run
    const NeuronTable& neurons;
    bool trainsBothLayers = false;
    double outputFactor = 1;  ///< s, what multiplies the sum over neurons: part of a_j in `neurons`
    /// The slope p of the odd part p z of the activation, where it is linear and inputs have no bias.
    std::optional<double> oddSlope = {};
    double startNorm = 0;  ///< ||W(0)||, Frobenius
    double distance = 0;   ///< ||W - W(0)||, Frobenius
    // What costs is computed for the first observable that asks, and kept for the step.
    Lazy<WeightMatrix<double>> weights = WeightMatrix<double>();  ///< W, m x d
    Lazy<Vector<double>> singularValues = Vector<double>();       ///< of W, falling; empty when not measured
    Lazy<double> spectralNorm = kUndefined;  ///< largest singular value of W; kUndefined when not measured
    CostlyValues costly = {};
};

/// All observables at one step, in the order of the table.
Measurement measureAll(const Probe& probe);

}  // namespace featurescope
