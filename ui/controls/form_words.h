#pragma once

#include <QString>

#include "core/spec/experiment_spec.h"

namespace featurescope::ui {

/// A message of the core as the form says it: "training.step_size" becomes “Step size α”. The keys of files
/// mean nothing to whoever has never seen one.
QString inWordsOfForm(const std::string& message, const ExperimentSpec& spec);

}  // namespace featurescope::ui
