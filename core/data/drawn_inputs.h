#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "core/base/cancel.h"
#include "core/math/types.h"

namespace featurescope {

/// Number of draws of a random stream that belong to a sample which takes `count` of them: even, as
/// Box-Muller pairs need.
constexpr std::uint64_t drawsPerSample(std::size_t count) { return count + count % 2; }

/// Inputs, d x samples, one after the other: fill(i, input) sets the d coordinates of sample i in double
/// precision. Throws Cancelled.
template <typename Scalar, typename Fill>
Matrix<Scalar> drawnInputs(std::int64_t dimension, std::int64_t samples, const Fill& fill,
                           const std::stop_token& stop) {
    Matrix<Scalar> inputs(dimension, samples);
    std::vector<double> input(static_cast<std::size_t>(dimension));
    for (std::int64_t i = 0; i < samples; ++i) {
        throwIfCancelled(stop);
        fill(static_cast<std::size_t>(i), std::span(input));
        inputs.col(i) = Eigen::Map<const Vector<double>>(input.data(), dimension).template cast<Scalar>();
    }
    return inputs;
}

}  // namespace featurescope
