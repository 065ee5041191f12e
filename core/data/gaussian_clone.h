#pragma once

#include <array>
#include <cstdint>
#include <stop_token>

#include "core/base/name_table.h"
#include "core/data/dataset.h"

namespace featurescope {

/// What a network is trained on: the data, or normal samples that share some moments with them (Refinetti,
/// Ingrosso, Goldt, arXiv 2211.11567).
enum class TrainOn { data, cloneMean, cloneCovariance };

template <>
struct NameTable<TrainOn> {
    static constexpr std::array kinds{
        NamedKind<TrainOn>{TrainOn::data, "data", "The training samples themselves."},
        NamedKind<TrainOn>{
            TrainOn::cloneMean, "clone-mean",
            "Normal samples with the mean of each label's training samples, and with their mean "
            "variance in every direction."},
        NamedKind<TrainOn>{
            TrainOn::cloneCovariance, "clone-covariance",
            "Normal samples with the mean and the covariance of each label's training samples."},
    };
};

/// As many normal samples as `set` has, labels +1 and -1 in turn: those of a label have the mean that its
/// samples in `set` have, and their covariance (divisor: their number - 1), or the mean of its diagonal times
/// the identity. `kind` is not `data`. Every sample is clean and belongs to no group. Throws InputError when
/// a label has fewer than two samples, Cancelled.
template <typename Scalar>
SampleSet<Scalar> gaussianClone(const SampleSet<Scalar>& set, TrainOn kind, std::int64_t seed,
                                const std::stop_token& stop);

extern template SampleSet<float> gaussianClone(const SampleSet<float>&, TrainOn, std::int64_t,
                                               const std::stop_token&);
extern template SampleSet<double> gaussianClone(const SampleSet<double>&, TrainOn, std::int64_t,
                                                const std::stop_token&);

}  // namespace featurescope
