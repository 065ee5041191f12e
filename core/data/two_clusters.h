#pragma once

#include <cstdint>
#include <stop_token>
#include <string_view>
#include <type_traits>

#include "core/base/field.h"
#include "core/data/dataset.h"
#include "core/data/label_corruption.h"
#include "core/data/noise_kind.h"
#include "core/math/seeds.h"

namespace featurescope {

/// Settings of two clusters: x = y mu + z with clean label y, mu = cluster_mean e_1 and noise z of
/// independent coordinates. The first cluster is that at +mu. A linear classifier through the origin is
/// ideal.
struct TwoClusters {
    static constexpr std::string_view kName = "two-clusters";
    static constexpr std::string_view kHelp =
        "Two clusters on opposite sides of the origin, one for each label.";

    std::int64_t dimension = 2000;
    std::int64_t trainSamples = 50;
    std::int64_t testSamples = 2000;
    double clusterMean = 8;
    double clusterVariance = 1;
    NoiseKind clusterNoise = NoiseKind::gaussian;
    double labelNoise = 0;
    Corruption corruption = Corruption::bernoulli;
    bool balanced = false;

    bool operator==(const TwoClusters&) const = default;
};

/// The list of settings, in the order files and the form show them.
template <typename Settings, typename Visitor>
void visitFields(Settings& s,
                 Visitor&& visit) requires std::is_same_v<std::remove_const_t<Settings>, TwoClusters> {
    visit(Field{.key = "dimension",
                .label = "Dimension",
                .symbol = "d",
                .help = "Number of coordinates of an input.",
                .minimum = 1,
                .maximum = kLargestExactInteger,
                .sliderLow = 2,
                .sliderHigh = 5000,
                .logarithmic = true},
          s.dimension);
    visit(Field{.key = "train_samples",
                .label = "Training samples",
                .symbol = "n",
                .help = "Number of samples the network is trained on.",
                .minimum = 1,
                .maximum = kLargestExactInteger,
                .sliderLow = 10,
                .sliderHigh = 10000,
                .logarithmic = true},
          s.trainSamples);
    visit(Field{.key = "test_samples",
                .label = "Test samples",
                .symbol = "",
                .help = "Number of fresh samples the errors are measured on.",
                .minimum = 0,
                .maximum = kLargestExactInteger,
                .sliderLow = 0,
                .sliderHigh = 10000},
          s.testSamples);
    visit(Field{.key = "cluster_mean",
                .label = "Cluster mean",
                .symbol = "‖μ‖",
                .help = "Distance of the two cluster means from the origin.",
                .minimum = 0,
                .sliderLow = 0.1,
                .sliderHigh = 100,
                .logarithmic = true,
                .optional = true},
          s.clusterMean);
    visit(Field{.key = "cluster_variance",
                .label = "Cluster variance",
                .symbol = "σ²",
                .help = "Variance of each coordinate inside a cluster.",
                .minimum = 0,
                .sliderLow = 1e-4,
                .sliderHigh = 10,
                .logarithmic = true,
                .optional = true},
          s.clusterVariance);
    visit(Field{.key = "cluster_noise",
                .label = "Cluster noise",
                .symbol = "",
                .help = "Law of the noise inside a cluster.",
                .optional = true},
          s.clusterNoise);
    visit(Field{.key = "label_noise",
                .label = "Label noise",
                .symbol = "η",
                .help = "Share of labels that are flipped.",
                .minimum = 0,
                .maximum = 1,
                .sliderLow = 0,
                .sliderHigh = 0.5,
                .optional = true},
          s.labelNoise);
    visit(Field{.key = "corruption",
                .label = "Corruption",
                .symbol = "",
                .help = "Who chooses the labels that are flipped.",
                .optional = true},
          s.corruption);
    visit(Field{.key = "balanced",
                .label = "Balanced clusters",
                .symbol = "",
                .help = "Cluster sizes differ by at most one, instead of a uniform mixture.",
                .optional = true},
          s.balanced);
}

DataTraits traits(const TwoClusters& settings);

template <typename Scalar>
Dataset<Scalar> draw(const TwoClusters& settings, const Seeds& seeds, const std::stop_token& stop);

extern template Dataset<float> draw(const TwoClusters&, const Seeds&, const std::stop_token&);
extern template Dataset<double> draw(const TwoClusters&, const Seeds&, const std::stop_token&);

}  // namespace featurescope
