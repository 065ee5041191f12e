#pragma once

#include <cstdint>
#include <stop_token>
#include <string_view>
#include <type_traits>

#include "core/base/field.h"
#include "core/data/dataset.h"
#include "core/data/label_corruption.h"
#include "core/data/noise_kind.h"
#include "core/data/shared_fields.h"
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
    visit(dimensionField(2, 5000), s.dimension);
    visit(trainSamplesField(), s.trainSamples);
    visit(testSamplesField(), s.testSamples);
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
    visit(clusterNoiseField(true), s.clusterNoise);
    visit(labelNoiseField(true), s.labelNoise);
    visit(corruptionField(true), s.corruption);
    visit(balancedField(), s.balanced);
}

DataTraits traits(const TwoClusters& settings);

template <typename Scalar>
Dataset<Scalar> draw(const TwoClusters& settings, const Seeds& seeds, const std::stop_token& stop);

extern template Dataset<float> draw(const TwoClusters&, const Seeds&, const std::stop_token&);
extern template Dataset<double> draw(const TwoClusters&, const Seeds&, const std::stop_token&);

}  // namespace featurescope
