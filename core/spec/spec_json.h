#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/spec/experiment_spec.h"
#include "core/spec/setting_json.h"

namespace featurescope {

/// Reads a spec from JSON text. `name` (a file or scenario name) starts every message.
/// Throws InputError that names the key, the value found and what is allowed; never fills in a required key.
ExperimentSpec specFromJson(std::string_view text, const std::string& name);

/// The spec as JSON, indented, ending with a newline. Reading it back gives an equal spec.
std::string specToJson(const ExperimentSpec& spec, OptionalKeys keys = OptionalKeys::changed);

/// The spec as one line of JSON without a newline (for .npz files); optional keys at their defaults are left
/// out.
std::string specToCompactJson(const ExperimentSpec& spec);

/// Reads a spec file; FileError when it cannot be read, InputError when it is wrong.
ExperimentSpec readSpecFile(const std::filesystem::path& path);

/// The spec with one setting changed, as `--set data.dimension=20`. With another data.kind, settings of the
/// same name are kept and the others take their defaults. Throws InputError naming the culprit.
ExperimentSpec withSetting(const ExperimentSpec& spec, std::string_view assignment);

/// The spec with other settings, one after the other. Throws InputError as withSetting() does.
ExperimentSpec withChanges(const ExperimentSpec& spec, const std::vector<SettingChange>& changes);

}  // namespace featurescope
