#pragma once

#include <string_view>

#include "core/spec/scenario_opening.h"
#include "core/spec/setting_json.h"
#include "core/spec/value_reader.h"

namespace featurescope {

/// The keys of a spec that are read and written here.
inline constexpr std::string_view kOpeningKeys[] = {"group", "presentation", "compare", "landmarks",
                                                    "columns"};

/// What `value`, a spec, says of how it opens. Ids of panels are checked here, columns by validate().
ScenarioOpening readOpening(const ValueReader& reader, const Json& value);

/// Adds to `value`, a spec, what there is to say; with OptionalKeys::all the empty lists, too.
void addOpening(const ScenarioOpening& opening, OptionalKeys keys, Json& value);

/// Whether a panel of this name is known to scenario files: those of the window, with any number of reference
/// directions.
bool isPanelId(std::string_view id);

}  // namespace featurescope
