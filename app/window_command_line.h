#pragma once

#include <string>
#include <vector>

#include "app/table_options.h"
#include "core/documents/table_data.h"

namespace featurescope {

/// What was asked of the program with the window.
struct WindowCommandLine {
    std::string subject{};  ///< scenario or file; empty for the default scenario
    std::vector<std::string> settings{};
    std::string runTo{}, screenshot{}, size{}, theme{}, layout{}, compare{};
    bool quit = false, present = false;
    TableOptions table{};  ///< how to read the subject when it is a table
};

/// Whether a program asked rather than a person. Such windows look the same on every machine, whatever
/// somebody has dragged before, and leave nothing behind.
inline bool isScripted(const WindowCommandLine& line) { return line.quit || !line.screenshot.empty(); }

/// Whether the window asks how the table it opens is to be read: when somebody is there, and nothing is to be
/// done with the run that only starts with the answer.
inline bool asksAboutTable(const WindowCommandLine& line) {
    const bool isBare = line.settings.empty() && line.compare.empty() && line.runTo.empty();
    return isTableName(line.subject) && !line.table.any() && !isScripted(line) && isBare;
}

}  // namespace featurescope
