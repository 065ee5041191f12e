#include "ui/session/open_document.h"

#include <gtest/gtest.h>

#include "core/base/errors.h"
#include "core/io/atomic_file.h"
#include "core/io/npz.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"
#include "tests/support/temporary_folder.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

class OpenDocumentTest : public testing::Test {
  protected:
    std::string write(const char* name, const std::string& content) {
        writeFileAtomically(folder / name, content);
        return (folder / name).string();
    }
    std::string dataFile(const char* name, double value) {
        return write(name, npzBytes({{"X", {{3, 2}, std::vector<double>{value, 0, -1, 0, 0, 1}}},
                                     {"y", {{3}, std::vector<std::int64_t>{1, 1, -1}}}}));
    }

    test::TemporaryFolder folder;
};

TEST_F(OpenDocumentTest, ScenariosAndSpecs) {
    EXPECT_EQ(openDocument("lazy").spec, scenarioNamed("lazy"));
    EXPECT_EQ(openDocument("").spec, scenarioNamed(kDefaultScenario));
    EXPECT_EQ(openDocument(write("spec.json", specToJson(scenarioNamed("lazy")))).spec,
              scenarioNamed("lazy"));
    EXPECT_THROW(openDocument("no-such-scenario"), InputError);
    EXPECT_THROW(openDocument((folder / "missing.json").string()), FileError);
}

TEST_F(OpenDocumentTest, WhatVersion01Wrote) {
    const struct {
        const char *name, *title;
        std::int64_t step;
    } kFiles[] = {
        {"small.json", "Small", 0},
        {"run/final.npz", "Error and features together", 60},
        {"checkpoint-gram-double.npz", "Error and features together", 30},
        {"run.fscope", "Lazy training on the same data", 40},
        {"kept.fscope", "Small", 40},
        {"own.fscope", "own.csv", 20},
        {"projection.png", "Small", 20},
        {"errors.svg", "Small", 20},
        {"alignment-mu1.pdf", "Small", 20},
        {"neuron-plane.gif", "Small", 20},
    };
    for (const auto& file : kFiles) {
        const OpenedDocument document =
            openDocument(std::string(FEATURESCOPE_GOLDEN_DIR "/version-0.1/") + file.name);
        EXPECT_EQ(document.spec.title, file.title) << file.name;
        EXPECT_EQ(document.step, file.step) << file.name;
        EXPECT_FALSE(document.wantsData) << file.name;
    }
}

TEST_F(OpenDocumentTest, DataFilesBringTheirData) {
    const OpenedDocument document = openDocument(dataFile("data.npz", 1));
    ASSERT_NE(document.data, nullptr);
    EXPECT_EQ(document.data->y.size(), 3U);
    EXPECT_EQ(document.spec.title, "data.npz");
    EXPECT_FALSE(document.wantsData);
    EXPECT_EQ(dataHashOf(document.spec), document.data->sha256);
}

TEST_F(OpenDocumentTest, ASpecOfAFileWantsExactlyThatFile) {
    const std::string right = dataFile("right.npz", 1), wrong = dataFile("wrong.npz", 2);
    const std::string spec = write("spec.json", specToJson(openDocument(right).spec));
    OpenedDocument document = openDocument(spec);
    EXPECT_TRUE(document.wantsData);
    EXPECT_NE(missingDataText(document.spec, "spec.json").find(dataHashOf(document.spec)), std::string::npos);
    EXPECT_THROW(addData(document, wrong), InputError);
    EXPECT_TRUE(document.wantsData);
    addData(document, right);
    EXPECT_FALSE(document.wantsData);
    EXPECT_EQ(document.data->sha256, dataHashOf(document.spec));
}

TEST_F(OpenDocumentTest, SettingsAreChangedFromLeftToRight) {
    OpenedDocument document = openDocument(dataFile("data.npz", 1));
    changeSettings(document, {"network.neurons=7", "network.neurons=9"});
    EXPECT_EQ(document.spec.network.neurons, 9);
    EXPECT_NE(document.data, nullptr);
    changeSettings(document, {"data.kind=xor-clusters", "data.test_samples=4"});
    EXPECT_EQ(document.spec.data,
              DataSource(XorClusters{.dimension = 2, .trainSamples = 3, .testSamples = 4}));
    EXPECT_EQ(document.data, nullptr) << "the spec names no data any more";
    EXPECT_FALSE(document.wantsData);
    EXPECT_THROW(changeSettings(document, {"network.neurons=7", "network.start=symmetric"}), InputError);
}

TEST_F(OpenDocumentTest, ASessionComesBackWithItsLayoutAndStep) {
    SessionDocument session{.layout = R"({"panel":"page"})", .weightsSha256 = std::string(64, 'a')};
    session.run.spec = scenarioNamed("lazy");
    session.run.engine = "primal";
    session.run.instructionSet = "baseline";
    session.run.step = session.run.trainedTo = 42;
    const OpenedDocument document = openDocument(write("a.fscope", sessionToBytes(session)));
    ASSERT_TRUE(document.session);
    EXPECT_EQ(document.step, 42);
    EXPECT_EQ(document.spec, scenarioNamed("lazy"));
    EXPECT_EQ(document.report.weightsSha256, std::string(64, 'a'));
    EXPECT_FALSE(document.view.empty());
}

TEST_F(OpenDocumentTest, WhatIsNoneOfOursIsRefusedWithItsName) {
    const std::string path = write("letter.txt", "Dear all,");
    try {
        openDocument(path);
        ADD_FAILURE();
    } catch (const InputError& error) {
        EXPECT_NE(std::string(error.what()).find("letter.txt"), std::string::npos);
    }
    EXPECT_THROW(openDocument(write("broken.fscope", "PK nothing")), std::runtime_error);
    EXPECT_THROW(openDocument(write("table.csv", "a,b\n1,2\n")), InputError);
}

}  // namespace
