#pragma once

#include <cmath>

#include "core/theory/normal_law.h"

namespace featurescope {

/// Clean test error of a linear rule on two normal clusters at +-mu with this standard deviation in every
/// direction: Phi(-||mu|| cos / sigma), cos the cosine of the rule with mu.
inline double linearRuleError(double meanLength, double cosine, double sigma) {
    return normalCdf(-meanLength * cosine / sigma);
}

}  // namespace featurescope
