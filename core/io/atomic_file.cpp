#include "core/io/atomic_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstring>
#include <fstream>
#include <limits>
#include <optional>

#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/io/temporary_name.h"

namespace featurescope {
namespace {

namespace fs = std::filesystem;

constexpr const char* kOpenFiles = "/proc/self/fd";  // gives nameless files a name

[[noreturn]] void fail(const fs::path& path, std::string_view what, int error) {
    throw FileError(path.string() + " " + std::string(what) + ": " + std::strerror(error) + ".");
}

fs::path folderOf(const fs::path& file) {
    return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

/// Calls `make(name)` with one temporary name after another until it gives something other than -1 (then
/// `name` is the one) or sets errno to something else than "exists". Gives that errno, or 0.
template <typename Make>
int makeUnderNewName(const fs::path& target, std::string& name, const Make& make) {
    for (std::int64_t attempt = 0;; ++attempt) {
        name = temporaryName(folderOf(target), attempt);
        if (make(name.c_str()) >= 0) return 0;
        if (errno == EEXIST || errno == EINTR) continue;
        name.clear();
        return errno;
    }
}

/// What `path` stands for: itself, or what it points to as a symbolic link, whether that is there or not.
fs::path withoutLinks(fs::path path) {
    constexpr int kMostLinks = 40;  // as many as Linux follows
    std::error_code error;
    for (int links = 0; fs::is_symlink(path, error); ++links) {
        if (links == kMostLinks) fail(path, "cannot be written", ELOOP);
        const fs::path target = fs::read_symlink(path, error);
        if (error) fail(path, "cannot be written", error.value());
        path = folderOf(path) / target;  // which is `target` where that begins at the root
    }
    return path;
}

/// Fails when the file may be written but no other may take its place.
void requireReplaceable(const fs::path& path, const struct ::stat& file) {
    struct ::statx more {};
    if (::statx(AT_FDCWD, path.c_str(), 0, STATX_TYPE, &more) == 0) {
        const std::uint64_t set = more.stx_attributes & more.stx_attributes_mask;
        if ((set & (STATX_ATTR_IMMUTABLE | STATX_ATTR_APPEND)) != 0)
            throw FileError(path.string() + " cannot be replaced: it is protected by its attributes.");
        if ((set & STATX_ATTR_MOUNT_ROOT) != 0)
            throw FileError(path.string() +
                            " cannot be replaced: it is mounted by itself; mount its folder.");
    }
    struct ::stat folder {};
    const bool isSticky = ::stat(folderOf(path).c_str(), &folder) == 0 && (folder.st_mode & S_ISVTX) != 0;
    const ::uid_t own = ::geteuid();
    if (isSticky && own != 0 && own != file.st_uid && own != folder.st_uid)
        throw FileError(path.string() + " cannot be replaced: it is somebody else's, in a shared folder.");
}

/// Permissions of the file that stands at `path`; nothing when there is none. Fails when no file can have
/// that name, or something else than a file stands there: replacing a device or a pipe would break what
/// others do with it.
std::optional<::mode_t> permissionsOf(const fs::path& path) {
    if (path.empty()) throw FileError("The name of a file to be written is empty.");
    struct ::stat status {};
    if (::stat(path.c_str(), &status) != 0) {
        if (errno != ENOENT) fail(path, "cannot be written", errno);
        return std::nullopt;
    }
    if (!S_ISREG(status.st_mode)) throw FileError(path.string() + " is no ordinary file.");
    requireReplaceable(path, status);
    return status.st_mode & static_cast<::mode_t>(07777);
}

/// Waits until the disk has the names in the folder of `target` as they are now. Without that a file that was
/// replaced can be the old one again after a power cut.
void syncFolderOf(const fs::path& target) {
    const int folder = ::open(folderOf(target).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return;  // writing into a folder does not take the right to read it
    const int error = ::fsync(folder) == 0 ? 0 : errno;
    ::close(folder);
    // Other errors say that this file system does not sync folders.
    if (error == EIO || error == ENOSPC || error == EDQUOT) fail(target, "may not be on the disk", error);
}

/// Gives the content of `path` a second name, backupPath(path), without `path` being gone at any moment.
void keepBackup(const fs::path& path) {
    const fs::path backup = backupPath(path);
    std::string second;
    const int error =
        makeUnderNewName(backup, second, [&](const char* name) { return ::link(path.c_str(), name); });
    if (error == ENOENT) return;  // there is nothing to keep
    if (error != 0) {             // no second names on this file system: a copy it is
        writeFileAtomically(backup, readWholeFile(path, std::numeric_limits<std::uintmax_t>::max()));
        return;
    }
    if (::rename(second.c_str(), backup.c_str()) != 0) {
        const int renameError = errno;
        ::unlink(second.c_str());
        fail(backup, "cannot be written", renameError);
    }
    ::unlink(second.c_str());  // renaming does nothing where both names already stood for the same file
}

}  // namespace

AtomicFile::AtomicFile(const fs::path& path)
    : target_(withoutLinks(path)), permissions_(permissionsOf(target_)) {
    sweepUnfinished(folderOf(target_));
    if (::access(kOpenFiles, X_OK) == 0)
        descriptor_ = ::open(folderOf(target_).c_str(), O_WRONLY | O_TMPFILE | O_CLOEXEC, 0666);
    if (descriptor_ >= 0) return;
    const int error = makeUnderNewName(target_, name_, [this](const char* name) {
        return descriptor_ = ::open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    });
    if (error != 0) fail(target_, "cannot be written", error);
}

AtomicFile::~AtomicFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
    if (!name_.empty()) ::unlink(name_.c_str());
}

void AtomicFile::append(std::string_view content) {
    while (!content.empty()) {
        const ::ssize_t written = ::write(descriptor_, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail(target_, "cannot be written", errno);
        content.remove_prefix(static_cast<std::size_t>(written));
    }
}

void AtomicFile::sync() const {
    if (::fsync(descriptor_) != 0) fail(target_, "cannot be written", errno);
}

void AtomicFile::becomeTarget() {
    // Some file systems have no permissions to set; then nothing is lost either.
    if (permissions_) static_cast<void>(::fchmod(descriptor_, *permissions_));
    const bool isThere = name_.empty() && nameNamelessFile();
    const int closed = ::close(descriptor_);
    descriptor_ = -1;
    if (closed != 0) fail(target_, "cannot be written", errno);
    if (!isThere && ::rename(name_.c_str(), target_.c_str()) != 0) fail(target_, "cannot be written", errno);
    name_.clear();
    syncFolderOf(target_);
}

/// True when the file got the target's own name, false when a file stands there already: then it has a
/// temporary one, since only a file with a name can take the place of another.
bool AtomicFile::nameNamelessFile() {
    const std::string nameless = kOpenFiles + ("/" + numberText(std::int64_t{descriptor_}));
    const auto link = [&nameless](const char* name) {
        return ::linkat(AT_FDCWD, nameless.c_str(), AT_FDCWD, name, AT_SYMLINK_FOLLOW);
    };
    if (link(target_.c_str()) == 0) return true;
    const int error = errno == EEXIST ? makeUnderNewName(target_, name_, link) : errno;
    if (error != 0) fail(target_, "cannot be written", error);
    return false;
}

void writeFileAtomically(const fs::path& path, std::string_view content) {
    AtomicFile file(path);
    file.append(content);
    file.sync();
    file.becomeTarget();
}

fs::path backupPath(const fs::path& path) {
    std::string name = path.filename().string();
    // A name can be too long for another letter; what goes then is a whole one, of up to four bytes in UTF-8.
    const auto isInsideLetter = [&name] {
        return !name.empty() && (static_cast<unsigned char>(name.back()) & 0xc0U) == 0x80U;
    };
    if (name.size() >= NAME_MAX) {
        while (isInsideLetter()) name.pop_back();
        name.pop_back();
    }
    return path.parent_path() / (name + "~");
}

void replaceFile(const fs::path& made, const fs::path& path) {
    const fs::path target = withoutLinks(path);
    const int descriptor = ::open(made.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) fail(target, "cannot be written", errno);
    const int error = ::fsync(descriptor) == 0 ? 0 : errno;
    ::close(descriptor);
    if (error != 0) fail(target, "cannot be written", error);
    if (::rename(made.c_str(), target.c_str()) != 0) fail(target, "cannot be written", errno);
    syncFolderOf(target);
}

void requireWritable(const fs::path& path) { const AtomicFile file(path); }

void requireWritableKeepingBackup(const fs::path& path) {
    const AtomicFile file(path);
    requireWritable(backupPath(file.target()));
}

void removeFile(const fs::path& path) {
    const fs::path target = withoutLinks(path);
    if (::unlink(target.c_str()) == 0) return syncFolderOf(target);
    if (errno != ENOENT) fail(target, "cannot be removed", errno);
}

void writeFileKeepingBackup(const fs::path& path, std::string_view content) {
    AtomicFile file(path);
    file.append(content);
    file.sync();  // first, so that a full disk does not cost the backup
    keepBackup(file.target());
    file.becomeTarget();
}

void readInBlocks(const fs::path& path, const std::function<void(std::string_view block)>& take) {
    std::error_code unknown;
    if (fs::is_directory(path, unknown)) throw FileError(path.string() + " is a folder, not a file.");
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    if (!file) fail(path, "cannot be read", errno);
    std::string block(std::size_t{1} << 20, '\0');
    while (file) {
        file.read(block.data(), static_cast<std::streamsize>(block.size()));
        take(std::string_view(block).substr(0, static_cast<std::size_t>(file.gcount())));
    }
    if (file.bad()) fail(path, "cannot be read", errno);
}

std::string readWholeFile(const fs::path& path, std::uintmax_t maximumBytes) {
    const auto requireSize = [&](std::uintmax_t bytes) {
        if (bytes <= maximumBytes) return;
        throw FileError(path.string() + " is larger than " +
                        numberText(static_cast<std::int64_t>(maximumBytes)) +
                        " bytes, the most that is read.");
    };
    std::string content;
    std::error_code unknown;  // of a pipe, which is as long as what comes
    if (const std::uintmax_t bytes = fs::file_size(path, unknown); !unknown) {
        requireSize(bytes);
        content.reserve(bytes);
    }
    readInBlocks(path, [&](std::string_view block) {
        content += block;
        requireSize(content.size());
    });
    return content;
}

}  // namespace featurescope
