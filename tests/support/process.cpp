#include "tests/support/process.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "tests/support/temporary_folder.h"

namespace featurescope::test {
namespace {

std::string contentOf(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Only what is allowed between fork and exec.
[[noreturn]] void becomeProgram(const char* out, const char* err, char* const* arguments) {
    ::close(STDIN_FILENO);
    const int outFile = ::open(out, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    const int errFile = ::open(err, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::dup2(outFile, STDOUT_FILENO);
    ::dup2(errFile, STDERR_FILENO);
    ::close(outFile);
    ::close(errFile);
    ::execv(arguments[0], arguments);
    ::_exit(127);
}

}  // namespace

ProcessResult runProcess(const std::string& program, const std::vector<std::string>& arguments,
                         const std::function<void(int)>& whileRunning) {
    const TemporaryFolder folder;
    const std::string out = folder / "out", err = folder / "err";
    std::vector<std::string> words{program};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);

    const ::pid_t child = ::fork();
    if (child < 0) throw std::runtime_error("fork failed");
    if (child == 0) becomeProgram(out.c_str(), err.c_str(), pointers.data());
    if (whileRunning) whileRunning(child);
    int status = 0;
    ::waitpid(child, &status, 0);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), contentOf(out), contentOf(err)};
}

}  // namespace featurescope::test
