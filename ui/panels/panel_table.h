#pragma once

#include <memory>
#include <span>

#include "ui/panels/panel.h"

namespace featurescope::ui {

/// How often a panel is redrawn while the run goes on.
enum class Rhythm { everyTick, everyThirdTick };

/// One kind of panel.
struct PanelKind {
    const char* id;  ///< the panel's objectName is "panel-" and this
    Rhythm rhythm;
    std::unique_ptr<Panel> (*make)();
};

/// Every kind of panel; a new one is a line here.
std::span<const PanelKind> panelKinds();

}  // namespace featurescope::ui
