#include "ui/look/theme.h"

#include <QCoreApplication>
#include <algorithm>

namespace featurescope::ui {

QString themeId(Brightness theme) {
    switch (theme) {
        case Brightness::light:
            return QStringLiteral("light");
        case Brightness::dark:
            return QStringLiteral("dark");
        case Brightness::projector:
            return QStringLiteral("projector");
    }
    return {};
}

std::optional<Brightness> themeFromId(const QString& id) {
    const auto found = std::ranges::find(kThemes, id, themeId);
    if (found == kThemes.end()) return std::nullopt;
    return *found;
}

QString themeTitle(Brightness theme) {
    switch (theme) {
        case Brightness::light:
            return QCoreApplication::translate("Theme", "Light colours");
        case Brightness::dark:
            return QCoreApplication::translate("Theme", "Dark colours");
        case Brightness::projector:
            return QCoreApplication::translate("Theme", "Colours for a projector");
    }
    return {};
}

Brightness nextTheme(Brightness theme) {
    const auto found = std::ranges::find(kThemes, theme);
    return found == kThemes.end() || found + 1 == kThemes.end() ? kThemes.front() : *(found + 1);
}

}  // namespace featurescope::ui
