#include "tests/sentences/sentence.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <regex>
#include <sstream>

// The project's folder is FEATURESCOPE_ROOT.

namespace featurescope::sentences {

/// How GoogleTest names a row.
void PrintTo(const Sentence& sentence, std::ostream* out) { *out << sentence.file << ": " << sentence.text; }

namespace {

std::string contentOf(const std::filesystem::path& file) {
    std::ifstream stream(file);
    EXPECT_TRUE(stream) << file;
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// The words of a text with one blank between two of them.
std::string wordsOf(const std::string& text) {
    std::istringstream stream(text);
    std::string words, word;
    while (stream >> word) words += (words.empty() ? "" : " ") + word;
    return words;
}

std::vector<Sentence> all() {
    std::vector<Sentence> rows;
    for (const auto& part : {helpSentences(), panelSentences(), relatedSentences(), paperSentences(),
                             watchSentences(), readmeSentences()})
        rows.insert(rows.end(), part.begin(), part.end());
    return rows;
}

std::vector<Sentence> withRuns(bool slow) {
    std::vector<Sentence> rows = all();
    std::erase_if(rows, [slow](const Sentence& row) { return !row.shows || row.isSlow != slow; });
    return rows;
}

/// All tests of the project, as text.
std::string sourcesOfTests() {
    std::string text;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(FEATURESCOPE_ROOT "/tests")) {
        if (entry.path().extension() == ".cpp") text += contentOf(entry.path());
    }
    return text;
}

TEST(SentenceTable, HoldsWhatTheFilesSay) {
    for (const Sentence& row : all()) {
        const std::string file = wordsOf(contentOf(std::filesystem::path(FEATURESCOPE_ROOT) / row.file));
        EXPECT_NE(file.find(wordsOf(row.text)), std::string::npos) << row.file << " lacks: " << row.text;
    }
}

TEST(SentenceTable, NamesTestsThatExist) {
    const std::string sources = sourcesOfTests();
    for (const Sentence& row : all()) {
        const std::string by = row.shownBy;
        EXPECT_NE(row.shows != nullptr, !by.empty()) << row.name << " is shown by a run or by a test";
        if (by.empty()) continue;
        const auto dot = by.find('.');
        const std::regex definition("TEST(_F|_P)?\\(" + by.substr(0, dot) + ",\\s*" + by.substr(dot + 1) +
                                    "\\)");
        EXPECT_TRUE(std::regex_search(sources, definition)) << by;
    }
}

TEST(SentenceTable, SpeaksOfEveryHelpPageAndScenario) {
    // A page with nothing to measure: what keys do is tested with the keys.
    const std::vector<std::string> unmeasured{"keys.md"};
    for (const char* folder : {"resources/help", "resources/help/papers", "resources/scenarios"}) {
        for (const auto& entry :
             std::filesystem::directory_iterator(std::filesystem::path(FEATURESCOPE_ROOT) / folder)) {
            if (entry.is_directory()) continue;
            const std::string name = entry.path().filename().string();
            if (std::ranges::count(unmeasured, name) > 0) continue;
            const std::string file = std::string(folder) + "/" + name;
            const std::vector<Sentence> rows = all();
            EXPECT_TRUE(std::ranges::any_of(rows, [&](const Sentence& row) { return row.file == file; }))
                << file;
        }
    }
}

class QuickSentence : public testing::TestWithParam<Sentence> {};
class SlowSentence : public testing::TestWithParam<Sentence> {};

TEST_P(QuickSentence, IsTrue) { GetParam().shows(); }
TEST_P(SlowSentence, IsTrue) { GetParam().shows(); }

std::string nameOf(const testing::TestParamInfo<Sentence>& row) { return row.param.name; }

INSTANTIATE_TEST_SUITE_P(Shipped, QuickSentence, testing::ValuesIn(withRuns(false)), nameOf);
INSTANTIATE_TEST_SUITE_P(Shipped, SlowSentence, testing::ValuesIn(withRuns(true)), nameOf);

}  // namespace
}  // namespace featurescope::sentences
