#pragma once

#include <QFont>
#include <QString>

#include "ui/look/palette.h"

namespace featurescope::ui {

/// Where the legend of a panel stands.
enum class LegendPlace {
    automatic,  ///< beside the title where there is room, names of lines at their ends
    above,      ///< in rows of its own below the title
    below,      ///< below the plot
    none,
};

/// What a picture in a file has otherwise than the window.
struct PrintLook {
    bool isFigure = false;  ///< nothing can be enlarged: tables are whole, images as fine as paper is
    bool hasTitle = true;
    LegendPlace legend = LegendPlace::automatic;
    bool squareWindow = false;   ///< planes are as wide as high
    bool fitsMarkers = false;    ///< the more samples and the less room, the smaller and fainter
    bool sharesRanges = false;   ///< runs beside each other have one scale of colours
    bool withoutColour = false;  ///< lines differ by dash, the two signs of a field by luminance
};

/// How the window looks: colours and size of text. A value; whoever draws gets it by setLook().
struct Look {
    Palette palette = paletteFor(Brightness::light);
    double textScale = 1;    ///< multiplies every font size
    double strokeScale = 1;  ///< multiplies the width of every line and the size of every marker in plots
    QString fontFamily{};    ///< empty for the shipped typeface
    PrintLook print{};
};

/// What a text is for; decides its size and weight.
enum class TextRole { body, small, caption, cardTitle, windowTitle, readout };

/// Makes the shipped typeface known to Qt; needs a QGuiApplication. Safe to call more than once.
void loadFonts();

/// The font for a text. Falls back to the system's sans serif when the shipped typeface is missing.
QFont fontFor(TextRole role, const Look& look);

/// `length` pixels at text scale 1, for sizes that must grow with the text.
int scaled(double length, const Look& look);

}  // namespace featurescope::ui
