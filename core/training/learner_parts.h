#pragma once

#include <stop_token>
#include <string>

#include "core/training/learner.h"

namespace featurescope {

/// What every learner here is made from. The references must outlive it.
template <typename Scalar>
struct LearnerParts {
    const Dataset<Scalar>& data;
    const TwoLayerNetwork<Scalar>& start;
    LearningRule rule;
    LearnerOptions options;    ///< nothing in it is automatic
    std::string engineReason;  ///< see LearnerInfo
    std::stop_token stop;
};

}  // namespace featurescope
