#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>

#include "core/data/dataset.h"
#include "core/data/noise_kind.h"
#include "core/math/seeds.h"

namespace featurescope {

/// Samples around the centres of clusters, which are the groups of the data: what kinds of data that consist
/// of clusters have in common.
struct ClusterLaw {
    double variance = 0;  ///< of each coordinate of the noise
    NoiseKind noise = NoiseKind::gaussian;
    bool balanced = false;  ///< sizes differ by at most one, instead of a uniform mixture
    /// Turns the noise of a sample into an input of that group; of clusters, adds the centre.
    std::function<void(std::int32_t group, std::span<double> input)> place;
    /// How far an input lies from the ideal boundary: what adversaries look at.
    std::function<double(std::span<const double> input)> boundaryDistance;
};

/// Draws training and test set by the law, with sizes, groups, directions' names and label noise as the
/// traits say. Test labels are flipped by kinds of corruption that do so. The directions are left to the
/// caller. Throws Cancelled.
template <typename Scalar>
Dataset<Scalar> drawClusters(const DataTraits& traits, const ClusterLaw& law, const Seeds& seeds,
                             const std::stop_token& stop);

extern template Dataset<float> drawClusters(const DataTraits&, const ClusterLaw&, const Seeds&,
                                            const std::stop_token&);
extern template Dataset<double> drawClusters(const DataTraits&, const ClusterLaw&, const Seeds&,
                                             const std::stop_token&);

}  // namespace featurescope
