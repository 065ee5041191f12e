#pragma once

#include <QJsonObject>
#include <QSize>
#include <QString>
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

    bool operator==(const FigureFormat&) const = default;
};

/// The limits of a format.
inline constexpr int kMostFigurePixels = 16384;  // per side
inline constexpr double kLeastDpi = 24, kMostDpi = 2400;
inline constexpr double kLeastTextScale = 0.4, kMostTextScale = 6;

/// Width and height in pixels of the file, rounded.
QSize pixelSize(const FigureFormat& format);

/// Width and height in the units that figures are laid out in, 1/96 inch.
QSize layoutSize(const FigureFormat& format);

/// A sentence that says why the format cannot be made; empty when it can.
QString problemWith(const FigureFormat& format);

/// Names of the sets of colours, for people and for `--theme`.
QStringList figureThemes();

/// How a figure in this format looks.
Look lookFor(const FigureFormat& format);

/// The format as JSON and back; what `json` does not hold or holds wrongly stays as in `base`.
QJsonObject toJson(const FigureFormat& format);
FigureFormat figureFormatFrom(const QJsonObject& json, const FigureFormat& base);

/// A format with a name.
struct FigurePreset {
    const char* title;  ///< QT_TRANSLATE_NOOP("FigurePreset", ...)
    FigureFormat format;
};

/// Slide, one column, two columns, poster.
std::span<const FigurePreset> figurePresets();

}  // namespace featurescope::ui
