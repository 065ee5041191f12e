#pragma once

#include <string>

#include "core/handout/handout_pages.h"

namespace featurescope {

/// The recorded moments for the page's script, as JSON that can stand inside an element of HTML.
std::string handoutData(const HandoutContent& content);

}  // namespace featurescope
