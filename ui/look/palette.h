#pragma once

#include <QColor>
#include <QPalette>
#include <array>

namespace featurescope::ui {

/// The sets of colours there are.
enum class Brightness {
    light,
    dark,
    projector,  ///< light with strong contrasts, for a washed-out picture in a bright room
};

/// Every colour of the program. Blue always means label +1, orange label -1 (points, field, neurons).
struct Palette {
    Brightness brightness = Brightness::light;
    QColor window, card, border, control;
    QColor text, muted;
    QColor grid, axis;
    QColor accent, accentHover, textOnAccent;
    QColor warning, warningText;  ///< fill and text of the banner
    QColor fieldPositive, fieldZero, fieldNegative;
    QColor boundary, boundaryHalo;
    std::array<QColor, 4> clusters;  ///< +mu1, -mu1, +mu2, -mu2
    QColor markerOutline, markerHole;
    QColor neuronPositive, neuronNegative;
    QColor curveTrain, curveClean, curveCorrupted, curveTest, curveLoss, noiseLine, chanceLine;
};

/// The program's own colours. Those that must be told apart stay so without red, green or blue vision, or the
/// things drawn with them differ in shape or dash too.
const Palette& paletteFor(Brightness brightness);

/// The same colours as Qt's own widgets use them.
QPalette widgetPalette(const Palette& palette);

}  // namespace featurescope::ui
