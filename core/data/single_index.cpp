#include "core/data/single_index.h"

#include <array>
#include <cmath>
#include <span>
#include <vector>

#include "core/data/drawn_inputs.h"
#include "core/math/random.h"

namespace featurescope {
namespace {

/// Standard deviation of each coordinate of an input.
double inputDeviation(const SingleIndex& settings) {
    return settings.inputVariance == InputVariance::unit
               ? 1
               : 1 / std::sqrt(static_cast<double>(settings.dimension));
}

Vector<double> drawTheta(const SingleIndex& settings, std::int64_t seed) {
    Vector<double> theta(settings.dimension);
    RandomStream(seed, Stream::task)
        .normals(0, std::span(theta.data(), static_cast<std::size_t>(theta.size())));
    return theta.normalized();
}

/// What a target is to a prediction.
std::int8_t signOf(double target) { return target > 0 ? std::int8_t{1} : std::int8_t{-1}; }

struct IndexDraw {
    std::int64_t samples;
    RandomStream inputs, noise;
};

template <typename Scalar>
SampleSet<Scalar> indexSamples(const SingleIndex& settings, const Vector<double>& theta,
                               const IndexDraw& draw, const std::stop_token& stop) {
    const double deviation = inputDeviation(settings);
    SampleSet<Scalar> set;
    std::vector<double> clean;
    const auto fill = [&](std::size_t i, std::span<double> input) {
        draw.inputs.normals(i * drawsPerSample(input.size()), input);
        Eigen::Map<Vector<double>> x(input.data(), settings.dimension);
        if (settings.inputs == InputLaw::sphere)
            x *= std::sqrt(static_cast<double>(settings.dimension)) / x.norm();
        clean.push_back(linkValue(settings, theta.dot(x)));
        x *= deviation;
    };
    set.inputs = drawnInputs<Scalar>(settings.dimension, draw.samples, fill, stop);
    std::vector<double> noise(clean.size());
    draw.noise.normals(0, noise);
    for (std::size_t i = 0; i < clean.size(); ++i) {
        const double target = clean[i] + settings.noise * noise[i];
        set.targets.push_back(static_cast<Scalar>(target));
        set.cleanTargets.push_back(static_cast<Scalar>(clean[i]));
        set.labels.push_back(signOf(target));
        set.cleanLabels.push_back(signOf(clean[i]));
    }
    return set;
}

}  // namespace

double linkValue(const SingleIndex& settings, double u) {
    const double c = settings.linkMix;
    switch (settings.link) {
        case Link::linear:
            return u;
        case Link::square:
            return u * u / 2;
        case Link::mix:
            return (u + c * (u * u - 1)) / std::sqrt(1 + 2 * c * c);
    }
    return u;  // no other kind exists
}

DataTraits traits(const SingleIndex& settings) {
    static const std::array directions{ReferenceDirection{"theta", "θ", 0}};
    return {.dimension = settings.dimension,
            .trainSamples = settings.trainSamples,
            .testSamples = settings.testSamples,
            .readoutSamples = settings.readoutSamples,
            .hasRealTargets = true,
            .directions = directions};
}

template <typename Scalar>
Dataset<Scalar> draw(const SingleIndex& settings, const Seeds& seeds, const std::stop_token& stop) {
    const Vector<double> theta = drawTheta(settings, seeds.data);
    const auto drawn = [&](std::int64_t samples, RandomStream inputs, RandomStream noise) {
        return indexSamples<Scalar>(settings, theta, {samples, inputs, noise}, stop);
    };
    Dataset<Scalar> data;
    const std::span<const ReferenceDirection> names = traits(settings).directions;
    data.directionNames.assign(names.begin(), names.end());
    data.directions = theta.template cast<Scalar>();
    data.train =
        drawn(settings.trainSamples, {seeds.data, Stream::trainInputs}, {seeds.labels, Stream::trainLabels});
    data.test =
        drawn(settings.testSamples, {seeds.test, Stream::testInputs}, {seeds.test, Stream::testLabels});
    data.readout = drawn(settings.readoutSamples, {seeds.test, Stream::readoutInputs},
                         {seeds.test, Stream::readoutLabels});
    return data;
}

template Dataset<float> draw(const SingleIndex&, const Seeds&, const std::stop_token&);
template Dataset<double> draw(const SingleIndex&, const Seeds&, const std::stop_token&);

}  // namespace featurescope
