#include "core/data/near_orthogonal.h"

#include <cmath>

#include "core/data/drawn_inputs.h"
#include "core/math/random.h"

namespace featurescope {
namespace {

constexpr std::int8_t alternatingLabel(std::size_t i) {
    return i % 2 == 0 ? std::int8_t{1} : std::int8_t{-1};
}

template <typename Scalar>
SampleSet<Scalar> alternatingSamples(const NearOrthogonal& settings, std::int64_t samples,
                                     const RandomStream& random, const std::stop_token& stop) {
    const double sigma = 1 / std::sqrt(static_cast<double>(settings.dimension));
    const auto fill = [&](std::size_t i, std::span<double> input) {
        random.normals(i * drawsPerSample(input.size()), input);
        for (double& coordinate : input) coordinate *= sigma;
        input[0] += settings.signal * alternatingLabel(i);
    };
    SampleSet<Scalar> set;
    set.inputs = drawnInputs<Scalar>(settings.dimension, samples, fill, stop);
    for (std::size_t i = 0; i < static_cast<std::size_t>(samples); ++i)
        set.labels.push_back(alternatingLabel(i));
    set.cleanLabels = set.labels;
    return set;
}

}  // namespace

DataTraits traits(const NearOrthogonal& settings) {
    return {.dimension = settings.dimension,
            .trainSamples = settings.trainSamples,
            .testSamples = settings.testSamples,
            .labelNoise = LabelNoise{}};
}

template <typename Scalar>
Dataset<Scalar> draw(const NearOrthogonal& settings, const Seeds& seeds, const std::stop_token& stop) {
    Dataset<Scalar> data;
    data.train = alternatingSamples<Scalar>(settings, settings.trainSamples,
                                            RandomStream(seeds.data, Stream::trainInputs), stop);
    data.test = alternatingSamples<Scalar>(settings, settings.testSamples,
                                           RandomStream(seeds.test, Stream::testInputs), stop);
    data.directions.resize(settings.dimension, 0);
    return data;
}

template Dataset<float> draw(const NearOrthogonal&, const Seeds&, const std::stop_token&);
template Dataset<double> draw(const NearOrthogonal&, const Seeds&, const std::stop_token&);

}  // namespace featurescope
