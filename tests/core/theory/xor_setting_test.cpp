#include "core/theory/xor_setting.h"

#include <gtest/gtest.h>

namespace featurescope {
namespace {

TEST(XorSetting, TakesItsNumbersFromTheSpec) {
    ExperimentSpec spec;
    XorClusters clusters;
    clusters.dimension = 30;
    clusters.trainSamples = 70;
    clusters.clusterVariance = 0.04;
    clusters.labelNoise = 0.1;
    spec.data = clusters;
    spec.network.neurons = 8;
    spec.network.initVariance = 0.25;
    spec.training.stepSize = 0.3;
    spec.training.stepSizeChanges = {{0, 0.7}};
    const auto setting = xorSettingOf(spec);
    ASSERT_TRUE(setting.has_value());
    EXPECT_EQ(setting->dimension, 30);
    EXPECT_EQ(setting->trainSamples, 70);
    EXPECT_EQ(setting->neurons, 8);
    EXPECT_DOUBLE_EQ(setting->sigma, 0.2);
    EXPECT_DOUBLE_EQ(setting->labelNoise, 0.1);
    EXPECT_DOUBLE_EQ(setting->stepSize, 0.7);
    EXPECT_DOUBLE_EQ(setting->initScale, 0.5);
    EXPECT_TRUE(setting->uniformFlips);
    EXPECT_DOUBLE_EQ(startNorm(*setting), 0.5 * std::sqrt(240.0));
}

TEST(XorSetting, DoesNotExistForARunThatWasRefused) {
    ExperimentSpec spec;
    EXPECT_TRUE(xorSettingOf(spec).has_value());
    spec.training.stepSize = -1;
    EXPECT_FALSE(xorSettingOf(spec).has_value());
}

TEST(XorSetting, DoesNotExistForAnActivationThatIsNotThePapers) {
    ExperimentSpec spec;
    spec.network.activation = static_cast<Activation>(static_cast<int>(Activation::relu) + 1);
    EXPECT_FALSE(xorSettingOf(spec).has_value());
    EXPECT_FALSE(isPapersSetting(spec));
}

TEST(XorSetting, Lemma14AsksForThePapersTrainingAndNotForItsData) {
    ExperimentSpec spec;
    EXPECT_TRUE(isLemma14sSetting(spec));
    spec.data = FileData{};
    EXPECT_TRUE(isLemma14sSetting(spec));
    spec.training.loss = Loss::squared;
    EXPECT_FALSE(isLemma14sSetting(spec));
    spec = {};
    spec.data = TwoClusters{};
    EXPECT_FALSE(isLemma14sSetting(spec)) << "their means are eight long";
}

TEST(XorSetting, ExistsOnlyForGaussianClusters) {
    ExperimentSpec spec;
    spec.data = FileData{};
    EXPECT_FALSE(xorSettingOf(spec).has_value());
    XorClusters clusters;
    clusters.clusterNoise = NoiseKind::laplace;
    spec.data = clusters;
    EXPECT_FALSE(xorSettingOf(spec).has_value());
}

TEST(XorSetting, SaysWhenAnAdversaryChoseTheFlips) {
    ExperimentSpec spec;
    XorClusters clusters;
    for (const auto& row : NameTable<Corruption>::kinds) {
        clusters.corruption = row.kind;
        spec.data = clusters;
        const bool uniform = row.kind == Corruption::bernoulli || row.kind == Corruption::exact;
        EXPECT_EQ(xorSettingOf(spec)->uniformFlips, uniform) << row.name;
    }
}

TEST(XorSetting, IsThatOfThePaperOnly) {
    ExperimentSpec spec;
    ASSERT_TRUE(xorSettingOf(spec).has_value());
    for (const auto& row : NameTable<Activation>::kinds) {
        ExperimentSpec other = spec;
        other.network.activation = row.kind;
        EXPECT_EQ(xorSettingOf(other).has_value(), row.kind == Activation::relu) << row.name;
    }
    for (const auto& row : NameTable<Loss>::kinds) {
        ExperimentSpec other = spec;
        other.training.loss = row.kind;
        EXPECT_EQ(xorSettingOf(other).has_value(), row.kind == Loss::logistic) << row.name;
    }
    for (const auto& row : NameTable<TrainedLayers>::kinds) {
        ExperimentSpec other = spec;
        other.network.trained = row.kind;
        EXPECT_EQ(xorSettingOf(other).has_value(), row.kind == TrainedLayers::first) << row.name;
    }
}

}  // namespace
}  // namespace featurescope
