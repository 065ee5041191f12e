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
        .clusters = {QColor("#005A93"), QColor("#2E9BD6"), QColor("#B84A00"), QColor("#E08A00")},
        .markerOutline = withAlpha(Qt::white, 200),
        .markerHole = "#FFFFFF",
        .neuronPositive = "#0072B2",
        .neuronNegative = "#D55E00",
        .curveTrain = "#18202B",
        .curveClean = "#0072B2",
        .curveCorrupted = "#D55E00",
        .curveTest = "#009E73",
        .curveLoss = "#0072B2",
        .noiseLine = "#B4508F",
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
        .clusters = {QColor("#7CC7F5"), QColor("#BFE4FB"), QColor("#FF8F4A"), QColor("#FFC670")},
        .markerOutline = withAlpha(Qt::black, 140),
        .markerHole = "#12161C",
        .neuronPositive = "#56B4E9",
        .neuronNegative = "#F28A3C",
        .curveTrain = "#EAEEF3",
        .curveClean = "#56B4E9",
        .curveCorrupted = "#F28A3C",
        .curveTest = "#2FC79A",
        .curveLoss = "#56B4E9",
        .noiseLine = "#E08CC0",
        .chanceLine = "#7A8697",
    };
}

}  // namespace

const Palette& paletteFor(Brightness brightness) {
    static const Palette light = lightPalette();
    static const Palette dark = darkPalette();
    return brightness == Brightness::dark ? dark : light;
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
