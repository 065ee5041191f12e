#pragma once

#include <span>
#include <string>

namespace featurescope {

/// One line of a CSV file (RFC 4180), ending with a newline; fields that need quotes get them.
std::string csvLine(std::span<const std::string> fields);

}  // namespace featurescope
