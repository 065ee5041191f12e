#include "ui/look/palette.h"

namespace featurescope::ui {
namespace {

QColor withAlpha(QColor color, int alpha) {
    color.setAlpha(alpha);
    return color;
}

Palette lightPalette() {
    return {
        .brightness = Brightness::light,
        .window = "#F2F4F7",
        .card = "#FFFFFF",
        .border = "#DFE3E9",
        .control = "#FFFFFF",
        .text = "#18202B",
        .muted = "#566173",
        .grid = "#E8EBF0",
        .axis = "#A9B2BF",
        .accent = "#0072B2",
        .accentHover = "#00639B",
        .textOnAccent = "#FFFFFF",
        .warning = "#FDEBDD",
        .warningText = "#7A2E00",
        .fieldPositive = "#8CBCDD",
        .fieldZero = "#FBFBF9",
        .fieldNegative = "#F2B98A",
        .boundary = "#14181F",
        .boundaryHalo = withAlpha(Qt::white, 190),
        .clusters = {QColor("#005A93"), QColor("#2E9BD6"), QColor("#A64200"), QColor("#DA8400")},
        .markerOutline = withAlpha(Qt::white, 200),
        .markerHole = "#FFFFFF",
        .neuronPositive = "#0072B2",
        .neuronNegative = "#D55E00",
        .curveTrain = "#18202B",
        .curveClean = "#0072B2",
        .curveCorrupted = "#D55E00",
        .curveTest = "#009E73",
        .curveLoss = "#0072B2",
        .noiseLine = "#8F246B",
        .chanceLine = "#8A94A3",
    };
}

Palette darkPalette() {
    return {
        .brightness = Brightness::dark,
        .window = "#0F1318",
        .card = "#171C23",
        .border = "#2A313B",
        .control = "#1D232B",
        .text = "#EAEEF3",
        .muted = "#9CA8B8",
        .grid = "#262D37",
        .axis = "#566172",
        .accent = "#56B4E9",
        .accentHover = "#7CC7F5",
        .textOnAccent = "#0B1015",
        .warning = "#3A2413",
        .warningText = "#FFC9A3",
        .fieldPositive = "#1C5580",
        .fieldZero = "#191E26",
        .fieldNegative = "#8A4A14",
        .boundary = "#FFFFFF",
        .boundaryHalo = withAlpha(Qt::black, 150),
        .clusters = {QColor("#4FA8EC"), QColor("#BFE4FB"), QColor("#F2762B"), QColor("#FFC670")},
        .markerOutline = withAlpha(Qt::black, 140),
        .markerHole = "#12161C",
        .neuronPositive = "#56B4E9",
        .neuronNegative = "#F28A3C",
        .curveTrain = "#EAEEF3",
        .curveClean = "#56B4E9",
        .curveCorrupted = "#F28A3C",
        .curveTest = "#2FC79A",
        .curveLoss = "#56B4E9",
        .noiseLine = "#C77FB0",
        .chanceLine = "#6F7B8B",
    };
}

Palette projectorPalette() {
    return {
        .brightness = Brightness::projector,
        .window = "#FFFFFF",
        .card = "#FFFFFF",
        .border = "#8A94A3",
        .control = "#FFFFFF",
        .text = "#000000",
        .muted = "#2E3744",
        .grid = "#D3D8DF",
        .axis = "#4A5361",
        .accent = "#005C99",
        .accentHover = "#004A7A",
        .textOnAccent = "#FFFFFF",
        .warning = "#FFE2CC",
        .warningText = "#5C2200",
        .fieldPositive = "#7DB7E0",
        .fieldZero = "#FFFFFF",
        .fieldNegative = "#F2A96B",
        .boundary = "#000000",
        .boundaryHalo = withAlpha(Qt::white, 220),
        .clusters = {QColor("#00406E"), QColor("#1E8BCF"), QColor("#9A3A00"), QColor("#DB7F00")},
        .markerOutline = withAlpha(Qt::white, 230),
        .markerHole = "#FFFFFF",
        .neuronPositive = "#005C99",
        .neuronNegative = "#C24B00",
        .curveTrain = "#000000",
        .curveClean = "#005C99",
        .curveCorrupted = "#C24B00",
        .curveTest = "#007F5A",
        .curveLoss = "#005C99",
        .noiseLine = "#7A1460",
        .chanceLine = "#5F6B7C",
    };
}

}  // namespace

const Palette& paletteFor(Brightness brightness) {
    static const Palette light = lightPalette();
    static const Palette dark = darkPalette();
    static const Palette projector = projectorPalette();
    switch (brightness) {
        case Brightness::light:
            return light;
        case Brightness::dark:
            return dark;
        case Brightness::projector:
            return projector;
    }
    return light;
}

QPalette widgetPalette(const Palette& palette) {
    QPalette result;
    const auto set = [&](QPalette::ColorRole role, const QColor& color) { result.setColor(role, color); };
    set(QPalette::Window, palette.window);
    set(QPalette::WindowText, palette.text);
    set(QPalette::Base, palette.control);
    set(QPalette::AlternateBase, palette.window);
    set(QPalette::Text, palette.text);
    set(QPalette::PlaceholderText, palette.muted);
    set(QPalette::Button, palette.control);
    set(QPalette::ButtonText, palette.text);
    set(QPalette::BrightText, palette.textOnAccent);
    set(QPalette::Highlight, palette.accent);
    set(QPalette::HighlightedText, palette.textOnAccent);
    set(QPalette::Link, palette.accent);
    set(QPalette::LinkVisited, palette.accent);
    set(QPalette::ToolTipBase, palette.card);
    set(QPalette::ToolTipText, palette.text);
    set(QPalette::Light, palette.card);
    set(QPalette::Midlight, palette.grid);
    set(QPalette::Mid, palette.border);
    set(QPalette::Dark, palette.axis);
    set(QPalette::Shadow, palette.axis);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        result.setColor(QPalette::Disabled, role, palette.axis);
    }
    result.setColor(QPalette::Disabled, QPalette::Highlight, palette.border);
    return result;
}

}  // namespace featurescope::ui
