#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace featurescope {

/// The comments in a GIF file, in its order. FileError starting with `name` when the file is cut off or
/// damaged.
std::vector<std::string> gifComments(std::string_view bytes, const std::string& name);

}  // namespace featurescope
