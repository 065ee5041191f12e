#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <stop_token>
#include <string_view>
#include <type_traits>

#include "core/data/cluster_law.h"
#include "core/data/shared_fields.h"
#include "core/math/seeds.h"

namespace featurescope {

/// Data with one direction and three groups: nothing that the program knows of the paper's XOR clusters fits
/// them. Groups lie at 0 (label -1) and at +-2 e_1 (label +1).
struct ThreeGroups {
    static constexpr std::string_view kName = "three-groups";
    static constexpr std::string_view kHelp = "Three groups on a line, of which the middle one is another.";

    std::int64_t dimension = 5;
    std::int64_t trainSamples = 90;
    std::int64_t testSamples = 60;
    double spread = 0.3;

    bool operator==(const ThreeGroups&) const = default;
};

template <typename Settings, typename Visitor>
void visitFields(Settings& s,
                 Visitor&& visit) requires std::is_same_v<std::remove_const_t<Settings>, ThreeGroups> {
    visit(dimensionField(1, 100), s.dimension);
    visit(trainSamplesField(), s.trainSamples);
    visit(testSamplesField(), s.testSamples);
    visit(Field{.key = "spread",
                .label = "Spread",
                .symbol = "s",
                .help = "Standard deviation of each coordinate inside a group.",
                .minimum = 0,
                .sliderLow = 0,
                .sliderHigh = 1},
          s.spread);
}

inline DataTraits traits(const ThreeGroups& settings) {
    static const std::array directions{ReferenceDirection{"axis", "axis", 0}};
    static const std::array groups{SampleGroup{"middle", 2, -1}, SampleGroup{"right", 0, 1},
                                   SampleGroup{"left", 1, 1}};
    return {.dimension = settings.dimension,
            .trainSamples = settings.trainSamples,
            .testSamples = settings.testSamples,
            .noiseSigma = settings.spread,
            .noiseIsGaussian = true,
            .directions = directions,
            .groups = groups};
}

template <typename Scalar>
Dataset<Scalar> draw(const ThreeGroups& settings, const Seeds& seeds, const std::stop_token& stop) {
    const auto place = [](std::int32_t group, std::span<double> input) {
        input[0] += group == 0 ? 0.0 : group == 1 ? 2.0 : -2.0;
    };
    const auto boundaryDistance = [](std::span<const double> input) {
        return std::abs(std::abs(input[0]) - 1);
    };
    const ClusterLaw law{.variance = settings.spread * settings.spread,
                         .noise = NoiseKind::gaussian,
                         .balanced = true,
                         .place = place,
                         .boundaryDistance = boundaryDistance};
    Dataset<Scalar> data = drawClusters<Scalar>(traits(settings), law, seeds, stop);
    data.directions = 2 * Matrix<Scalar>::Identity(settings.dimension, 1);
    return data;
}

}  // namespace featurescope
