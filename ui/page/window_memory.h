#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>
#include <optional>

#include "ui/look/palette.h"
#include "ui/page/page_layout.h"

namespace featurescope::ui {

/// Bounds of the scale that is chosen for all texts of the window.
inline constexpr double kLeastRestScale = 0.8, kMostRestScale = 2.4;

/// What a window remembers from one start of the program to the next.
struct WindowMemory {
    QByteArray geometry{};
    QString layoutId{};                 ///< of the shipped layout that the page was made from
    std::optional<PageLayout> page{};   ///< as the user has left it
    std::optional<Brightness> theme{};  ///< nothing to follow the system
    bool formHidden = false, formBrief = false;
    bool isFirstStart = false;  ///< nothing was ever remembered; read only
    double textScale = 1;
    bool operator==(const WindowMemory&) const = default;
};

/// What is not there, or not understood, is as in a new window.
WindowMemory readMemory(const QSettings& settings);
void writeMemory(QSettings& settings, const WindowMemory& memory);

}  // namespace featurescope::ui
