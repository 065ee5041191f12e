#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace featurescope {

/// Writes a whole file or nothing: the content goes to a temporary file in the same folder, is flushed to the
/// disk, and replaces `path` in one step. A failure (a full disk, say) throws FileError and leaves an old
/// file as it was. May be called on any thread.
void writeFileAtomically(const std::filesystem::path& path, std::string_view content);

/// The same, and what stood in `path` before is kept as backupPath(path), whose former content is lost. At
/// every moment, also when the program is killed, `path` holds the old or the new content.
void writeFileKeepingBackup(const std::filesystem::path& path, std::string_view content);

/// Where writeFileKeepingBackup keeps the generation before: the name with a '~' behind it.
std::filesystem::path backupPath(const std::filesystem::path& path);

/// The whole content of a file; FileError when it cannot be read or is larger than `maximumBytes`.
std::string readWholeFile(const std::filesystem::path& path, std::uintmax_t maximumBytes);

}  // namespace featurescope
