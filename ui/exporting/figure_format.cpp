#include "ui/exporting/figure_format.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "ui/exporting/layout_metric.h"
#include "ui/look/number_format.h"
#include "ui/look/theme.h"

namespace featurescope::ui {
namespace {

constexpr double kMillimetresPerInch = 25.4;
constexpr double kLeastLayoutSide = 100;  // below this no panel can lay out its texts

QSizeF inches(const FigureFormat& format) {
    return format.size / (format.unit == FigureUnit::pixels ? format.dpi : kMillimetresPerInch);
}

QSize rounded(const QSizeF& size) {
    // Beyond this no integer could hold it; problemWith says so before anybody allocates.
    const auto side = [](double length) {
        return static_cast<int>(std::lround(std::clamp(std::isfinite(length) ? length : 0.0, 0.0, 1e6)));
    };
    return {side(size.width()), side(size.height())};
}

constexpr std::array kLegendPlaces{
    std::pair{LegendPlace::automatic, "automatic"}, std::pair{LegendPlace::above, "above"},
    std::pair{LegendPlace::below, "below"}, std::pair{LegendPlace::none, "none"}};

/// Switches that files hold only when they are not as in a plain format.
constexpr std::array<std::pair<const char*, bool FigureFormat::*>, 6> kSwitches{
    {{"title", &FigureFormat::hasTitle},
     {"letters", &FigureFormat::hasLetters},
     {"moment", &FigureFormat::statesMoment},
     {"print", &FigureFormat::forPrint},
     {"shared_ranges", &FigureFormat::sharesRanges},
     {"text", &FigureFormat::keepsText}}};

/// The two signs of a field as light and dark as print without colour needs; on the screen they have the same
/// lightness on purpose, so that neither seems to win.
void tellSignsByLightness(Palette& palette) {
    const bool isDark = palette.brightness == Brightness::dark;
    palette.fieldPositive = isDark ? QColor(0x2E, 0x7C, 0xB4) : QColor(0x5B, 0x9B, 0xCC);
    palette.fieldNegative = isDark ? QColor(0x63, 0x35, 0x0E) : QColor(0xF9, 0xD5, 0xB2);
}

QString text(const char* source) { return QCoreApplication::translate("FigureFormat", source); }

}  // namespace

FigureFormat freshFormat() { return {.hasLetters = true, .forPrint = true, .sharesRanges = true}; }

QSizeF millimetresOf(const FigureFormat& format) { return inches(format) * kMillimetresPerInch; }

QSize pixelSize(const FigureFormat& format) { return rounded(inches(format) * format.dpi); }

QSize layoutSize(const FigureFormat& format) { return rounded(inches(format) * kLayoutDpi); }

QString problemWith(const FigureFormat& format) {
    if (!(format.dpi >= kLeastDpi && format.dpi <= kMostDpi)) {
        return text(QT_TRANSLATE_NOOP("FigureFormat",
                                      "The resolution is %1 dpi; it must be between %2 and %3."))
            .arg(numberLabel(format.dpi), numberLabel(kLeastDpi), numberLabel(kMostDpi, 4));
    }
    if (!(format.textScale >= kLeastTextScale && format.textScale <= kMostTextScale)) {
        return text(QT_TRANSLATE_NOOP("FigureFormat", "The text scale is %1; it must be between %2 and %3."))
            .arg(numberLabel(format.textScale), numberLabel(kLeastTextScale), numberLabel(kMostTextScale));
    }
    if (!(format.lineScale >= kLeastLineScale && format.lineScale <= kMostLineScale)) {
        return text(QT_TRANSLATE_NOOP("FigureFormat", "The line width is %1; it must be between %2 and %3."))
            .arg(numberLabel(format.lineScale), numberLabel(kLeastLineScale), numberLabel(kMostLineScale));
    }
    const QSize pixels = pixelSize(format), layout = layoutSize(format);
    if (pixels.width() > kMostFigurePixels || pixels.height() > kMostFigurePixels) {
        return text(QT_TRANSLATE_NOOP("FigureFormat",
                                      "The picture would be %1 × %2 pixels; each side can be at most %3."))
            .arg(countLabel(pixels.width()), countLabel(pixels.height()), countLabel(kMostFigurePixels));
    }
    if (layout.width() < kLeastLayoutSide || layout.height() < kLeastLayoutSide) {
        return text(QT_TRANSLATE_NOOP(
                        "FigureFormat",
                        "A figure of %1 × %2 mm is too small for its texts; each side must be at "
                        "least %3 mm."))
            .arg(numberLabel(inches(format).width() * kMillimetresPerInch),
                 numberLabel(inches(format).height() * kMillimetresPerInch),
                 numberLabel(std::ceil(kLeastLayoutSide / kLayoutDpi * kMillimetresPerInch)));
    }
    return {};
}

QStringList legendPlaces() {
    QStringList names;
    for (const auto& [place, name] : kLegendPlaces) names << QLatin1String(name);
    return names;
}

std::optional<LegendPlace> legendPlaceFrom(const QString& name) {
    for (const auto& [place, known] : kLegendPlaces) {
        if (name == QLatin1String(known)) return place;
    }
    return std::nullopt;
}

QStringList figureThemes() {
    QStringList ids;
    for (const Brightness theme : kThemes) ids << themeId(theme);
    return ids;
}

Look lookFor(const FigureFormat& format) {
    Look look{.palette = paletteFor(themeFromId(format.theme).value_or(Brightness::light)),
              .textScale = format.textScale,
              .strokeScale = format.textScale * format.lineScale,
              .fontFamily = format.fontFamily,
              .print = {.isFigure = true,
                        .hasTitle = format.hasTitle,
                        .legend = format.legend,
                        .squareWindow = format.forPrint,
                        .fitsMarkers = format.forPrint,
                        .sharesRanges = format.sharesRanges,
                        .withoutColour = format.forPrint}};
    if (format.forPrint) tellSignsByLightness(look.palette);
    if (format.transparent) look.palette.card.setAlpha(0);
    return look;
}

QJsonObject toJson(const FigureFormat& format) {
    QJsonObject json{{"unit", format.unit == FigureUnit::pixels ? "px" : "mm"},
                     {"width", format.size.width()},
                     {"height", format.size.height()},
                     {"dpi", format.dpi},
                     {"text_scale", format.textScale},
                     {"font", format.fontFamily},
                     {"theme", format.theme},
                     {"transparent", format.transparent},
                     {"field_rows", format.fieldRows},
                     {"carries_recipe", format.carriesRecipe}};
    const FigureFormat plain;
    if (format.lineScale != plain.lineScale) json[QLatin1String("line_scale")] = format.lineScale;
    if (format.legend != plain.legend) {
        json[QLatin1String("legend")] = legendPlaces()[static_cast<qsizetype>(format.legend)];
    }
    for (const auto& [key, member] : kSwitches) {
        if (format.*member != plain.*member) json[QLatin1String(key)] = format.*member;
    }
    return json;
}

FigureFormat figureFormatFrom(const QJsonObject& json, const FigureFormat& base) {
    FigureFormat format = base;
    const QString unit = json.value(QLatin1String("unit")).toString();
    if (unit == QStringLiteral("px")) format.unit = FigureUnit::pixels;
    if (unit == QStringLiteral("mm")) format.unit = FigureUnit::millimetres;
    format.size = {json.value(QLatin1String("width")).toDouble(base.size.width()),
                   json.value(QLatin1String("height")).toDouble(base.size.height())};
    format.dpi = json.value(QLatin1String("dpi")).toDouble(base.dpi);
    format.textScale = json.value(QLatin1String("text_scale")).toDouble(base.textScale);
    format.fontFamily = json.value(QLatin1String("font")).toString(base.fontFamily);
    const QString theme = json.value(QLatin1String("theme")).toString();
    if (figureThemes().contains(theme)) format.theme = theme;
    format.transparent = json.value(QLatin1String("transparent")).toBool(base.transparent);
    format.fieldRows = std::clamp(json.value(QLatin1String("field_rows")).toInt(base.fieldRows), 16, 4096);
    format.carriesRecipe = json.value(QLatin1String("carries_recipe")).toBool(base.carriesRecipe);
    format.lineScale = json.value(QLatin1String("line_scale")).toDouble(base.lineScale);
    format.legend = legendPlaceFrom(json.value(QLatin1String("legend")).toString()).value_or(base.legend);
    for (const auto& [key, member] : kSwitches)
        format.*member = json.value(QLatin1String(key)).toBool(base.*member);
    return problemWith(format).isEmpty() ? format : base;
}

std::span<const FigurePreset> figurePresets() {
    static const std::array presets{
        FigurePreset{"slide",
                     QT_TRANSLATE_NOOP("FigurePreset", "Slide 16:9"),
                     {.size = {1920, 1080}, .dpi = 144, .textScale = 1.35}},
        FigurePreset{"one-column",
                     QT_TRANSLATE_NOOP("FigurePreset", "One column, 85 mm"),
                     {.unit = FigureUnit::millimetres, .size = {85, 70}, .dpi = 600, .textScale = 0.8}},
        FigurePreset{"two-columns",
                     QT_TRANSLATE_NOOP("FigurePreset", "Two columns, 178 mm"),
                     {.unit = FigureUnit::millimetres, .size = {178, 110}, .dpi = 600, .textScale = 0.9}},
        FigurePreset{"poster",
                     QT_TRANSLATE_NOOP("FigurePreset", "Poster"),
                     {.unit = FigureUnit::millimetres,
                      .size = {400, 280},
                      .dpi = 300,
                      .textScale = 2.2,
                      .fieldRows = 1024}},
    };
    return presets;
}

FigureFormat withPreset(FigureFormat format, const FigurePreset& preset) {
    const FigureFormat& wanted = preset.format;
    format.unit = wanted.unit;
    format.size = wanted.size;
    format.dpi = wanted.dpi;
    format.textScale = wanted.textScale;
    format.fieldRows = wanted.fieldRows;
    return format;
}

}  // namespace featurescope::ui
