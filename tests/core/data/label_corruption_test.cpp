#include "core/data/label_corruption.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace featurescope {
namespace {

constexpr std::size_t kSamples = 4003;

struct Setting {
    std::vector<std::int32_t> groups;
    std::vector<double> distance;
    CorruptionView view() const { return {groups, 4, distance}; }
};

Setting makeSetting() {
    Setting setting;
    const RandomStream random(42, Stream::trainInputs);
    for (std::size_t i = 0; i < kSamples; ++i) {
        setting.groups.push_back(static_cast<std::int32_t>(random.below(2 * i, 4)));
        setting.distance.push_back(random.uniform(2 * i + 1));
    }
    return setting;
}

std::vector<std::int64_t> corrupt(Corruption kind, double noise, std::int64_t seed = 1) {
    return corruptedSamples(kind, noise, makeSetting().view(), RandomStream(seed, Stream::trainLabels));
}

TEST(LabelCorruption, BernoulliFlipsAboutTheRequestedShare) {
    const double deviation = std::sqrt(0.15 * 0.85 * kSamples);
    EXPECT_NEAR(static_cast<double>(corrupt(Corruption::bernoulli, 0.15).size()), 0.15 * kSamples,
                5 * deviation);
}

TEST(LabelCorruption, NoNoiseFlipsNothingAndFullNoiseFlipsEverything) {
    for (const auto& row : NameTable<Corruption>::kinds) {
        EXPECT_TRUE(corrupt(row.kind, 0).empty()) << row.name;
        if (row.kind == Corruption::oneCluster) continue;
        EXPECT_EQ(corrupt(row.kind, 1).size(), kSamples) << row.name;
    }
}

TEST(LabelCorruption, ExactFlipsTheRoundedShareWithinEachCluster) {
    const Setting setting = makeSetting();
    std::array<double, 4> size{}, flipped{};
    for (const std::int32_t group : setting.groups) ++size[static_cast<std::size_t>(group)];
    for (const std::int64_t i : corrupt(Corruption::exact, 0.15)) {
        ++flipped[static_cast<std::size_t>(setting.groups[static_cast<std::size_t>(i)])];
    }
    for (std::size_t c = 0; c < 4; ++c) EXPECT_EQ(flipped[c], std::round(0.15 * size[c]));
}

TEST(LabelCorruption, AdversariesSpendExactlyTheBudget) {
    const auto budget = static_cast<std::size_t>(std::llround(0.15 * kSamples));
    for (const Corruption kind :
         {Corruption::nearBoundary, Corruption::farFromBoundary, Corruption::oneCluster}) {
        EXPECT_EQ(corrupt(kind, 0.15).size(), budget) << nameOf(kind);
    }
}

TEST(LabelCorruption, BoundaryAdversariesTakeTheExtremeDistances) {
    const Setting setting = makeSetting();
    const auto near = corrupt(Corruption::nearBoundary, 0.2);
    const std::set<std::int64_t> chosen(near.begin(), near.end());
    double largestChosen = 0, smallestLeft = 1;
    for (std::size_t i = 0; i < kSamples; ++i) {
        const bool isChosen = chosen.contains(static_cast<std::int64_t>(i));
        if (isChosen) largestChosen = std::max(largestChosen, setting.distance[i]);
        if (!isChosen) smallestLeft = std::min(smallestLeft, setting.distance[i]);
    }
    EXPECT_LE(largestChosen, smallestLeft);
    const auto far = corrupt(Corruption::farFromBoundary, 0.2);
    for (const std::int64_t i : far) EXPECT_FALSE(chosen.contains(i));
}

TEST(LabelCorruption, OneClusterFlipsOnlyTheFirstGroupAndAtMostAllOfIt) {
    const Setting setting = makeSetting();
    const auto all = corrupt(Corruption::oneCluster, 0.9);
    for (const std::int64_t i : all) EXPECT_EQ(setting.groups[static_cast<std::size_t>(i)], 0);
    const auto members = std::count(setting.groups.begin(), setting.groups.end(), 0);
    EXPECT_EQ(static_cast<std::int64_t>(all.size()), members);
}

TEST(LabelCorruption, IndicesIncreaseAndDependOnTheSeedOnlyWhereChanceDecides) {
    for (const auto& row : NameTable<Corruption>::kinds) {
        const auto first = corrupt(row.kind, 0.15, 1);
        EXPECT_TRUE(std::is_sorted(first.begin(), first.end()));
        EXPECT_EQ(std::adjacent_find(first.begin(), first.end()), first.end());
        const bool boundary = row.kind == Corruption::nearBoundary || row.kind == Corruption::farFromBoundary;
        EXPECT_EQ(first == corrupt(row.kind, 0.15, 2), boundary) << row.name;
    }
}

}  // namespace
}  // namespace featurescope
