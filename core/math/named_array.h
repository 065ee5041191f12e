#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace featurescope {

/// A matrix with a name, row-major without gaps, whatever layout its owner computes with.
template <typename Scalar>
struct NamedArray {
    std::string name;
    std::int64_t rows = 0, columns = 0;
    std::vector<Scalar> values;  ///< rows x columns

    bool operator==(const NamedArray&) const = default;
};

}  // namespace featurescope
