#pragma once

#include <optional>

#include "core/data/data_source.h"

namespace featurescope {

/// Real targets y = g(u) + noise, u a normal coordinate of variance 1 of the input.
struct TargetLaw {
    double linearPart = 0;   ///< mean of u g(u)
    double mean = 0;         ///< of g(u)
    double variance = 0;     ///< of g(u)
    double noise = 0;        ///< standard deviation
    bool unitInputs = true;  ///< every coordinate of an input has variance 1
};

/// Nothing for labels, and where the law is not known.
std::optional<TargetLaw> targetLawOf(const DataSource& source);

/// Distance of the centre of all test samples of either clean label from the origin, which lies between the
/// two; nothing where it is not known.
std::optional<double> labelMeanOf(const DataSource& source);

}  // namespace featurescope
