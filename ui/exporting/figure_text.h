#pragma once

#include <QString>

#include "core/run/snapshot.h"

namespace featurescope::ui {

/// "step 200 · d 100 n 1000 m 100"
QString momentText(const Snapshot& snapshot);

/// "First screen, step 200"
QString experimentText(const Snapshot& snapshot);

/// A text as LaTeX sets it: special characters guarded, Greek letters and subscripts as formulas.
QString latexText(const QString& plain);

}  // namespace featurescope::ui
