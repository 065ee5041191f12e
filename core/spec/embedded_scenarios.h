#pragma once

#include <span>
#include <string_view>

namespace featurescope {

/// One file of resources/scenarios as it was when the program was built.
struct EmbeddedScenario {
    std::string_view name;  ///< file name without ".json"
    std::string_view text;
};

/// Every scenario file, sorted by name. The source is written by resources/embed_resources.cmake.
std::span<const EmbeddedScenario> embeddedScenarios();

}  // namespace featurescope
