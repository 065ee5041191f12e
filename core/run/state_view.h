#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/observables/decision_field.h"
#include "core/observables/neuron_table.h"
#include "core/theory/paper_conditions.h"
#include "core/theory/perpendicular_factor.h"

namespace featurescope {

/// Margins of every sample, for histograms.
struct MarginValues {
    std::int64_t step = 0;
    std::vector<float> clean, corrupted;  ///< y f(x) with the given label, of clean and of corrupted training
                                          ///< samples
    std::vector<float> testClean;         ///< (clean label) f(x) on the test set; empty without one
};

/// Singular values of W, largest first: all min(m, d) of them, or when that is more than
/// kMostSingularValues only the few largest.
struct SpectrumValues {
    std::int64_t step = 0;
    std::vector<double> singularValues;
};

/// The proof's conditions as they stand (paper, section 4).
struct ConditionValues {
    std::int64_t step = 0;
    NeuronAlignment alignment;          ///< Condition 9
    AlmostOrthogonality orthogonality;  ///< Condition 10
    TrainingConclusion conclusion;      ///< Theorem 1, first conclusion
};

/// What the selection does to each other.
struct SelectionActivity {
    std::int64_t step = 0;
    std::vector<bool> neuronFires;   ///< m: active on at least one selected sample; empty when none selected
    std::vector<bool> sampleActive;  ///< n: at least one selected neuron is active on it; empty likewise
};

/// Which neurons are active on which training samples; there are no more than kMostPatternSamples.
struct PatternValues {
    std::int64_t step = 0;
    std::vector<std::uint64_t> active;  ///< m: bit i says <w_j, x_i> > 0
};
inline constexpr std::int64_t kMostPatternSamples = 64;

/// The hidden layer as features of the training samples; there are no more than kMostFeatures neurons.
struct FeatureValues {
    std::int64_t step = 0;
    /// m: first principal direction, about the origin, of phi(<w_j, x_i>) over the samples; its sign means
    /// nothing. Empty when a feature is not finite.
    std::vector<double> limit;
};
inline constexpr std::int64_t kMostFeatures = 64;

/// Histogram of h = <w_j, x_i> over all neurons and training samples, on [-kPreactivationReach,
/// kPreactivationReach).
struct PreactivationValues {
    std::int64_t step = 0;
    std::vector<std::int64_t> counts;  ///< kPreactivationBins, equally wide; 0 is the edge between two
    std::int64_t outside = 0;          ///< what lies beyond, or is not a number
};
inline constexpr int kPreactivationBins = 160;
inline constexpr double kPreactivationReach = 2;

/// The tangent kernel of the trained layers, K(x, x') = <df(x)/dw, df(x')/dw>, between test samples, or
/// between training samples when there are no others, sorted by their noise-free targets; the first
/// kMostKernelRows of them.
struct KernelValues {
    std::int64_t step = 0;
    bool isOfTestSamples = false;
    std::vector<float> values;   ///< a row for each sample, symmetric
    std::vector<float> targets;  ///< rising
    double alignment = 0;        ///< see kernelAlignment()
};
inline constexpr std::int64_t kMostKernelRows = 400;

/// Outputs of the network against the one direction that real targets depend on.
struct TargetValues {
    /// Samples along the direction, and f there.
    struct Outputs {
        std::vector<float> along, output;
    };
    std::int64_t step = 0;
    Outputs train, test;           ///< at most kMostTargetSamples of each, the first ones
    std::vector<PlanePoint> link;  ///< the noise-free target as it rises along the direction
};
inline constexpr std::int64_t kMostTargetSamples = 1500;

/// The network as a plane sees it: enough to evaluate f and its cluster average at any point of the plane,
/// see core/run/plane_network.h.
struct PlaneNetwork {
    std::int64_t step = 0;
    std::vector<PlaneNeuron> neurons;                   ///< those of the network's relu form, see reluForm()
    std::vector<double> perpendicular;                  ///< as many: norm of w_j across the plane
    double sigma = 0;                                   ///< of the cluster noise; 0 when unknown
    std::shared_ptr<const PerpendicularFactor> across;  ///< for P(f > 0); null unless the band or the cluster
                                                        ///< average is asked for
};

/// The parts of a state that cost extra. Null unless asked for (SnapshotPart); they may be of an earlier step
/// than the rest (each says which), because they are made less often while training is fast.
struct StateParts {
    std::shared_ptr<const MarginValues> margins;
    std::shared_ptr<const SpectrumValues> spectrum;
    std::shared_ptr<const ConditionValues> conditions;
    std::shared_ptr<const SelectionActivity> activity;
    std::shared_ptr<const PatternValues> pattern;   ///< null also for more samples than it can have
    std::shared_ptr<const FeatureValues> features;  ///< null also for more neurons than it can have
    std::shared_ptr<const PreactivationValues> preactivations;
    std::shared_ptr<const KernelValues> kernel;
    std::shared_ptr<const TargetValues>
        target;  ///< null also for data without one direction and real targets
};

/// What can be seen of the network at one step.
struct StateView : StateParts {
    NeuronTable neurons;
    DecisionField field;                 ///< on the plane, for the view last asked for
    DecisionField positiveShare;         ///< P(f > 0) over the cluster noise; empty unless asked for
    std::vector<BoundaryLine> boundary;  ///< where the field changes its sign, inside its area
    std::shared_ptr<const PlaneNetwork> network;
};

}  // namespace featurescope
