#include "core/data/grid_clusters.h"

#include <cmath>
#include <numbers>
#include <vector>

#include "core/data/drawn_inputs.h"
#include "core/math/random.h"

namespace featurescope {
namespace {

bool isPositive(GridLabels labels, std::int64_t row, std::int64_t column, std::int64_t grid) {
    const auto isOuter = [grid](std::int64_t place) { return place == 0 || place == grid - 1; };
    switch (labels) {
        case GridLabels::random:
            break;
        case GridLabels::corners:
            return !isOuter(row) || !isOuter(column);
        case GridLabels::checkerboard:
            return (row + column) % 2 == 1;
        case GridLabels::stripe:
            return column % 2 == 1;
    }
    return false;
}

/// Of every disc, row by row.
std::vector<std::int8_t> discLabels(const GridClusters& settings, std::int64_t seed) {
    const RandomStream random(seed, Stream::task);
    std::vector<std::int8_t> labels;
    for (std::int64_t row = 0; row < settings.grid; ++row) {
        for (std::int64_t column = 0; column < settings.grid; ++column) {
            const bool positive = settings.gridLabels == GridLabels::random
                                      ? random.below(labels.size(), 2) == 1
                                      : isPositive(settings.gridLabels, row, column, settings.grid);
            labels.push_back(positive ? std::int8_t{1} : std::int8_t{-1});
        }
    }
    return labels;
}

template <typename Scalar>
SampleSet<Scalar> discSamples(const GridClusters& settings, const std::vector<std::int8_t>& labels,
                              std::int64_t samples, const RandomStream& discs, const RandomStream& random,
                              const std::stop_token& stop) {
    const double radius = 1 / (3 * static_cast<double>(settings.grid) - 1);
    const auto side = static_cast<std::size_t>(settings.grid);
    const auto centre = [radius](std::size_t place) {
        return -0.5 + radius * (1 + 3 * static_cast<double>(place));
    };
    SampleSet<Scalar> set;
    const auto fill = [&](std::size_t i, std::span<double> input) {
        const auto disc = static_cast<std::size_t>(discs.below(i, labels.size()));
        set.labels.push_back(labels[disc]);
        const std::uint64_t first = i * drawsPerSample(input.size());
        const double away = radius * random.uniform(first);
        const double angle = 2 * std::numbers::pi * random.uniform(first + 1);
        input[0] = centre(disc % side) + away * std::cos(angle);
        input[1] = centre(disc / side) + away * std::sin(angle);
        for (std::size_t k = 2; k < input.size(); ++k) input[k] = random.uniform(first + k) - 0.5;
    };
    set.inputs = drawnInputs<Scalar>(settings.dimension, samples, fill, stop);
    set.cleanLabels = set.labels;
    return set;
}

}  // namespace

DataTraits traits(const GridClusters& settings) {
    return {.dimension = settings.dimension,
            .trainSamples = settings.trainSamples,
            .testSamples = settings.testSamples,
            .labelNoise = LabelNoise{}};
}

template <typename Scalar>
Dataset<Scalar> draw(const GridClusters& settings, const Seeds& seeds, const std::stop_token& stop) {
    const std::vector<std::int8_t> labels = discLabels(settings, seeds.data);
    Dataset<Scalar> data;
    data.train = discSamples<Scalar>(settings, labels, settings.trainSamples,
                                     RandomStream(seeds.data, Stream::trainClusters),
                                     RandomStream(seeds.data, Stream::trainInputs), stop);
    data.test = discSamples<Scalar>(settings, labels, settings.testSamples,
                                    RandomStream(seeds.test, Stream::testClusters),
                                    RandomStream(seeds.test, Stream::testInputs), stop);
    data.directions.resize(settings.dimension, 0);
    return data;
}

template Dataset<float> draw(const GridClusters&, const Seeds&, const std::stop_token&);
template Dataset<double> draw(const GridClusters&, const Seeds&, const std::stop_token&);

}  // namespace featurescope
