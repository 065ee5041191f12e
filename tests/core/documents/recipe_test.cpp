#include "core/documents/recipe.h"

#include <gtest/gtest.h>

#include "core/base/errors.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"

namespace featurescope {
namespace {

Recipe someRecipe() {
    Recipe recipe;
    recipe.spec = withoutOpening(scenarioNamed("figure-1"));
    recipe.spec.title = "‖μ‖ & <more>, \"η\" \\ 1";
    recipe.step = 9007199254740991;
    recipe.view = R"({"panel": "alignment", "zoom": [0.1, -2e-30]})";
    recipe.engine = "gram";
    recipe.instructionSet = "avx2";
    recipe.programVersion = "0.1.0";
    recipe.weightsSha256 = std::string(64, 'a');
    return recipe;
}

std::string refusalOf(const std::string& text) {
    try {
        recipeFromJson(text, "picture.png");
    } catch (const InputError& error) {
        return error.what();
    }
    return "accepted";
}

/// A recipe as JSON with one piece of its text replaced.
std::string changed(const std::string& from, const std::string& to) {
    std::string text = recipeToJson(someRecipe());
    const std::size_t place = text.find(from);
    EXPECT_NE(place, std::string::npos) << from;
    return text.replace(place, from.size(), to);
}

TEST(Recipe, ReadsBackWhatItWrote) {
    EXPECT_EQ(recipeFromJson(recipeToJson(someRecipe()), "x"), someRecipe());
    const Recipe bare{.spec = withoutOpening(scenarioNamed("lazy")), .step = 3};
    EXPECT_EQ(recipeFromJson(recipeToJson(bare), "x"), bare);
}

TEST(Recipe, IsOneLineOfPlainAscii) {
    for (const char letter : recipeToJson(someRecipe())) {
        EXPECT_GE(letter, ' ');
        EXPECT_LT(letter, 127);
    }
}

TEST(Recipe, LeavesOutWhatIsNotKnown) {
    const std::string text = recipeToJson({.spec = scenarioNamed("lazy")});
    for (const char* key : {"view", "engine", "instruction_set", "program_version", "weights_sha256"})
        EXPECT_EQ(text.find(key), std::string::npos) << key;
}

TEST(Recipe, ABareSpecIsARecipeAtStepZero) {
    const ExperimentSpec spec = scenarioNamed("grokking");
    EXPECT_EQ(recipeFromJson(specToCompactJson(spec), "x"), Recipe{.spec = spec});
}

TEST(Recipe, RefusesNewerVersionsWithASentence) {
    const std::string refusal = refusalOf(changed("\"version\": 1", "\"version\": 2"));
    EXPECT_NE(refusal.find("newer Featurescope"), std::string::npos) << refusal;
    EXPECT_NE(refusalOf(changed("\"version\": 1", "\"version\": 0")), "accepted");
    EXPECT_NE(refusalOf(changed("\"version\": 1", "\"version\": \"1\"")), "accepted");
}

TEST(Recipe, NamesWhatIsWrong) {
    EXPECT_NE(refusalOf(changed("\"step\": 9", "\"stop\": 9")).find("step is missing"), std::string::npos);
    EXPECT_NE(refusalOf(changed("9007199254740991", "-1")).find("step is -1"), std::string::npos);
    EXPECT_NE(refusalOf(changed("9007199254740991", "1.5")).find("step is 1.5"), std::string::npos);
    EXPECT_NE(refusalOf(changed("\"gram\"", "7")).find("engine is 7"), std::string::npos);
    EXPECT_NE(refusalOf(changed("\"view\"", "\"eye\"")).find("\"eye\" is not a known key"),
              std::string::npos);
    EXPECT_NE(refusalOf(changed("\"neurons\"", "\"neuron\"")).find("neuron"), std::string::npos);
    for (const char* text : {"", "7", "[]", "{}", "null", "{\"format\": 1}"})
        EXPECT_NE(refusalOf(text), "accepted") << text;
}

TEST(Recipe, RefusesAViewThatIsNotJson) {
    Recipe recipe = someRecipe();
    recipe.view = "{";
    EXPECT_THROW(recipeToJson(recipe), InputError);
}

}  // namespace
}  // namespace featurescope
