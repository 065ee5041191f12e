#pragma once

#include <QString>

#include "ui/exporting/figure.h"

namespace featurescope::ui {

/// What is on screen as two lines for a shell: `featurescope render`, which draws it, and
/// `featurescope-cli run`, which computes it. The run's data must be drawn from its settings.
QString commandsFor(const Snapshot& snapshot, const FigureSubject& subject, const FigureFormat& format);

}  // namespace featurescope::ui
