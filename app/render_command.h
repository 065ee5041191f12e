#pragma once

#include "app/interrupt_watch.h"
#include "app/render_options.h"

namespace featurescope {

/// Trains to the step, draws the figure and writes it; prints the weights' hash of a picture's step. Needs a
/// QApplication. Returns an exit code; throws InputError and FileError. Ends early, with nothing written,
/// once stop is requested.
int render(const RenderOptions& options, const InterruptWatch& watch);

/// Gives the panels of a figure the options that `view` (--view) has for them; InputError for those of
/// others.
void setOptions(ui::FigureSubject& subject, const std::string& view);

}  // namespace featurescope
