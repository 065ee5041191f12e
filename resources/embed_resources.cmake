# featurescope_embed(TARGET HEADER TYPE FUNCTION PATTERN): compiles the files of resources/ that the pattern names into
# TARGET as text, without Qt: HEADER declares `std::span<const TYPE> FUNCTION()`, each with the file's name before its first
# dot and its text. A changed or added file is noticed by the next build.
function(featurescope_embed target header type function pattern)
    file(GLOB files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/resources/${pattern})
    list(SORT files)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${files})

    set(rows "")
    list(LENGTH files count)
    foreach(file IN LISTS files)
        get_filename_component(name ${file} NAME_WE)
        file(READ ${file} text)
        string(APPEND rows "    {\"${name}\", R\"text(${text})text\"},\n")
    endforeach()

    set(source ${PROJECT_BINARY_DIR}/generated/${function}.cpp)
    file(WRITE ${source}.new
"#include \"${header}\"

#include <array>

namespace featurescope {
namespace {

constexpr std::array<${type}, ${count}> k${type}Files{{
${rows}}};

}  // namespace

std::span<const ${type}> ${function}() { return k${type}Files; }

}  // namespace featurescope
")
    # Kept as it is when nothing changed, so that configuring again compiles nothing.
    file(COPY_FILE ${source}.new ${source} ONLY_IF_DIFFERENT)
    target_sources(${target} PRIVATE ${source})
endfunction()
