#pragma once

#include <QString>
#include <array>
#include <optional>

#include "ui/look/palette.h"

namespace featurescope::ui {

/// The themes in the order in which a key goes through them.
inline constexpr std::array kThemes{Brightness::light, Brightness::dark, Brightness::projector};

/// How a theme is named in settings and on the command line.
QString themeId(Brightness theme);
std::optional<Brightness> themeFromId(const QString& id);
/// For the user.
QString themeTitle(Brightness theme);
/// The one after this, and the first after the last.
Brightness nextTheme(Brightness theme);

}  // namespace featurescope::ui
