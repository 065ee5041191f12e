#pragma once

#include <string>

#include "core/spec/experiment_spec.h"

namespace featurescope {

/// What identifies a run in stores and results: the first 24 hexadecimal digits of the SHA-256 of the text
/// below. Program, engine and instruction set are not in it.
std::string runKey(const ExperimentSpec& spec);

/// Data, network, seeds and training as JSON without spaces, keys sorted, optional keys at their defaults
/// left out.
std::string canonicalRunText(const ExperimentSpec& spec);

}  // namespace featurescope
