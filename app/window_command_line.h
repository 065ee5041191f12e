#pragma once

#include <string>
#include <vector>

namespace featurescope {

/// What was asked of the program with the window.
struct WindowCommandLine {
    std::string subject{};  ///< scenario or file; empty for the default scenario
    std::vector<std::string> settings{};
    std::string runTo{}, screenshot{}, size{}, theme{}, layout{}, compare{};
    bool quit = false, present = false;
};

/// Whether a program asked rather than a person. Such windows look the same on every machine, whatever
/// somebody has dragged before, and leave nothing behind.
inline bool isScripted(const WindowCommandLine& line) { return line.quit || !line.screenshot.empty(); }

}  // namespace featurescope
