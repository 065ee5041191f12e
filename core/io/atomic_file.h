#pragma once

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace featurescope {

/// A file that is written piece by piece and appears complete or not at all: the content goes to a temporary
/// file in the same folder, which becomes `path`, or what that points to, when all is there. The temporary
/// one has no name where the file system allows that, but for the moment in which it replaces another; what a
/// killed program leaves under one is removed by the next that writes there. A failure (a full disk, say)
/// throws FileError and leaves an old file as it was.
class AtomicFile {
  public:
    explicit AtomicFile(const std::filesystem::path& path);
    /// Without becomeTarget() nothing is left behind.
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    /// The file that is to be: `path`, or what it points to.
    const std::filesystem::path& target() const { return target_; }
    void append(std::string_view content);
    /// Waits until the disk has what was appended.
    void sync() const;
    /// Puts what was appended and synced in the place of the target. The last call.
    void becomeTarget();

  private:
    bool nameNamelessFile();

    std::filesystem::path target_;
    std::optional<::mode_t> permissions_;  ///< of the file that is replaced
    std::string name_;                     ///< empty while there is none
    int descriptor_ = -1;
};

/// Writes a whole file, or throws FileError and leaves an old one as it was. May be called on any thread.
void writeFileAtomically(const std::filesystem::path& path, std::string_view content);

/// The same, and what stood in `path` before is kept as backupPath(path), whose former content is lost. At
/// every moment, also when the program is killed, `path` holds the old or the new content.
void writeFileKeepingBackup(const std::filesystem::path& path, std::string_view content);

/// Where writeFileKeepingBackup keeps the generation before: the name with a '~' behind it, or in the place
/// of its last letter where that would be too long.
std::filesystem::path backupPath(const std::filesystem::path& path);

/// Puts a file that another program has made, in the same folder, in the place of `path` or of what that
/// points to, when the disk has it all.
void replaceFile(const std::filesystem::path& made, const std::filesystem::path& path);

/// FileError, and what is wrong, unless a file can be written there as things are, and take the place of one
/// that is there.
void requireWritable(const std::filesystem::path& path);
/// The same for writeFileKeepingBackup().
void requireWritableKeepingBackup(const std::filesystem::path& path);

/// Removes the file that `path` is or points to, if there is one, and waits for the disk. FileError when it
/// stays.
void removeFile(const std::filesystem::path& path);

/// Hands out the content of a file block by block; FileError when it cannot be read.
void readInBlocks(const std::filesystem::path& path, const std::function<void(std::string_view block)>& take);

/// The whole content of a file; FileError when it cannot be read or is larger than `maximumBytes`.
std::string readWholeFile(const std::filesystem::path& path, std::uintmax_t maximumBytes);

}  // namespace featurescope
