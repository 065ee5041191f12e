#pragma once

#include <string_view>

#include "app/exit_code.h"

namespace featurescope {

/// Says on standard error what went wrong, and returns what the shell is told. Only to be called while an
/// exception is being handled.
/// @param program  its name, which starts the sentence
ExitCode reportFailure(std::string_view program);

}  // namespace featurescope
