#pragma once

#include <string>

#include "app/render_options.h"

namespace featurescope {

/// Whether the file is a result of a sweep (.fsweep): by its name or its content.
bool isSweepResult(const std::string& path);

/// Draws the phase diagram of a result at a step; nothing is trained. Needs a QApplication. Returns an exit
/// code; throws InputError and FileError.
int renderSweep(const RenderOptions& options);

/// Throws InputError when a picture shows a sweep: what is in it is not enough to draw that again.
void refuseSweepPicture(const std::string& view, const std::string& name);

}  // namespace featurescope
