#pragma once

#include <functional>
#include <string>
#include <vector>

namespace featurescope::test {

/// What a program left behind.
struct ProcessResult {
    int exitCode = -1;  ///< 128 + signal number when a signal ended it
    std::string out, err;
};

/// Runs a program without a shell and with standard input closed, and waits for its end.
/// @param whileRunning  called with the process id after the start; may wait and send signals
ProcessResult runProcess(const std::string& program, const std::vector<std::string>& arguments,
                         const std::function<void(int)>& whileRunning = {});

}  // namespace featurescope::test
