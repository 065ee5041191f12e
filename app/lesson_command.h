#pragma once

#include <iosfwd>

#include "app/command_line.h"
#include "app/exit_code.h"
#include "app/interrupt_watch.h"

namespace featurescope {

/// Carries out `featurescope-cli check-lesson`: runs the lesson, prints what holds, and on `err` one sentence
/// for every fault. Throws InputError and FileError when it cannot be read or run, and Cancelled.
ExitCode checkLesson(const CheckLesson& command, std::ostream& out, std::ostream& err,
                     const InterruptWatch& watch);

}  // namespace featurescope
