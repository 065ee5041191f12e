#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "core/base/number_text.h"
#include "core/io/atomic_file.h"
#include "core/run/experiment.h"
#include "core/spec/scenario_table.h"

namespace featurescope {
namespace {

constexpr int kSeeds = 6;

struct GoldenRow {
    std::int64_t step = 0;
    std::map<std::string, double> values;  ///< by column name; empty fields are left out
};

std::vector<std::string> fieldsOf(const std::string& line) {
    std::vector<std::string> fields;
    std::istringstream stream(line);
    for (std::string field; std::getline(stream, field, ',');) fields.push_back(field);
    return fields;
}

std::vector<GoldenRow> readGolden(const std::string& name) {
    std::istringstream lines(readWholeFile(std::filesystem::path(FEATURESCOPE_GOLDEN_DIR) / name, 1 << 20));
    std::string line;
    std::getline(lines, line);
    const std::vector<std::string> columns = fieldsOf(line);
    std::vector<GoldenRow> rows;
    while (std::getline(lines, line)) {
        const std::vector<std::string> fields = fieldsOf(line);
        GoldenRow row{.step = *parseInteger(fields.front()), .values = {}};
        for (std::size_t k = 1; k < fields.size(); ++k) {
            if (!fields[k].empty()) row.values[columns[k]] = *parseNumber(fields[k]);
        }
        rows.push_back(row);
    }
    return rows;
}

/// Mean over seeds of the measurement at each of the golden steps.
std::vector<Measurement> meanTrajectory(ExperimentSpec spec, const std::vector<GoldenRow>& golden) {
    std::vector<Measurement> sums(golden.size());
    for (Measurement& sum : sums) sum.values.fill(0);
    for (int seed = 1; seed <= kSeeds; ++seed) {
        spec.seeds = {.data = seed, .labels = seed, .weights = seed, .test = seed};
        const auto experiment = makeExperiment(spec, {.threads = 2}, nullptr, {});
        for (std::size_t k = 0; k < golden.size(); ++k) {
            while (experiment->step() < golden[k].step) experiment->advance();
            const Measurement measured = experiment->measure(MeasureDepth::everything);
            for (std::size_t i = 0; i < kObservableCount; ++i)
                sums[k].values[i] += measured.values[i] / kSeeds;
        }
    }
    return sums;
}

void expectGoldenTrajectory(const std::string& scenario, const std::string& file) {
    const ExperimentSpec spec = scenarioNamed(scenario);
    ASSERT_EQ(testSamplesOf(spec.data), 4000);
    const std::vector<GoldenRow> golden = readGolden(file);
    ASSERT_GE(golden.size(), 10U);
    const std::vector<Measurement> means = meanTrajectory(spec, golden);
    const auto expectNear = [&](const std::string& column, double smallest) {
        for (std::size_t k = 0; k < golden.size(); ++k) {
            const double tolerance = 3 * std::max(golden[k].values.at(column + "_deviation"), smallest);
            EXPECT_NEAR(means[k][*observableNamed(column)], golden[k].values.at(column), tolerance)
                << scenario << ": " << column << " at step " << golden[k].step;
        }
    };
    for (const char* column :
         {"test_error_clean", "train_error_noisy", "alignment_own_mean", "alignment_own_share_above_0.9"}) {
        expectNear(column, 0.005);
    }
    expectNear("stable_rank", 0.1);
    // The golden values were printed with two and three decimals, so they are known to half a digit only.
    for (const auto& [column, halfDigit] :
         {std::pair{"relative_distance", 0.005}, {"test_margin_clean_mean", 0.0005}}) {
        for (std::size_t k = 0; k < golden.size(); ++k) {
            const double expected = golden[k].values.at(column);
            const double tolerance = std::max(0.1 * std::abs(expected), 0.005) + halfDigit;
            EXPECT_NEAR(means[k][*observableNamed(column)], expected, tolerance)
                << scenario << ": " << column << " at step " << golden[k].step;
        }
    }
}

TEST(GoldenTrajectory, FirstScreenFollowsTheIndependentProgram) {
    expectGoldenTrajectory("first-screen", "rich-harder-data.csv");
}

TEST(GoldenTrajectory, CrispClustersFollowTheIndependentProgram) {
    expectGoldenTrajectory("crisp-clusters", "crisp-clusters.csv");
}

}  // namespace
}  // namespace featurescope
