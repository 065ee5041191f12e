#pragma once

#include "core/spec/scenario_opening.h"
#include "ui/page/page_layout.h"

namespace featurescope::ui {

/// Whether a presentation says anything about the page.
bool changesPage(const ScenarioPresentation& presentation);

/// The page a scenario opens with: its layout, or the present one, its panels put into the places of that one
/// after the other, and its options. Panels that this version does not have are left out; places that get
/// none go, and panels without a place stand at the end of the last column.
PageLayout openedPage(const ScenarioPresentation& presentation, const PageLayout& present);

}  // namespace featurescope::ui
