#pragma once

#include <iosfwd>

#include "app/command_line.h"

namespace featurescope {

/// Carries out `featurescope-cli info`: prints what a file says of its run. Throws InputError and FileError.
void showInfo(const ShowInfo& command, std::ostream& out);

/// Carries out `featurescope-cli import`: writes a table as a data file and prints what became what. Throws
/// InputError and FileError.
void importTable(const ImportTable& command, std::ostream& out);

}  // namespace featurescope
