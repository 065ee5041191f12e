// The scenarios of version 0.1 keep their bits: tests/golden/hashes.tsv holds the hashes that version
// printed.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <sstream>
#include <string>
#include <vector>

#include "core/base/number_text.h"
#include "core/io/atomic_file.h"
#include "core/run/experiment.h"
#include "core/spec/scenario_table.h"

namespace featurescope {
namespace {

struct HashLine {
    std::string scenario;
    std::int64_t steps = 0;
    std::string precision, engine, instructionSet, sha256;
};

std::ostream& operator<<(std::ostream& out, const HashLine& line) {
    return out << line.scenario << " " << line.steps << " " << line.precision << " " << line.engine << " "
               << line.instructionSet;
}

std::vector<HashLine> allLines() {
    std::istringstream text(
        readWholeFile(std::filesystem::path(FEATURESCOPE_GOLDEN_DIR) / "hashes.tsv", 1 << 20));
    std::string header, row;
    std::getline(text, header);
    std::vector<HashLine> lines;
    while (std::getline(text, row)) {
        HashLine line;
        std::istringstream(row) >> line.scenario >> line.steps >> line.precision >> line.engine >>
            line.instructionSet >> line.sha256;
        lines.push_back(line);
    }
    return lines;
}

/// Whether a line takes less than about a second on one core, by the products of its steps and, where the
/// engine has no W of its own, of making W for the hash.
bool isQuick(const HashLine& line) {
    constexpr double kMostProducts = 1e9, kCostOfMakingW = 4;
    const ExperimentSpec spec = scenarioNamed(line.scenario);
    const bool isGram = line.engine == "gram";
    const auto n = static_cast<double>(trainSamplesOf(spec.data)),
               d = static_cast<double>(dimensionOf(spec.data));
    const auto m = static_cast<double>(spec.network.neurons), steps = static_cast<double>(line.steps);
    return m * n * ((isGram ? n : d) * steps + (isGram ? kCostOfMakingW * d : 0)) < kMostProducts;
}

/// The lines that this machine can repeat.
std::vector<HashLine> linesHere(bool quick) {
    std::vector<HashLine> lines = allLines();
    std::erase_if(lines, [&](const HashLine& line) {
        return isQuick(line) != quick || !isSupported(kindNamed<InstructionSet>(line.instructionSet).value());
    });
    return lines;
}

class Hashes : public testing::TestWithParam<HashLine> {};

TEST_P(Hashes, AreThoseOfVersion01) {
    const HashLine& line = GetParam();
    ExperimentSpec spec = scenarioNamed(line.scenario);
    spec.training.steps = line.steps;
    spec.training.precision = kindNamed<Precision>(line.precision).value();
    const LearnerOptions learner{.engine = kindNamed<Engine>(line.engine).value(),
                                 .instructionSet = kindNamed<InstructionSet>(line.instructionSet).value()};
    const auto experiment = makeExperiment(spec, learner, nullptr, {});
    while (experiment->step() < line.steps) experiment->advance();
    EXPECT_EQ(experiment->weightsSha256(), line.sha256);
}

std::string nameOfLine(const testing::TestParamInfo<HashLine>& info) {
    std::string name = testing::PrintToString(info.param);
    std::replace_if(
        name.begin(), name.end(), [](unsigned char letter) { return std::isalnum(letter) == 0; }, '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Quick, Hashes, testing::ValuesIn(linesHere(true)), nameOfLine);
INSTANTIATE_TEST_SUITE_P(Slow, Hashes, testing::ValuesIn(linesHere(false)), nameOfLine);

TEST(HashTable, IsWhole) { EXPECT_EQ(allLines().size(), 158U); }

}  // namespace
}  // namespace featurescope
