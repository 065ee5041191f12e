#include "core/data/data_source.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/base/errors.h"
#include "core/data/own_directions.h"

namespace featurescope {
namespace {

template <std::size_t... index>
std::vector<DataSource> oneOfEach(std::index_sequence<index...>) {
    return {DataSource(std::in_place_index<index>)...};
}
const std::vector<DataSource> kKinds = oneOfEach(std::make_index_sequence<std::variant_size_v<DataSource>>());

TEST(DataSource, KindsHaveNamesOfTheirOwnAndASentence) {
    std::set<std::string_view> names;
    for (const DataSource& kind : kKinds) {
        EXPECT_TRUE(names.insert(kindNameOf(kind)).second) << kindNameOf(kind);
        EXPECT_TRUE(kindHelpOf(kind).ends_with('.')) << kindNameOf(kind);
    }
}

TEST(DataSource, WhatIsDrawnIsWhatTheTraitsSay) {
    for (const DataSource& kind : kKinds) {
        const DataTraits traits = traitsOf(kind);
        if (!traits.isDrawn()) {
            EXPECT_THROW(drawDataset<double>(kind, {}, {}), InputError);
            continue;
        }
        const Dataset<double> data = drawDataset<double>(kind, {}, {});
        for (const auto* set : {&data.train, &data.test}) {
            EXPECT_EQ(set->inputs.rows(), traits.dimension) << kindNameOf(kind);
            const auto size = static_cast<std::size_t>(set->size());
            EXPECT_EQ(set->labels.size(), size);
            EXPECT_EQ(set->cleanLabels.size(), size);
            EXPECT_EQ(set->groups.size(), traits.groups.empty() ? 0 : size);
            for (std::size_t i = 0; i < set->groups.size(); ++i) {
                const auto group = static_cast<std::size_t>(set->groups[i]);
                ASSERT_LT(group, traits.groups.size());
                EXPECT_EQ(set->cleanLabels[i], traits.groups[group].cleanLabel);
            }
        }
        EXPECT_EQ(data.train.size(), traits.trainSamples);
        EXPECT_EQ(data.test.size(), traits.testSamples);
        EXPECT_EQ(data.readout.size(), traits.readoutSamples);
        EXPECT_EQ(data.ood.size(), traits.oodSamples);
        EXPECT_TRUE(traits.conflicts.empty()) << kindNameOf(kind);
        for (const auto* set : {&data.train, &data.test}) {
            const auto real = traits.hasRealTargets ? static_cast<std::size_t>(set->size()) : 0;
            EXPECT_EQ(set->targets.size(), real);
            EXPECT_EQ(set->cleanTargets.size(), real);
        }
        EXPECT_TRUE(std::ranges::equal(data.directionNames, traits.directions)) << kindNameOf(kind);
        EXPECT_TRUE(std::ranges::equal(data.groups, traits.groups)) << kindNameOf(kind);
        ASSERT_EQ(data.directions.cols(), static_cast<Eigen::Index>(traits.directions.size()));
        for (Eigen::Index k = 0; k < data.directions.cols(); ++k)
            EXPECT_GT(data.directions.col(k).norm(), 0) << kindNameOf(kind);
    }
}

TEST(DataSource, FilesAreKnownByTheirHashAndNamedWhenTheyAreMissing) {
    const FileData file{.sha256 = "abc", .dimension = 7, .trainSamples = 5, .testSamples = 3};
    const DataTraits traits = traitsOf(DataSource(file));
    EXPECT_EQ(traits.fileSha256, "abc");
    EXPECT_FALSE(isDrawn(DataSource(file)));
    EXPECT_EQ(dimensionOf(DataSource(file)), 7);
    EXPECT_EQ(trainSamplesOf(DataSource(file)), 5);
    EXPECT_EQ(testSamplesOf(DataSource(file)), 3);
    EXPECT_EQ(traits.extraBytes, 8.0 * 7 * (5 + 3));
    try {
        drawDataset<float>(DataSource(file), {}, {});
        FAIL() << "nothing says what the samples are";
    } catch (const InputError& error) {
        EXPECT_NE(std::string(error.what()).find("abc"), std::string::npos) << error.what();
    }
}

TEST(OwnDirections, NeedOneDirectionForEachSign) {
    using Names = std::vector<ReferenceDirection>;
    EXPECT_EQ(ownDirections(Names{{"n", "n", -1}, {"p", "p", 1}}), (OwnDirections{1, 0}));
    EXPECT_EQ(ownDirections(Names{{"both", "both", 0}}), std::nullopt);
    EXPECT_EQ(ownDirections(Names{{"p", "p", 1}, {"q", "q", 1}, {"n", "n", -1}}), std::nullopt);
    EXPECT_EQ(ownDirections(Names{}), std::nullopt);
}

}  // namespace
}  // namespace featurescope
