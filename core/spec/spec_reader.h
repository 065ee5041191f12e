#pragma once

#include <string>

#include "core/io/json.h"
#include "core/spec/experiment_spec.h"
#include "core/spec/setting_json.h"

namespace featurescope {

/// Turns a JSON value into a spec: every key known, every type right, nothing required missing. Throws
/// InputError starting with `name` otherwise. Ranges are checked where they stand, combinations of settings
/// are not. Beside the optional settings only what changes no run
/// may be missing: title, watch, claims, and how a scenario opens.
ExperimentSpec specFromValue(const Json& value, const std::string& name);

/// The spec as a JSON value, with these of its optional keys.
Json valueFromSpec(const ExperimentSpec& spec, OptionalKeys keys);

inline constexpr std::string_view kSpecFormat = "featurescope-spec";
inline constexpr std::int64_t kSpecVersion = 1;

}  // namespace featurescope
