#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "core/documents/picture_recipe.h"
#include "core/io/atomic_file.h"
#include "core/io/npz.h"
#include "core/io/sha256.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

namespace featurescope {
namespace {

using test::ProcessResult;
using test::TemporaryFolder;

ProcessResult cli(const std::vector<std::string>& arguments) {
    return test::runProcess(FEATURESCOPE_CLI, arguments);
}

std::string contentOf(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// Twelve samples in the plane around the four points of the cross.
const std::string kTable =
    "name,x,y,kind\n"
    "a,1,0.1,far\nb,-1,0,far\nc,0.9,0,far\nd,0,1,near\ne,0.1,-1,near\nf,0,0.8,near\n"
    "g,1.1,0.1,far\nh,-1,-0.2,far\ni,-0.9,0,far\nj,0,1.2,near\nk,0.1,-1.1,near\nl,0,-0.8,near\n";

struct ImportCommand : testing::Test {
    TemporaryFolder folder;
    std::string table = (folder / "t.csv").string(), data = (folder / "t.npz").string();

    void SetUp() override { writeFileAtomically(table, kTable); }
    ProcessResult import(const std::vector<std::string>& more = {}) {
        std::vector<std::string> arguments{"import",      table,  "--label", "kind",
                                           "--leave-out", "name", "--out",   data};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return cli(arguments);
    }
    std::vector<double> means() {
        return std::get<std::vector<double>>(readNpz(data, 1 << 20).at(2).array.values);
    }
};

TEST_F(ImportCommand, WritesDataAndSaysWhatBecameWhat) {
    const ProcessResult result = import();
    ASSERT_EQ(result.exitCode, 0) << result.err;
    EXPECT_TRUE(contains(result.out, "12 samples of 2 inputs.")) << result.out;
    EXPECT_TRUE(contains(result.out, "\"near\" became +1 (6 samples), \"far\" became -1 (6)")) << result.out;
    EXPECT_TRUE(contains(result.out, "means are estimated")) << result.out;
    const std::string bytes = contentOf(data);
    EXPECT_TRUE(contains(result.out, "data sha256: " + sha256Hex(std::as_bytes(std::span(bytes)))));
}

TEST_F(ImportCommand, RunsTheSameFromTheTableAsFromTheData) {
    ASSERT_EQ(import().exitCode, 0);
    const ProcessResult fromData =
        cli({"run", "--data", data, "--steps", "20", "--out", (folder / "a").string()});
    const ProcessResult fromTable = cli({"run", "--data", table, "--label", "kind", "--leave-out", "1",
                                         "--steps", "20", "--out", (folder / "b").string()});
    ASSERT_EQ(fromData.exitCode, 0) << fromData.err;
    ASSERT_EQ(fromTable.exitCode, 0) << fromTable.err;
    for (const char* name : {"spec.json", "metrics.csv", "final.npz"})
        EXPECT_EQ(contentOf(folder.path() / "a" / name), contentOf(folder.path() / "b" / name)) << name;
}

TEST_F(ImportCommand, TakesMeansFromAFile) {
    writeFileAtomically(folder / "mu.csv", "3,4\n5,6\n");
    ASSERT_EQ(import({"--means", (folder / "mu.csv").string()}).exitCode, 0);
    EXPECT_EQ(means(), (std::vector<double>{3, 4, 5, 6}));
    writeFileAtomically(folder / "mu.csv", "3,4\n5,6\n7,8\n");
    const ProcessResult wrong = import({"--means", (folder / "mu.csv").string(), "--force"});
    EXPECT_EQ(wrong.exitCode, 2);
    EXPECT_TRUE(contains(wrong.err, "has 3 rows; as cluster means it must have two")) << wrong.err;
    EXPECT_EQ(means(), (std::vector<double>{3, 4, 5, 6})) << "a refusal left the file alone";
}

TEST_F(ImportCommand, TurnsLabelsRound) {
    const ProcessResult result = import({"--positive", "far"});
    EXPECT_TRUE(contains(result.out, "\"far\" became +1")) << result.out;
}

TEST_F(ImportCommand, DoesNotReplaceAFileUnasked) {
    ASSERT_EQ(import().exitCode, 0);
    const ProcessResult again = import();
    EXPECT_EQ(again.exitCode, 2);
    EXPECT_TRUE(contains(again.err, "exists already")) << again.err;
    EXPECT_EQ(import({"--force"}).exitCode, 0);
}

TEST_F(ImportCommand, SaysWhatIsWrong) {
    const auto refusal = [&](const std::vector<std::string>& arguments) {
        const ProcessResult result = cli(arguments);
        EXPECT_EQ(result.exitCode, 2) << result.err;
        return result.err;
    };
    EXPECT_TRUE(contains(refusal({"import", table, "--out", data}), "--label with one of name, x, y, kind"));
    EXPECT_TRUE(contains(refusal({"import", table, "--out", data, "--label", "sort"}), "no column \"sort\""));
    EXPECT_TRUE(
        contains(refusal({"import", table, "--out", data, "--label", "kind"}), "column \"name\" is \"a\""));
    EXPECT_TRUE(contains(refusal({"import", table, "--out", data, "--label", "1", "--separator", "dot"}),
                         "--separator is \"dot\"; it must be one of: comma, semicolon, tab"));
    EXPECT_TRUE(contains(refusal({"run", "--label", "kind"}), "they need --data FILE.csv"));
    EXPECT_TRUE(contains(refusal({"run", "--data", table}), "--label with one of"));
    EXPECT_EQ(cli({"import", (folder / "none.csv").string(), "--label", "a", "--out", data}).exitCode, 3);
    EXPECT_FALSE(std::filesystem::exists(data));
}

struct InfoCommand : testing::Test {
    TemporaryFolder folder;

    std::string info(const std::string& file, int exitCode = 0) {
        const ProcessResult result = cli({"info", (folder / file).string()});
        EXPECT_EQ(result.exitCode, exitCode) << result.err;
        return exitCode == 0 ? result.out : result.err;
    }
    std::string written(const std::string& file, const std::string& bytes) {
        writeFileAtomically(folder / file, bytes);
        return file;
    }
};

TEST_F(InfoCommand, ReadsWhatARunLeaves) {
    const ProcessResult run =
        cli({"run", "lazy", "--set", "data.train_samples=30", "--set", "data.test_samples=0", "--steps", "5",
             "--quiet", "--out", folder.path().string(), "--force"});
    ASSERT_EQ(run.exitCode, 0) << run.err;
    const std::string spec = contentOf(folder / "spec.json");
    EXPECT_EQ(info("spec.json"), "kind: spec\ntitle: Lazy training on the same data\nspec:\n" + spec);
    const std::string network = info("final.npz");
    EXPECT_TRUE(contains(network, "kind: trained network\n") && contains(network, "\nstep: 5\n")) << network;
    EXPECT_TRUE(contains(network, run.out.substr(run.out.find("weights sha256: ")))) << network;
    EXPECT_TRUE(network.ends_with("spec:\n" + spec)) << network;
    const std::string metrics = info("metrics.csv");
    EXPECT_TRUE(contains(metrics, "kind: metrics\n") && contains(metrics, "\nstep: 5\n")) << metrics;
    EXPECT_TRUE(metrics.ends_with("spec:\n" + spec)) << metrics;
    const ProcessResult only = cli({"info", "--spec-only", (folder / "final.npz").string()});
    EXPECT_EQ(only.out, spec);
}

TEST_F(InfoCommand, ReadsCheckpoints) {
    const ProcessResult run =
        cli({"run", "--set", "network.neurons=4", "--set", "data.test_samples=0", "--steps", "7", "--engine",
             "primal", "--quiet", "--checkpoint", (folder / "state.npz").string()});
    ASSERT_EQ(run.exitCode, 0) << run.err;
    const std::string text = info("state.npz");
    EXPECT_TRUE(contains(text, "kind: checkpoint\n") && contains(text, "\nstep: 7\nengine: primal\n"))
        << text;
    EXPECT_TRUE(contains(text, run.out.substr(run.out.find("weights sha256: ")))) << text;
}

TEST_F(InfoCommand, ReadsPicturesWhateverTheyAreCalled) {
    const Recipe recipe{.spec = withoutOpening(scenarioNamed("figure-1")),
                        .step = 60,
                        .view = R"({"panel": "alignment"})",
                        .engine = "primal",
                        .instructionSet = "avx2",
                        .programVersion = "0.1.0",
                        .weightsSha256 = std::string(64, 'c')};
    const std::string svg = svgWithRecipe("<svg xmlns='http://www.w3.org/2000/svg'></svg>", recipe);
    const std::string text = info(written("picture.dat", svg));
    EXPECT_EQ(
        text,
        "kind: SVG picture\ntitle: " + recipe.spec.title +
            "\nstep: 60\nengine: primal\ninstruction set: avx2\nprogram version: 0.1.0\nweights sha256: " +
            std::string(64, 'c') + "\nView: {\"panel\": \"alignment\"}\nspec:\n" + specToJson(recipe.spec));
}

TEST_F(InfoCommand, ReadsData) {
    const std::string data =
        npzBytes({{"X", {{2, 1}, std::vector<double>{1, 2}}}, {"y", {{2}, std::vector<std::int8_t>{1, -1}}}});
    EXPECT_EQ(info(written("mine.npz", data)),
              "kind: data\nData sha256: " + sha256Hex(std::as_bytes(std::span(data))) + "\nX: 2 x 1\ny: 2\n");
    const ProcessResult only = cli({"info", "--spec-only", (folder / "mine.npz").string()});
    EXPECT_EQ(only.exitCode, 2);
    EXPECT_TRUE(contains(only.err, "holds no spec")) << only.err;
}

TEST_F(InfoCommand, SaysWhenAFileIsNoneOfOurs) {
    for (const std::string bytes : {"", "hello\n", "[1]", "step,x\n"})
        EXPECT_TRUE(contains(info(written("file", bytes), 2), "is none of Featurescope's files")) << bytes;
    EXPECT_TRUE(contains(info(written("other.npz", npzBytes({{"Z", {{1}, std::vector<double>{1}}}})), 2),
                         "none that Featurescope wrote"));
    EXPECT_TRUE(contains(info(written("cut.npz", "PK\x03\x04"), 3), "damaged"));
    EXPECT_TRUE(contains(info("missing", 3), "cannot be read"));
}

}  // namespace
}  // namespace featurescope
