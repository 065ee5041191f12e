#include "core/run/given_data.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>

#include "core/base/errors.h"
#include "core/io/atomic_file.h"
#include "core/io/npz.h"
#include "core/run/experiment.h"
#include "core/spec/scenario_table.h"
#include "tests/support/temporary_folder.h"

namespace featurescope {
namespace {

using Doubles = std::vector<double>;
using Labels = std::vector<std::int64_t>;
using Entries = std::vector<NpzEntry>;

Entries smallest() { return {{"X", {{3, 2}, Doubles{1, 2, 3, 4, 5, 6}}}, {"y", {{3}, Labels{1, -1, 1}}}}; }

Entries complete() {
    Entries entries = smallest();
    entries.push_back({"y_clean", {{3}, std::vector<std::int8_t>{1, 1, 1}}});
    entries.push_back({"X_test", {{1, 2}, std::vector<float>{7, 8}}});
    entries.push_back({"y_test", {{1}, Doubles{-1}}});
    entries.push_back({"y_test_clean", {{1}, std::vector<std::int32_t>{1}}});
    entries.push_back({"mu", {{2, 2}, Doubles{0, 3, -4, 0}}});
    entries.push_back({"W0", {{1, 2}, Doubles{0.5, -0.5}}});
    entries.push_back({"a", {{1}, Doubles{2}}});
    return entries;
}

NpyArray& arrayNamed(Entries& entries, const std::string& name) {
    for (NpzEntry& entry : entries) {
        if (entry.name == name) return entry.array;
    }
    entries.push_back({name, {}});
    return entries.back().array;
}

GivenData readBack(const Entries& entries) {
    const test::TemporaryFolder folder;
    writeFileAtomically(folder / "data.npz", npzBytes(entries));
    return readGivenData(folder / "data.npz");
}

std::string refusalOf(const Entries& entries) {
    try {
        const GivenData data = readBack(entries);
        requireTargetsFor(specForGivenData(scenarioNamed("first-screen"), data).training.loss, data);
    } catch (const InputError& error) {
        return error.what();
    }
    return "accepted";
}

TEST(GivenData, TurnsRowsIntoColumns) {
    const GivenData data = readBack(complete());
    EXPECT_EQ(data.x, (Matrix<double>(2, 3) << 1, 3, 5, 2, 4, 6).finished());
    EXPECT_EQ(data.y, (std::vector<std::int8_t>{1, -1, 1}));
    EXPECT_EQ(data.yClean, (std::vector<std::int8_t>{1, 1, 1}));
    EXPECT_EQ(data.xTest, (Matrix<double>(2, 1) << 7, 8).finished());
    EXPECT_EQ(data.yTest, std::vector<std::int8_t>{-1});
    EXPECT_EQ(data.yTestClean, std::vector<std::int8_t>{1});
    EXPECT_EQ(data.means, (Matrix<double>(2, 2) << 0, -4, 3, 0).finished());
    EXPECT_EQ((*data.w0)(0, 1), -0.5);
    EXPECT_EQ((*data.a)(0), 2);
}

TEST(GivenData, MissingArraysHaveTheirDefaults) {
    const GivenData data = readBack(smallest());
    EXPECT_EQ(data.yClean, data.y);
    EXPECT_EQ(data.xTest.rows(), 2);
    EXPECT_EQ(data.xTest.cols(), 0);
    EXPECT_EQ(data.means.cols(), 0);
    EXPECT_FALSE(data.w0 || data.a);
    Entries withTest = complete();
    std::erase_if(withTest, [](const NpzEntry& entry) { return entry.name == "y_test_clean"; });
    EXPECT_EQ(readBack(withTest).yTestClean, std::vector<std::int8_t>{-1});
}

TEST(GivenData, SpecTakesSizesAndIdentityOfTheFile) {
    const GivenData data = readBack(complete());
    const ExperimentSpec spec = specForGivenData(scenarioNamed("first-screen"), data);
    EXPECT_EQ(std::get<FileData>(spec.data), (FileData{data.sha256, 2, 3, 1}));
    EXPECT_EQ(spec.network.neurons, 1);
    EXPECT_EQ(data.sha256.size(), 64U);
    EXPECT_EQ(specForGivenData(scenarioNamed("first-screen"), readBack(smallest())).network.neurons, 100);
}

TEST(GivenData, OneCoordinateIsEnoughWithoutMeans) {
    const Entries line{{"X", {{2, 1}, Doubles{1, 2}}}, {"y", {{2}, Labels{1, -1}}}};
    EXPECT_EQ(readBack(line).x.rows(), 1);
    Entries withMeans = line;
    withMeans.push_back({"mu", {{2, 1}, Doubles{1, 2}}});
    EXPECT_NE(refusalOf(withMeans).find("at least 2"), std::string::npos);
}

TEST(GivenData, MayHaveRealTargetsWhereTheLossTakesThem) {
    Entries entries = complete();
    arrayNamed(entries, "y") = {{3}, std::vector<double>{0.5, -2, 1}};
    const GivenData data = readBack(entries);
    EXPECT_EQ(data.targets.y, (std::vector<double>{0.5, -2, 1}));
    EXPECT_EQ(data.y, (std::vector<std::int8_t>{1, -1, 1}));
    EXPECT_TRUE(data.targets.yTest.empty());
    EXPECT_EQ(givenDataFromArrays(arraysOfData(data), data.sha256, "again").targets.y, data.targets.y);
    ExperimentSpec spec = scenarioNamed("first-screen");
    EXPECT_NE(
        refusalOf(entries).find("y[0] is 0.5; labels must be -1 or +1 unless training.loss is \"squared\"."),
        std::string::npos)
        << refusalOf(entries);
    spec.training.loss = Loss::squared;
    spec = specForGivenData(spec, data);
    const auto experiment = makeExperiment(spec, {}, &data, {});
    const Measurement measured = experiment->measure(MeasureDepth::trainingOnly);
    EXPECT_TRUE(std::isfinite(measured[Observable::trainLoss]));
    EXPECT_TRUE(std::isnan(measured[Observable::trainError]));
}

TEST(GivenData, RefusalsNameTheArrayAndTheFirstBadIndex) {
    constexpr double kNaN = std::numeric_limits<double>::quiet_NaN(),
                     kInfinity = std::numeric_limits<double>::infinity();
    const auto remove = [](const char* name) {
        return [name](Entries& entries) {
            std::erase_if(entries, [&](const NpzEntry& e) { return e.name == name; });
        };
    };
    const auto replace = [](const char* name, NpyArray array) {
        return [name, array](Entries& entries) { arrayNamed(entries, name) = array; };
    };
    const struct {
        std::function<void(Entries&)> change;
        const char* message;
    } kCases[] = {
        {replace("X", {{3, 2}, Doubles{1, 2, 3, kNaN, kNaN, 6}}), "X[1, 1] is NaN;"},
        {replace("X", {{3, 2}, std::vector<float>{1, 2, 3, 4, -INFINITY, 6}}), "X[2, 0] is -infinity;"},
        {replace("X", {{6}, Doubles(6)}), "X has the shape (6,);"},
        {replace("X", {{0, 2}, Doubles{}}), "X has the shape (0, 2);"},
        {replace("X", {{}, std::string("text")}), "X has the shape ()"},
        {replace("y", {{3}, Labels{1, 0, 1}}), "y[1] is 0; labels must be -1 or +1"},
        {replace("y", {{3}, Doubles{1, -1, kNaN}}), "y[2] is NaN;"},
        {replace("y", {{2}, Labels{1, 1}}),
         "y has the shape (2,); it must be (3,), one label for each row of X."},
        {replace("y", {{3, 1}, Labels{1, 1, 1}}), "y has the shape (3, 1);"},
        {replace("y_clean", {{4}, Labels{1, 1, 1, 1}}), "y_clean has the shape (4,);"},
        {replace("y_clean", {{3}, Labels{1, 1, 2}}), "y_clean[2] is 2;"},
        {replace("X_test", {{1, 3}, Doubles(3)}),
         "X_test has the shape (1, 3); it must be (t, 2) with t at least 1, since X"},
        {replace("y_test", {{2}, Labels{1, 1}}),
         "y_test has the shape (2,); it must be (1,), one label for each row of X_test."},
        {replace("mu", {{2, 2}, Doubles{1, 0, 0, 0}}), "mu[1] is zero;"},
        {replace("mu", {{2, 2}, Doubles{1, kInfinity, 0, 1}}), "mu[0, 1] is infinity;"},
        {replace("mu", {{3, 2}, Doubles(6)}), "mu has the shape (3, 2);"},
        {replace("W0", {{1, 4}, Doubles(4)}), "W0 has the shape (1, 4);"},
        {replace("W0", {{1, 2}, Doubles{0, kNaN}}), "W0[0, 1] is NaN;"},
        {replace("a", {{2}, Doubles(2)}), "a has the shape (2,); it must be (1,), since W0 has 1 rows."},
        {replace("a", {{1}, Doubles{kInfinity}}), "a[0] is infinity;"},
        {replace("Xtest", {{1}, Doubles(1)}), "\"Xtest\" is not a known array;"},
        {remove("X"), "X is missing;"},
        {remove("y"), "y is missing;"},
        {remove("X_test"), "X_test is missing;"},
        {remove("y_test"), "y_test is missing;"},
    };
    for (const auto& testCase : kCases) {
        Entries entries = complete();
        testCase.change(entries);
        const std::string refusal = refusalOf(entries);
        EXPECT_NE(refusal.find(testCase.message), std::string::npos)
            << refusal << "\nlacks " << testCase.message;
    }
}

}  // namespace
}  // namespace featurescope
