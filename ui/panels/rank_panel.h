#pragma once

#include <memory>

namespace featurescope::ui {

class Panel;

/// The stable rank of the weights and of those of each sign over the steps, with the laws for nearly
/// orthogonal samples.
std::unique_ptr<Panel> makeRankPanel();

}  // namespace featurescope::ui
