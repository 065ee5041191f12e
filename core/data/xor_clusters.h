#pragma once

#include <cstdint>
#include <stop_token>
#include <string_view>
#include <type_traits>

#include "core/base/field.h"
#include "core/data/dataset.h"
#include "core/data/gaussian_clone.h"
#include "core/data/label_corruption.h"
#include "core/data/noise_kind.h"
#include "core/data/shared_fields.h"
#include "core/math/seeds.h"

namespace featurescope {

/// Settings of the XOR cluster data (paper, section 2): clusters at +mu1, -mu1 (clean label +1) and
/// +mu2, -mu2 (clean label -1), unit orthogonal means, labels flipped with rate eta. A mean shift adds
/// (clean label) * shift along a third axis.
struct XorClusters {
    static constexpr std::string_view kName = "xor-clusters";
    static constexpr std::string_view kHelp =
        "Four clusters: opposite ones have the same label, neighbours different ones.";

    std::int64_t dimension = 100;
    std::int64_t trainSamples = 1000;
    std::int64_t testSamples = 4000;
    double clusterVariance = 0.0625;
    NoiseKind clusterNoise = NoiseKind::gaussian;
    double labelNoise = 0.15;
    Corruption corruption = Corruption::bernoulli;
    bool rotated = false;
    bool balanced = false;
    double meanShift = 0;
    TrainOn trainOn = TrainOn::data;

    bool operator==(const XorClusters&) const = default;
};

/// The list of settings, in the order files and the form show them.
template <typename Settings, typename Visitor>
void visitFields(Settings& s,
                 Visitor&& visit) requires std::is_same_v<std::remove_const_t<Settings>, XorClusters> {
    visit(dimensionField(2, 1000), s.dimension);
    visit(trainSamplesField(), s.trainSamples);
    visit(testSamplesField(), s.testSamples);
    visit(Field{.key = "cluster_variance",
                .label = "Cluster variance",
                .symbol = "σ²",
                .help = "Variance of each coordinate inside a cluster; the means have length 1.",
                .minimum = 0,
                .sliderLow = 1e-4,
                .sliderHigh = 1,
                .logarithmic = true},
          s.clusterVariance);
    visit(clusterNoiseField(false), s.clusterNoise);
    visit(labelNoiseField(false), s.labelNoise);
    visit(corruptionField(false), s.corruption);
    visit(
        Field{.key = "rotated",
              .label = "Rotated",
              .symbol = "",
              .help =
                  "Turns the data by a random orthogonal matrix, so that the means are no coordinate axes."},
        s.rotated);
    visit(balancedField(), s.balanced);
    visit(Field{.key = "mean_shift",
                .label = "Mean shift",
                .symbol = "",
                .help = "Moves the clusters of label +1 so far along a third axis, those of -1 against it.",
                .minimum = 0,
                .sliderLow = 0,
                .sliderHigh = 2,
                .optional = true},
          s.meanShift);
    visit(Field{.key = "train_on",
                .label = "Train on",
                .symbol = "",
                .help = "What stands for the training samples; test samples are always the data's own.",
                .optional = true},
          s.trainOn);
}

DataTraits traits(const XorClusters& settings);

/// Draws both sets; the rotation, which is part of the task, is from seeds.data.
template <typename Scalar>
Dataset<Scalar> draw(const XorClusters& settings, const Seeds& seeds, const std::stop_token& stop);

extern template Dataset<float> draw(const XorClusters&, const Seeds&, const std::stop_token&);
extern template Dataset<double> draw(const XorClusters&, const Seeds&, const std::stop_token&);

}  // namespace featurescope
