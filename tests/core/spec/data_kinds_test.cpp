#include "core/spec/data_kinds.h"

#include <gtest/gtest.h>

#include <set>

#include "core/base/errors.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"

namespace featurescope {
namespace {

std::string refusalOf(const ExperimentSpec& spec, std::string_view assignment) {
    try {
        withSetting(spec, assignment);
    } catch (const InputError& error) {
        return error.what();
    }
    return "accepted";
}

TEST(DataKinds, AreThoseOfTheVariantEachWithANameOfItsOwn) {
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < dataKinds().size(); ++i) {
        EXPECT_EQ(dataKinds()[i].index(), i);
        names.insert(kindNameOf(dataKinds()[i]));
        ASSERT_NE(dataKindNamed(kindNameOf(dataKinds()[i])), nullptr);
        EXPECT_EQ(*dataKindNamed(kindNameOf(dataKinds()[i])), dataKinds()[i]);
        EXPECT_NE(allowedDataKinds().find('"' + std::string(kindNameOf(dataKinds()[i])) + '"'),
                  std::string::npos);
    }
    EXPECT_EQ(names.size(), std::variant_size_v<DataSource>);
    EXPECT_EQ(dataKindNamed("moons"), nullptr);
}

TEST(DataKinds, AnotherKindKeepsTheSettingsOfTheSameName) {
    const FileData file{.sha256 = std::string(64, 'a'), .dimension = 3, .trainSamples = 17, .testSamples = 5};
    const DataSource expected = XorClusters{.dimension = 3, .trainSamples = 17, .testSamples = 5};
    EXPECT_EQ(withDataKind(file, XorClusters{}), expected);
}

TEST(DataKinds, SetFromLeftToRight) {
    ExperimentSpec spec = scenarioNamed("first-screen");
    spec.data = FileData{.sha256 = std::string(64, 'a'), .dimension = 3, .trainSamples = 17};
    spec = withSetting(spec, "data.kind=xor-clusters");
    EXPECT_EQ(withSetting(spec, "data.dimension=9").data,
              DataSource(XorClusters{.dimension = 9, .trainSamples = 17, .testSamples = 0}));
}

TEST(DataKinds, DataOfOnesOwnAreGivenAndNotSet) {
    const ExperimentSpec spec = scenarioNamed("first-screen");
    const std::string refusal = refusalOf(spec, "data.kind=file");
    EXPECT_TRUE(refusal.starts_with("--set: data.kind cannot be set to \"file\"")) << refusal;
    EXPECT_NE(refusal.find("--data FILE.npz"), std::string::npos) << refusal;
    ExperimentSpec own = spec;
    own.data = FileData{.sha256 = std::string(64, 'a')};
    EXPECT_EQ(withSetting(own, "data.kind=file"), own) << "which it is already";
}

TEST(DataKinds, AnUnknownKindIsRefusedWithTheListOfThem) {
    EXPECT_EQ(refusalOf(scenarioNamed("first-screen"), "data.kind=moons"),
              "--set: data.kind is \"moons\"; it must be " + allowedDataKinds() + ".");
    EXPECT_EQ(refusalOf(scenarioNamed("first-screen"), "data.kind=3"),
              "--set: data.kind is \"3\"; it must be " + allowedDataKinds() + ".");
}

}  // namespace
}  // namespace featurescope
