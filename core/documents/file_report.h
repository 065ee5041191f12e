#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/documents/recipe.h"

namespace featurescope {

/// What a file of this program says about the run it is from. What it does not say is empty.
struct FileReport {
    std::string kind{};  ///< for people: "PNG picture", "trained network"
    std::optional<ExperimentSpec> spec{};
    std::optional<std::int64_t> step{};
    std::string engine{}, instructionSet{}, programVersion{};
    std::string weightsSha256{};
    std::string outputWeightsSha256{};  ///< where a is trained
    std::vector<std::string> notes{};   ///< more sentences for people
};

/// Looks into a spec, metrics.csv, final.npz, data file, session or picture; what it is goes by its content,
/// not by its name. FileError when it cannot be read or is damaged, InputError when it is none of these; both
/// name the file.
FileReport reportOnFile(const std::filesystem::path& path);

/// The same for the bytes of a file called `name`.
FileReport reportOnBytes(std::string_view bytes, const std::string& name);

}  // namespace featurescope
