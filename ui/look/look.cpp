#include "ui/look/look.h"

#include <QFontDatabase>
#include <cmath>

namespace featurescope::ui {

void loadFonts() {
    // The database keeps the fonts until the application ends; families() tells whether they are there
    // already.
    if (QFontDatabase::families().contains(QStringLiteral("Inter"))) return;
    for (const char* file :
         {":/fonts/Inter-Regular.otf", ":/fonts/Inter-Medium.otf", ":/fonts/Inter-SemiBold.otf"}) {
        QFontDatabase::addApplicationFont(QString::fromLatin1(file));
    }
}

QFont fontFor(TextRole role, const Look& look) {
    struct Style {
        double points;
        QFont::Weight weight;
    };
    const auto style = [role]() -> Style {
        switch (role) {
            case TextRole::body:
                return {9, QFont::Normal};
            case TextRole::small:
            case TextRole::caption:
                return {8.5, QFont::Normal};
            case TextRole::cardTitle:
                return {10.5, QFont::DemiBold};
            case TextRole::windowTitle:
                return {13, QFont::DemiBold};
            case TextRole::readout:
                return {14, QFont::DemiBold};
        }
        return {9, QFont::Normal};
    }();
    QStringList families{QStringLiteral("Inter"), QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans")};
    if (!look.fontFamily.isEmpty()) families.prepend(look.fontFamily);
    QFont font(families);
    font.setStyleHint(QFont::SansSerif);
    font.setPointSizeF(style.points * look.textScale);
    font.setWeight(style.weight);
    return font;
}

int scaled(double length, const Look& look) { return static_cast<int>(std::lround(length * look.textScale)); }

}  // namespace featurescope::ui
