#pragma once

#include <array>

#include "core/base/name_table.h"

namespace featurescope {

/// Law of the noise inside a cluster: independent coordinates, mean 0, each with variance cluster_variance.
/// All of them are log-concave, as the paper asks (section 2).
enum class NoiseKind { gaussian, laplace, uniform };

template <>
struct NameTable<NoiseKind> {
    static constexpr std::array kinds{
        NamedKind<NoiseKind>{NoiseKind::gaussian, "gaussian", "Normal distribution."},
        NamedKind<NoiseKind>{NoiseKind::laplace, "laplace", "Double exponential: heavier tails."},
        NamedKind<NoiseKind>{NoiseKind::uniform, "uniform", "Uniform on an interval: no tails."},
    };
};

}  // namespace featurescope
