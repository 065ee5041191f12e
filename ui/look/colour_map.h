#pragma once

#include <QColor>

namespace featurescope::ui {

/// The colour of a share from 0 to 1 on the map cividis: its lightness grows evenly, so that it is read alike
/// with every kind of colour vision, and in grey. Dark is low.
QColor cividis(double share);

/// Black or white, whichever stands out from cividis(share).
QColor strongOn(double share);

}  // namespace featurescope::ui
