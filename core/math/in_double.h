#pragma once

#include <vector>

namespace featurescope {

/// The numbers of a list or a vector, in double precision.
template <typename Numbers>
std::vector<double> inDouble(const Numbers& values) {
    return {values.begin(), values.end()};
}

}  // namespace featurescope
