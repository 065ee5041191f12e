#include "core/documents/recipe.h"

#include <algorithm>
#include <array>

#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/documents/json_fields.h"
#include "core/io/json.h"
#include "core/spec/spec_reader.h"

namespace featurescope {
namespace {

constexpr std::string_view kFormat = "featurescope-recipe";
constexpr std::int64_t kVersion = 1;

/// The keys whose values are plain texts, and where they go. An empty text is left out of files.
struct TextKey {
    std::string_view key;
    std::string Recipe::*member;
};
constexpr std::array kTextKeys{
    TextKey{"engine", &Recipe::engine},
    TextKey{"instruction_set", &Recipe::instructionSet},
    TextKey{"program_version", &Recipe::programVersion},
    TextKey{"weights_sha256", &Recipe::weightsSha256},
    TextKey{"output_weights_sha256", &Recipe::outputWeightsSha256},
};

void requireVersion(const Json& value, const std::string& name) {
    const std::int64_t version = countField(value, "version", name);
    if (version > kVersion) {
        throw InputError(name + ": this recipe was written by a newer Featurescope (its version is " +
                         numberText(version) + ", the newest one known here is " + numberText(kVersion) +
                         "); open it with that one.");
    }
    if (version < 1) throw InputError(name + ": version is 0; it must be 1 or larger.");
}

void take(Recipe& recipe, const std::string& key, const Json& recipeValue, const std::string& name) {
    if (key == "view") {
        recipe.view = jsonText(recipeValue.at(key), false);
    } else if (key != "format" && key != "version" && key != "spec" && key != "step") {
        const auto* const text = std::find_if(kTextKeys.begin(), kTextKeys.end(),
                                              [&](const TextKey& known) { return known.key == key; });
        if (text == kTextKeys.end())
            throw InputError(name + ": \"" + key + "\" is not a known key of a recipe.");
        recipe.*(text->member) = textField(recipeValue, key, name);
    }
}

}  // namespace

std::string recipeToJson(const Recipe& recipe) {
    Json value = {{"format", kFormat},
                  {"version", kVersion},
                  {"spec", valueFromSpec(withoutOpening(recipe.spec), OptionalKeys::changed)}};
    value["step"] = recipe.step;
    if (!recipe.view.empty()) value["view"] = parseJson(recipe.view, "The view of a recipe");
    for (const TextKey& text : kTextKeys) {
        if (!(recipe.*(text.member)).empty()) value[std::string(text.key)] = recipe.*(text.member);
    }
    return asciiJsonText(value);
}

Recipe recipeFromJson(std::string_view text, const std::string& name) {
    const Json value = parseJson(text, name);
    Recipe recipe;
    if (!value.is_object() || value.value("format", Json()) != kFormat) {
        recipe.spec = specFromValue(value, name);
        return recipe;
    }
    requireVersion(value, name);
    recipe.step = countField(value, "step", name);
    recipe.spec = specFromValue(fieldOf(value, "spec", name), name);
    for (const auto& [key, content] : value.items()) take(recipe, key, value, name);
    return recipe;
}

}  // namespace featurescope
