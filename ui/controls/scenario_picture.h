#pragma once

#include <QPixmap>

#include "core/spec/experiment_spec.h"
#include "ui/look/palette.h"

namespace featurescope::ui {

/// A small square picture of the data of an experiment: groups of samples in their colours and places, as far
/// apart and as corrupted as they are. `ratio`: device pixels per pixel.
QPixmap scenarioPicture(const ExperimentSpec& spec, const Palette& palette, int side, double ratio);

}  // namespace featurescope::ui
