#pragma once

#include <cstdint>
#include <vector>

#include "core/data/data_traits.h"
#include "core/math/types.h"

namespace featurescope {

/// Samples with their labels. Sizes agree: n columns, n labels.
template <typename Scalar>
struct SampleSet {
    Matrix<Scalar> inputs;                 ///< d x n, column i is sample i
    std::vector<std::int8_t> labels;       ///< n, -1 or +1, as given to the network (some may be corrupted)
    std::vector<std::int8_t> cleanLabels;  ///< n, -1 or +1, before corruption
    std::vector<std::int32_t> groups;      ///< n places in Dataset::groups, or empty when there are none

    std::vector<Scalar> targets = {};  ///< n, any real numbers, whose signs are the labels; empty when the
                                       ///< labels themselves are the targets
    std::vector<Scalar> cleanTargets = {};  ///< n, the targets without their noise; empty when targets is

    Eigen::Index size() const { return inputs.cols(); }
    /// The value that the output on sample i is trained towards.
    Scalar target(Eigen::Index i) const {
        const auto at = static_cast<std::size_t>(i);
        return targets.empty() ? static_cast<Scalar>(labels[at]) : targets[at];
    }
    std::vector<Scalar> allTargets() const {
        if (!targets.empty()) return targets;
        return {labels.begin(), labels.end()};
    }
};

/// Everything a run is trained and measured on.
template <typename Scalar>
struct Dataset {
    SampleSet<Scalar> train;
    SampleSet<Scalar> test;     ///< may be empty
    SampleSet<Scalar> readout;  ///< what a readout is fitted to, see DataTraits; may be empty
    SampleSet<Scalar> ood;      ///< out of distribution, see DataTraits; may be empty
    Matrix<Scalar> directions;  ///< d x k, columns not zero, any length; d x 0, set so, when none are known
    std::vector<ReferenceDirection> directionNames;  ///< k
    std::vector<SampleGroup> groups;
};

}  // namespace featurescope
