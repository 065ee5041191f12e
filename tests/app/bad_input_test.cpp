#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/io/npz.h"
#include "core/io/zip_archive.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

namespace featurescope {
namespace {

namespace fs = std::filesystem;
using test::ProcessResult;
using test::TemporaryFolder;
using Arguments = std::vector<std::string>;

/// Something wrong on the command line, and the word the refusal must contain.
struct BadUsage {
    Arguments arguments;
    std::string culprit;
};

/// Runs the program and checks what every refusal promises: exit code 2 or 3, one or more sentences that name
/// the culprit on standard error, nothing on standard output, no folder left behind.
void expectRefusal(const Arguments& arguments, const std::string& culprit, const fs::path& out) {
    const ProcessResult result = test::runProcess(FEATURESCOPE_CLI, arguments);
    std::string shown;
    for (const std::string& argument : arguments) shown += argument + " ";
    EXPECT_TRUE(result.exitCode == 2 || result.exitCode == 3) << shown << "ended with " << result.exitCode;
    EXPECT_NE(result.err.find(culprit), std::string::npos)
        << shown << "says " << result.err << "without " << culprit;
    EXPECT_TRUE(result.err.ends_with(".\n")) << result.err;
    EXPECT_EQ(result.out, "") << shown;
    EXPECT_FALSE(fs::exists(out)) << shown;
}

TEST(BadInput, WrongUsageIsRefusedByName) {
    const TemporaryFolder folder;
    const BadUsage kCases[] = {
        {{}, "--help"},
        {{"train"}, "train"},
        {{"run", "--colour"}, "--colour"},
        {{"run", "first-scream"}, "first-scream"},
        {{"run", "figure-1", "lazy"}, "lazy"},
        {{"run", "figure-1", "--spec", "x.json"}, "--spec"},
        {{"run", "--spec", "missing.json"}, "missing.json"},
        {{"run", "--spec", folder.path().string()}, "folder"},
        {{"run", "--data", "missing.npz"}, "missing.npz"},
        {{"run", "--set"}, "--set"},
        {{"run", "--set", "data.dimension"}, "KEY=VALUE"},
        {{"run", "--set", "data.dimensions=3"}, "data.dimensions"},
        {{"run", "--set", "data.dimension=1"}, "data.dimension is 1"},
        {{"run", "--set", "data.dimension=2.5"}, "data.dimension is 2.5"},
        {{"run", "--set", "training.step_size=1e999"}, "training.step_size is 1e999"},
        {{"run", "--set", "training.step_size=-0.5"}, "training.step_size is -0.5"},
        {{"run", "--set", "training.step_size=inf"}, "training.step_size"},
        {{"run", "--set", "data.corruption=evil"}, "\"one-cluster\""},
        {{"run", "--set", "network.start=symmetric", "--set", "network.neurons=3"}, "network.neurons is 3"},
        {{"run", "--set", "seeds.data=9007199254740992"}, "seeds.data"},
        {{"run", "--set", "data.train_samples=1e15"}, "data.train_samples"},
        {{"run", "--set", "data.dimension=9007199254740991", "--set", "network.neurons=9007199254740991"},
         "memory"},
        {{"run", "--steps", "-1"}, "-1"},
        {{"run", "--steps", "ten"}, "ten"},
        {{"run", "--precision", "half"}, "half"},
        {{"run", "--engine", "steam"}, "steam"},
        {{"run", "--isa", "sse9"}, "\"baseline\""},
        {{"run", "--threads", "0"}, "--threads"},
        {{"run", "--threads", "many"}, "--threads"},
        {{"run", "--metrics-every", "0"}, "--metrics-every"},
        {{"run", "--metrics-every", "sometimes"}, "--metrics-every"},
        {{"spec", "nowhere"}, "nowhere"},
        {{"spec", "--set", "data.kind=file"}, "data.kind"},
    };
    for (const BadUsage& wrong : kCases) {
        Arguments arguments = wrong.arguments;
        const bool runs = !arguments.empty() && arguments[0] == "run" && arguments.back() != "--set";
        if (runs) arguments.insert(arguments.end(), {"--out", (folder / "out").string()});
        expectRefusal(arguments, wrong.culprit, folder / "out");
    }
}

TEST(BadInput, AWrongSpecFileIsRefusedByKey) {
    const TemporaryFolder folder;
    const std::string good = specToJson(scenarioNamed("first-screen"));
    const auto with = [&](const std::string& old, const std::string& replacement) {
        std::string text = good;
        return text.replace(text.find(old), old.size(), replacement);
    };
    const std::pair<std::string, std::string> kCases[] = {
        {"", "JSON"},
        {"[]", "format"},
        {"{\"format\": \"featurescope-spec\"}", "version"},
        {good.substr(0, good.size() / 2), "JSON"},
        {std::string(1 << 20, '['), "nested"},
        {good + "x", "JSON"},
        {with("\"dimension\": 100", "\"dimension\": \"100\""), "data.dimension"},
        {with("\"dimension\": 100", "\"dimension\": 1e999"), "data.dimension is 1e999"},
        {with("\"label_noise\": 0.15", "\"label_noise\": 2"), "data.label_noise is 2"},
        {with("\"neurons\": 100", "\"neurons\": 100, \"neurons\": 100"), "network.neurons"},
        {with("\"steps\": 400", "\"step\": 400"), "training.step "},
        {with("\"precision\": \"float\"", "\"precision\": 32"), "training.precision"},
        {with("xor-clusters", "file"), "data."},
        {std::string("\xff\xfe{\0}\0", 6), "JSON"},
    };
    for (const auto& [text, culprit] : kCases) {
        std::ofstream(folder / "spec.json", std::ios::binary | std::ios::trunc) << text;
        expectRefusal({"run", "--spec", (folder / "spec.json").string(), "--out", (folder / "out").string()},
                      culprit, folder / "out");
    }
}

TEST(BadInput, WrongDataAreRefusedByArray) {
    const TemporaryFolder folder;
    const NpzEntry x{"X", {{2, 2}, std::vector<float>{1, 2, 3, 4}}},
        y{"y", {{2}, std::vector<std::int8_t>{1, -1}}};
    const std::string good = npzBytes({x, y});
    std::string flipped = good;
    flipped[good.find("NUMPY") + 140] ^= 1;  // inside the numbers of X: only the checksum can tell
    const auto shared = [&](NpzEntry entry) { return npzBytes({x, y, std::move(entry)}); };
    const std::pair<std::string, std::string> kCases[] = {
        {"", "damaged"},
        {"X,y\n1,2\n", "damaged"},
        {good.substr(0, good.size() - 9), "damaged"},
        {good.substr(0, good.size() / 2), "damaged"},
        {flipped, "X.npy"},
        {npzBytes({x}), "y is missing"},
        {npzBytes({y}), "X is missing"},
        {npzBytes({x, {"y", {{2}, std::vector<std::int8_t>{1, 2}}}}), "y[1] is 2"},
        {npzBytes({{"X", {{2, 2}, std::vector<float>{1, 2, 3, NAN}}}, y}), "X[1, 1] is NaN"},
        {npzBytes({{"X", {{4}, std::vector<float>{1, 2, 3, 4}}}, y}), "X has the shape"},
        {shared({"mu", {{2, 2}, std::vector<double>{0, 0, 1, 0}}}), "mu[0] is zero"},
        {shared({"X_test", {{1, 2}, std::vector<double>{0, 0}}}), "y_test is missing"},
        {shared({"W0", {{2, 3}, std::vector<double>(6)}}), "W0 has the shape"},
        {shared({"notes", {{}, std::string("hello")}}), "notes"},
        {zipBytes({{"X.npy", "\x93NUMPY"}}), "X.npy"},
        {zipBytes({{"../X", "abc"}}), "../X"},
    };
    for (const auto& [bytes, culprit] : kCases) {
        std::ofstream(folder / "data.npz", std::ios::binary | std::ios::trunc) << bytes;
        expectRefusal({"run", "--data", (folder / "data.npz").string(), "--out", (folder / "out").string()},
                      culprit, folder / "out");
    }
}

}  // namespace
}  // namespace featurescope
