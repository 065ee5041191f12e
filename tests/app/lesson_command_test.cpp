#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

namespace featurescope {
namespace {

test::ProcessResult checkLesson(const std::vector<std::string>& arguments) {
    std::vector<std::string> all{"check-lesson"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return test::runProcess(FEATURESCOPE_CLI, all);
}

/// A lesson on a run of milliseconds, with this page.
std::string fileWith(const test::TemporaryFolder& folder, const std::string& page) {
    const std::string path = (folder / "my.lesson.json").string();
    std::ofstream(path)
        << R"({"format": "featurescope-lesson", "version": 1, "title": "Mine", "runs": {"main":
        {"scenario": "crisp-clusters", "set": {"data.dimension": 6, "data.train_samples": 80, "training.steps": 20}}},
        "pages": [)"
        << page << "]}";
    return path;
}

TEST(CheckLesson, SaysThatAllIsWell) {
    const test::TemporaryFolder folder;
    const std::string path =
        fileWith(folder, R"({"id": "a", "run": "main", "show": ["errors"], "step": 20, "any_seed": true,
            "claims": [{"metric": "train_loss", "at_most": 1}]})");
    const test::ProcessResult result = checkLesson({path, "--seeds", "2"});
    EXPECT_EQ(result.exitCode, 0) << result.err;
    EXPECT_EQ(result.out, "Mine: 1 pages are reached, 1 claims hold; 1 pages with 2 other seeds as well.\n");
    EXPECT_EQ(result.err, "");
}

TEST(CheckLesson, SaysOneSentenceForEveryFaultAndFails) {
    const test::TemporaryFolder folder;
    const std::string path = fileWith(
        folder, R"({"id": "a", "run": "main", "show": ["errors"], "step": 20, "caption": "{train_loss@21}",
            "claims": [{"metric": "train_loss", "at_least": 7}]})");
    const test::ProcessResult result = checkLesson({path});
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_EQ(result.out, "");
    EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 2) << result.err;
    EXPECT_NE(result.err.find("Page \"a\": caption needs step 21"), std::string::npos) << result.err;
    EXPECT_NE(result.err.find("Page \"a\": claims say"), std::string::npos) << result.err;
}

TEST(CheckLesson, RefusesWhatIsNoLesson) {
    const test::TemporaryFolder folder;
    const std::string path = fileWith(folder, R"({"id": "a", "run": "mian", "show": ["errors"], "step": 1})");
    EXPECT_EQ(checkLesson({path}).exitCode, 2);
    EXPECT_NE(checkLesson({path}).err.find("page \"a\": run is \"mian\""), std::string::npos);
    EXPECT_EQ(checkLesson({"no-such-lesson"}).exitCode, 2);
    EXPECT_EQ(checkLesson({(folder / "none.lesson.json").string()}).exitCode, 3);
    EXPECT_EQ(checkLesson({}).exitCode, 2);
    EXPECT_EQ(checkLesson({path, "--seeds", "0"}).exitCode, 2);
}

}  // namespace
}  // namespace featurescope
