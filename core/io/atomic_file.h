#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace featurescope {

/// Writes a whole file or nothing: the content goes to a temporary file in the same folder, is flushed to the
/// disk, and replaces `path` in one step. A failure throws FileError and leaves an old file as it was.
void writeFileAtomically(const std::filesystem::path& path, std::string_view content);

/// The whole content of a file; FileError when it cannot be read or is larger than `maximumBytes`.
std::string readWholeFile(const std::filesystem::path& path, std::uintmax_t maximumBytes);

}  // namespace featurescope
