#pragma once

#include <deque>

#include "core/run/training_session.h"

namespace featurescope {

/// Whether the command leaves the present run for another one.
bool leavesRun(const Command& command);
/// Whether it does not matter which step, or which run, the command is carried out at.
bool isOfAnyStep(const Command& command);

/// Puts a command behind those that wait. What it makes pointless goes: of two steps to show in a row the
/// first, and with a run that is never begun all that was meant for it. Whether the run before was playing is
/// remembered, since the next one goes on in the same state.
void enqueue(std::deque<Command>& waiting, Command command);

}  // namespace featurescope
