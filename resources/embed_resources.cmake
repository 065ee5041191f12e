# featurescope_embed_scenarios(TARGET): compiles every resources/scenarios/*.json into TARGET as text, without Qt.
# A changed or added file is noticed by the next build.
function(featurescope_embed_scenarios target)
    set(folder ${PROJECT_SOURCE_DIR}/resources/scenarios)
    file(GLOB files CONFIGURE_DEPENDS ${folder}/*.json)
    list(SORT files)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${files})

    set(rows "")
    list(LENGTH files count)
    foreach(file IN LISTS files)
        get_filename_component(name ${file} NAME_WE)
        file(READ ${file} text)
        string(APPEND rows "    {\"${name}\", R\"json(${text})json\"},\n")
    endforeach()

    set(source ${PROJECT_BINARY_DIR}/generated/embedded_scenarios.cpp)
    file(WRITE ${source}.new
"#include \"core/spec/embedded_scenarios.h\"

#include <array>

namespace featurescope {
namespace {

constexpr std::array<EmbeddedScenario, ${count}> kScenarios{{
${rows}}};

}  // namespace

std::span<const EmbeddedScenario> embeddedScenarios() { return kScenarios; }

}  // namespace featurescope
")
    # Kept as it is when nothing changed, so that configuring again compiles nothing.
    file(COPY_FILE ${source}.new ${source} ONLY_IF_DIFFERENT)
    target_sources(${target} PRIVATE ${source})
endfunction()
