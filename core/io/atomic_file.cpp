#include "core/io/atomic_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "core/base/errors.h"
#include "core/base/number_text.h"

namespace featurescope {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, std::string_view what, int error) {
    throw FileError(path.string() + " " + std::string(what) + ": " + std::strerror(error) + ".");
}

/// A file that exists under a temporary name until it is renamed to its own; removed when that never happens.
class TemporaryFile {
  public:
    explicit TemporaryFile(const fs::path& target) : target_(target) {
        for (std::int64_t attempt = 0; descriptor_ < 0; ++attempt) {
            path_ = target.parent_path() / ("." + target.filename().string() + "." +
                                            numberText(std::int64_t{::getpid()}) + "." + numberText(attempt));
            descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
            if (descriptor_ < 0 && errno != EEXIST && errno != EINTR)
                fail(target_, "cannot be written", errno);
        }
    }
    ~TemporaryFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
        if (!renamed_) ::unlink(path_.c_str());
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    void write(std::string_view content) {
        while (!content.empty()) {
            const ::ssize_t written = ::write(descriptor_, content.data(), content.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) fail(target_, "cannot be written", errno);
            content.remove_prefix(static_cast<std::size_t>(written));
        }
    }

    void becomeTarget() {
        if (::fsync(descriptor_) != 0) fail(target_, "cannot be written", errno);
        const int closed = ::close(descriptor_);
        descriptor_ = -1;
        if (closed != 0) fail(target_, "cannot be written", errno);
        if (::rename(path_.c_str(), target_.c_str()) != 0) fail(target_, "cannot be written", errno);
        renamed_ = true;
    }

  private:
    fs::path target_, path_;
    int descriptor_ = -1;
    bool renamed_ = false;
};

}  // namespace

void writeFileAtomically(const fs::path& path, std::string_view content) {
    TemporaryFile file(path);
    file.write(content);
    file.becomeTarget();
}

std::string readWholeFile(const fs::path& path, std::uintmax_t maximumBytes) {
    std::error_code unknown;
    if (fs::is_directory(path, unknown)) throw FileError(path.string() + " is a folder, not a file.");
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    if (!file) fail(path, "cannot be read", errno);
    std::string content;
    constexpr std::size_t kBlock = std::size_t{1} << 20;
    while (file) {
        const std::size_t before = content.size();
        content.resize(before + kBlock);
        file.read(content.data() + before, static_cast<std::streamsize>(kBlock));
        content.resize(before + static_cast<std::size_t>(file.gcount()));
        if (content.size() > maximumBytes) {
            throw FileError(path.string() + " is larger than " +
                            numberText(static_cast<std::int64_t>(maximumBytes)) +
                            " bytes, the most that is read.");
        }
    }
    if (file.bad()) fail(path, "cannot be read", errno);
    return content;
}

}  // namespace featurescope
