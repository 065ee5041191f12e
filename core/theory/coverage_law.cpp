#include "core/theory/coverage_law.h"

#include <cmath>

namespace featurescope {

double coverageProbability(std::int64_t neurons) {
    if (neurons < 4) return 0;
    const double pairCovered =
        -std::expm1(std::log(2.0) * (1 - std::floor(static_cast<double>(neurons) / 2)));
    return pairCovered * pairCovered;
}

double expectedMissingClusters(std::int64_t neurons) {
    return 4 * std::exp2(-std::floor(static_cast<double>(neurons) / 2));
}

}  // namespace featurescope
