#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/sweep/sweep_spec.h"

namespace featurescope {

inline constexpr std::string_view kSweepFormat = "featurescope-sweep";
inline constexpr std::int64_t kSweepVersion = 1;

/// Reads a sweep from JSON text. `name` starts every message. Throws InputError that names the key, the value
/// found and what is allowed. Whether base, axes and ties go together is found out by SweepPlan.
SweepSpec sweepFromJson(std::string_view text, const std::string& name);

/// The sweep as JSON, indented, ending with a newline. Reading it back gives an equal sweep.
std::string sweepToJson(const SweepSpec& sweep);

/// Reads a sweep file; FileError when it cannot be read, InputError when it is wrong.
SweepSpec readSweepFile(const std::filesystem::path& path);

}  // namespace featurescope
