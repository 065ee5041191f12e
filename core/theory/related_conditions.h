#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/spec/experiment_spec.h"

namespace featurescope {

/// A condition of a related paper's theorem, or a threshold, with the number of a run.
struct RelatedCondition {
    std::string_view name;           ///< "(A2)"; may be empty
    std::string_view statement;      ///< in the letters of the run
    double value = 0;                ///< the largest C that it allows, or what `statement` names
    std::optional<bool> holds = {};  ///< nothing where it depends on a constant that nobody computes
};

/// What a related paper asks of a run.
struct RelatedTheorem {
    std::string_view paper;  ///< authors and year
    std::vector<RelatedCondition> conditions;
    std::string_view remark;  ///< what the numbers say, one or two sentences
};

/// What of a run is not in its spec.
struct DrawnFacts {
    /// min ||x_i||^2 / (n max |<x_i, x_k>|) of the training samples; nothing where it is not computed.
    std::optional<double> orthogonality = {};
};

/// The failure probability delta that conditions are read with.
inline constexpr double kRelatedFailureProbability = 0.1;

/// Of the related papers whose setting this is; none for most runs.
std::vector<RelatedTheorem> relatedTheorems(const ExperimentSpec& spec, const DrawnFacts& facts);

}  // namespace featurescope
