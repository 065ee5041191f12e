#include "core/io/temporary_name.h"

#include <signal.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <optional>
#include <span>

#include "core/base/number_text.h"
#include "core/io/sha256.h"

namespace featurescope {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStart = ".featurescope-";

/// Whose process numbers those of this process can be compared with, as some letters: this machine's since it
/// was started, in this container. Empty where the system does not say.
std::string numberSpace() {
    std::string boot;
    std::getline(std::ifstream("/proc/sys/kernel/random/boot_id"), boot);
    std::error_code unknown;
    const fs::path container = fs::read_symlink("/proc/self/ns/pid", unknown);
    if (boot.empty() || unknown) return {};
    constexpr std::size_t kLetters = 12;
    const std::string both = boot + container.string();
    return sha256Hex(std::as_bytes(std::span(both))).substr(0, kLetters);
}

/// The process that a name of ours stands for; nothing when it is no such name, or of another number space.
std::optional<::pid_t> makerOf(const std::string& name, const std::string& start) {
    if (!name.starts_with(start)) return std::nullopt;
    const std::string_view rest = std::string_view(name).substr(start.size());
    const auto process = parseInteger(rest.substr(0, rest.find('-')));
    if (!process || *process < 1 || rest.find('-') == std::string_view::npos) return std::nullopt;
    return static_cast<::pid_t>(*process);
}

bool isGone(::pid_t process) { return ::kill(process, 0) != 0 && errno == ESRCH; }

}  // namespace

std::string temporaryName(const fs::path& folder, std::int64_t attempt) {
    return (folder / (std::string(kStart) + numberSpace() + "-" + numberText(std::int64_t{::getpid()}) + "-" +
                      numberText(attempt)))
        .string();
}

void sweepUnfinished(const fs::path& folder) {
    const std::string space = numberSpace();
    if (space.empty()) return;
    const std::string start = std::string(kStart) + space + "-";
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        const auto maker = makerOf(entry->path().filename().string(), start);
        std::error_code unknown;
        if (maker && isGone(*maker) && entry->symlink_status(unknown).type() == fs::file_type::regular)
            fs::remove(entry->path(), unknown);
    }
}

}  // namespace featurescope
