#pragma once

#include <QLockFile>
#include <QString>
#include <cstdint>
#include <memory>

namespace featurescope::ui {

/// Which version of a file is meant, without reading it: every writer of ours replaces the file, so that none
/// of these stays the same.
struct FileStamp {
    std::uint64_t file = 0;  ///< its number on the disk
    std::int64_t bytes = -1, changed = 0;
    /// Of the file as it is now; the default value when there is none.
    static FileStamp of(const QString& path);
    bool operator==(const FileStamp&) const = default;
};

/// Whether two names are those of one file.
bool isSameFile(const QString& one, const QString& other);

/// Says to other windows that this one works on a session file: a lock file beside it, which counts for
/// nothing when its process is gone.
class SessionLock {
  public:
    /// Takes the lock. Null when another window has it, see holderOf. A folder that cannot be written takes
    /// no lock file and needs none, since nobody can save there either.
    static std::unique_ptr<SessionLock> take(const QString& path);
    /// Who works on the session: "process 12 on desk"; empty when nobody does.
    static QString holderOf(const QString& path);

  private:
    explicit SessionLock(std::unique_ptr<QLockFile> lock);
    std::unique_ptr<QLockFile> lock_;
};

}  // namespace featurescope::ui
