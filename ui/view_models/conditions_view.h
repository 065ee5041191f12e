#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "core/theory/related_conditions.h"
#include "ui/view_models/panel_content.h"

namespace featurescope::ui {

/// Whether a statement about a run is true.
enum class Verdict {
    notYet,  ///< the step it speaks of has not come
    holds,
    fails,
    open,  ///< it cannot be said
};

/// The failure probability delta that the program reads the paper's statements with.
inline constexpr double kFailureProbability = 0.1;

/// Theorem 1 in one run, looked at on the first recorded step from T on.
struct TheoremView {
    double steps = 0;                          ///< T = 1 + 1 / (4 alpha)
    std::optional<std::int64_t> step = {};     ///< where it was looked at; nothing before T
    Verdict training = Verdict::notYet;        ///< every clean sample right, every corrupted one wrong
    double cleanError = kUndefined;            ///< share of clean training samples that are wrong
    double corruptedError = kUndefined;        ///< share of corrupted ones that are wrong, 1 when all are
    Verdict generalisation = Verdict::notYet;  ///< holds: the bound is true for every C > 1
    double testError = kUndefined;             ///< as it was measured there
    double smallestC = kUndefined;             ///< the bound is true from this C on
    bool cleanTest = false;  ///< test labels are clean, so that the bound is read without its eta
};

/// The theorem in a run of XOR clusters; nothing for other data or alpha = 0.
std::optional<TheoremView> theoremView(const Snapshot& snapshot);

/// The neurons of one set J_mu.
struct ClusterNeurons {
    std::size_t candidates = 0;  ///< |J_mu|
    std::size_t aligned = 0;     ///< of them, those that satisfy Condition 9
};

/// Conditions 9 and 10 as they stand.
struct NeuronConditions {
    std::int64_t step = 0;
    std::array<ClusterNeurons, 4> clusters;  ///< in the order of Cluster
    double expected = 0;                     ///< m / 4
    std::size_t orthogonal = 0, candidates = 0;
    double largestRatio = 0;  ///< |<w_j, mu_other>| over alpha |a_j|; Condition 10 allows 3
    TrainingConclusion conclusion;
};

/// Nothing while the snapshot does not hold them.
std::optional<NeuronConditions> neuronConditions(const Snapshot& snapshot);

/// What related papers ask of the run.
std::vector<RelatedTheorem> relatedTheorems(const Snapshot& snapshot);

}  // namespace featurescope::ui
