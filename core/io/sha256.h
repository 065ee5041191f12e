#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace featurescope {

/// SHA-256 of some bytes as 64 lower-case hexadecimal digits.
std::string sha256Hex(std::span<const std::byte> bytes);

}  // namespace featurescope
