#pragma once

#include <QString>

#include "ui/look/look.h"

namespace featurescope::ui {

/// The style sheet of the window for this look; Fusion draws what it does not mention.
QString styleSheetFor(const Look& look);

}  // namespace featurescope::ui
