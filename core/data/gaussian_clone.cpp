#include "core/data/gaussian_clone.h"

#include <cassert>
#include <cmath>
#include <span>

#include "core/base/cancel.h"
#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/data/drawn_inputs.h"
#include "core/math/random.h"

namespace featurescope {
namespace {

/// The samples of a label about their mean.
struct Moments {
    Vector<double> mean;
    Matrix<double> centred;  ///< d x count
};

template <typename Scalar>
Moments momentsOf(const SampleSet<Scalar>& set, std::int8_t label) {
    Matrix<double> samples(set.inputs.rows(), set.size());
    Eigen::Index count = 0;
    for (Eigen::Index i = 0; i < set.size(); ++i) {
        if (set.labels[static_cast<std::size_t>(i)] != label) continue;
        samples.col(count++) = set.inputs.col(i).template cast<double>();
    }
    if (count < 2) {
        throw InputError("data.train_on needs two training samples of each label, and label " +
                         numberText(std::int64_t{label}) + " has " + numberText(std::int64_t{count}) +
                         "; make data.train_samples larger.");
    }
    samples.conservativeResize(Eigen::NoChange, count);
    const Vector<double> mean = samples.rowwise().mean();
    return {mean, samples.colwise() - mean};
}

/// Samples number `first`, `first` + 2, ... of the clone, as many as `samples` has columns.
void drawClone(const Moments& moments, TrainOn kind, const RandomStream& random, std::size_t drawsEach,
               Eigen::Index first, Matrix<double>& samples, const std::stop_token& stop) {
    const Eigen::Index d = moments.mean.size(), count = moments.centred.cols();
    const double divisor = static_cast<double>(count) - 1;
    // A normal combination of the centred samples has exactly their covariance, whatever its rank.
    const bool combines = kind == TrainOn::cloneCovariance;
    const double sigma = std::sqrt(moments.centred.squaredNorm() / divisor / static_cast<double>(d));
    Vector<double> normals(combines ? count : d);
    for (Eigen::Index i = first; i < samples.cols(); i += 2) {
        throwIfCancelled(stop);
        random.normals(static_cast<std::uint64_t>(i) * drawsPerSample(drawsEach),
                       std::span(normals.data(), static_cast<std::size_t>(normals.size())));
        samples.col(i) = moments.mean;
        if (combines) {
            samples.col(i).noalias() += moments.centred * (normals / std::sqrt(divisor));
        } else {
            samples.col(i) += sigma * normals;
        }
    }
}

}  // namespace

template <typename Scalar>
SampleSet<Scalar> gaussianClone(const SampleSet<Scalar>& set, TrainOn kind, std::int64_t seed,
                                const std::stop_token& stop) {
    assert(kind != TrainOn::data);
    const RandomStream random(seed, Stream::cloneInputs);
    const auto most = static_cast<std::size_t>(std::max(set.inputs.rows(), set.size()));
    Matrix<double> samples(set.inputs.rows(), set.size());
    drawClone(momentsOf(set, 1), kind, random, most, 0, samples, stop);
    drawClone(momentsOf(set, -1), kind, random, most, 1, samples, stop);
    SampleSet<Scalar> clone;
    clone.inputs = samples.template cast<Scalar>();
    for (Eigen::Index i = 0; i < set.size(); ++i)
        clone.labels.push_back(i % 2 == 0 ? std::int8_t{1} : std::int8_t{-1});
    clone.cleanLabels = clone.labels;
    return clone;
}

template SampleSet<float> gaussianClone(const SampleSet<float>&, TrainOn, std::int64_t,
                                        const std::stop_token&);
template SampleSet<double> gaussianClone(const SampleSet<double>&, TrainOn, std::int64_t,
                                         const std::stop_token&);

}  // namespace featurescope
