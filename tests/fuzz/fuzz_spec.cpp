#include "core/documents/recipe.h"
#include "core/spec/spec_json.h"
#include "tests/fuzz/fuzzing.h"

using namespace featurescope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::inputText(data, size);
    fuzz::mayRefuse([&] {
        const ExperimentSpec spec = specFromJson(text, "input");
        fuzz::require(specFromJson(specToJson(spec), "written") == spec, "a spec reads back equal");
        fuzz::require(specFromJson(specToJson(spec, OptionalKeys::all), "written") == spec,
                      "with all its keys");
        fuzz::require(specFromJson(specToCompactJson(spec), "written") == spec, "a spec in one line too");
    });
    fuzz::mayRefuse([&] {
        const Recipe recipe = recipeFromJson(text, "input");
        fuzz::require(recipeFromJson(recipeToJson(recipe), "written") == recipe, "a recipe reads back equal");
    });
    return 0;
}
