#pragma once

#include <string>

#include "core/base/name_table.h"

namespace featurescope {

/// All names for the help of an option: `auto, primal or gram`.
template <typename Kind>
std::string plainNames() {
    std::string text = allowedNames<Kind>();
    std::erase(text, '"');
    return text;
}

}  // namespace featurescope
