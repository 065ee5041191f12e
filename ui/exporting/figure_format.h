#pragma once

#include <QJsonObject>
#include <QSize>
#include <QString>
#include <QStringList>
#include <optional>
#include <span>

#include "ui/look/look.h"

namespace featurescope::ui {

/// What the size of a figure is given in.
enum class FigureUnit { pixels, millimetres };

/// How a figure is made. Nothing here depends on a window.
struct FigureFormat {
    FigureUnit unit = FigureUnit::pixels;
    QSizeF size{1280, 800};     ///< in that unit
    double dpi = 96;            ///< pixels per inch: text of 9 points is 9/72 inch high
    double textScale = 1;       ///< multiplies every font size
    QString fontFamily{};       ///< empty for the program's own; where it is not installed, that as well
    QString theme = "light";    ///< one of figureThemes()
    bool transparent = false;   ///< no background
    int fieldRows = 512;        ///< resolution of the decision field
    bool carriesRecipe = true;  ///< the file says what made it
    // Since these were added, files hold those that are not as here: older pictures are drawn as they were.
    double lineScale = 1;  ///< multiplies the width of lines and markers
    LegendPlace legend = LegendPlace::automatic;
    bool hasTitle = true;       ///< of each panel
    bool hasLetters = false;    ///< (a), (b) before the titles of several panels
    bool statesMoment = false;  ///< a line "step 200 · d 100 n 1000 m 100"
    bool forPrint = false;      ///< square planes, markers by number and size, nothing by colour alone
    bool sharesRanges = false;  ///< panels and runs that show the same quantity have one scale
    bool keepsText = false;     ///< SVG only: texts as texts instead of outlines

    bool operator==(const FigureFormat&) const = default;
};

/// The limits of a format.
inline constexpr int kMostFigurePixels = 16384;  // per side
inline constexpr double kLeastDpi = 24, kMostDpi = 2400;
inline constexpr double kLeastTextScale = 0.4, kMostTextScale = 6;
inline constexpr double kLeastLineScale = 0.25, kMostLineScale = 8;

/// What a figure is made like when nobody has said anything yet.
FigureFormat freshFormat();

/// Width and height on paper.
QSizeF millimetresOf(const FigureFormat& format);

/// Width and height in pixels of the file, rounded.
QSize pixelSize(const FigureFormat& format);

/// Width and height in the units that figures are laid out in, 1/96 inch.
QSize layoutSize(const FigureFormat& format);

/// A sentence that says why the format cannot be made; empty when it can.
QString problemWith(const FigureFormat& format);

/// Names of the places of a legend, for `--legend` and files.
QStringList legendPlaces();
std::optional<LegendPlace> legendPlaceFrom(const QString& name);

/// Names of the sets of colours, for people and for `--theme`.
QStringList figureThemes();

/// How a figure in this format looks.
Look lookFor(const FigureFormat& format);

/// The format as JSON and back; what `json` does not hold or holds wrongly stays as in `base`.
QJsonObject toJson(const FigureFormat& format);
FigureFormat figureFormatFrom(const QJsonObject& json, const FigureFormat& base);

/// A format with a name.
struct FigurePreset {
    const char* id;     ///< for `--preset`
    const char* title;  ///< QT_TRANSLATE_NOOP("FigurePreset", ...)
    FigureFormat format;
};

/// Slide, one column, two columns, poster.
std::span<const FigurePreset> figurePresets();

/// The format with what a preset decides, sizes and resolutions; the rest stays as it was chosen.
FigureFormat withPreset(FigureFormat format, const FigurePreset& preset);

}  // namespace featurescope::ui
