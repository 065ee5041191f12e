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
