#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>
#include <functional>
#include <map>
#include <span>
#include <string_view>

class QWidget;

namespace featurescope::ui {

/// One thing that keys do. The list is the help page about keys, so both are always the same.
struct WindowKey {
    const char* id;
    const char* keys;  ///< as QKeySequence writes them, separated by blanks
    const char* text;  ///< QT_TRANSLATE_NOOP("WindowKey", ...): what happens
    bool inWindow;     ///< bound by bindKeys; false for keys that a control handles by itself
};

std::span<const WindowKey> windowKeys();
QList<QKeySequence> sequencesOf(const WindowKey& key);
/// The first key of an action as the user reads it, "Ctrl+1"; empty for an unknown id.
QString keyText(std::string_view id);

/// Makes a shortcut of `window` for every key of the list that is inWindow; `actions` has one for each.
void bindKeys(QWidget& window, const std::map<std::string_view, std::function<void()>>& actions);

/// The list as a table in Markdown.
QString keysInMarkdown();

}  // namespace featurescope::ui
