#include "ui/page/window_keys.h"

#include <QCoreApplication>
#include <QShortcut>
#include <QWidget>
#include <algorithm>
#include <array>
#include <cassert>

namespace featurescope::ui {
namespace {

constexpr std::array kKeys{
    WindowKey{"play", "Space", QT_TRANSLATE_NOOP("WindowKey", "Train, or pause"), true},
    WindowKey{"backwards", "Shift+Space",
              QT_TRANSLATE_NOOP("WindowKey", "Play backwards at the same speed, or pause"), true},
    WindowKey{"forward", "Right PgDown", QT_TRANSLATE_NOOP("WindowKey", "One step forward"), true},
    WindowKey{"back", "Left PgUp", QT_TRANSLATE_NOOP("WindowKey", "One step back"), true},
    WindowKey{"rewind", "Home",
              QT_TRANSLATE_NOOP("WindowKey", "Back to step 0 with the same data and weights"), true},
    WindowKey{"end", "End", QT_TRANSLATE_NOOP("WindowKey", "To the last step that was trained"), true},
    WindowKey{"undo", "Ctrl+Z", QT_TRANSLATE_NOOP("WindowKey", "Undo a change of the settings"), true},
    WindowKey{"redo", "Ctrl+Shift+Z Ctrl+Y", QT_TRANSLATE_NOOP("WindowKey", "Do it again"), true},
    WindowKey{"keep", "K", QT_TRANSLATE_NOOP("WindowKey", "Keep this run to compare with"), false},
    WindowKey{"time-scale", "L", QT_TRANSLATE_NOOP("WindowKey", "Logarithmic or linear timeline"), false},
    WindowKey{"memory", "Alt+M", QT_TRANSLATE_NOOP("WindowKey", "Memory for going back to any step quickly"),
              false},
    WindowKey{"speed", "[ ]", QT_TRANSLATE_NOOP("WindowKey", "Train slower, faster"), false},
    WindowKey{"unselect", "Esc",
              QT_TRANSLATE_NOOP("WindowKey", "Leave a selection, an enlarged panel, the presentation"), true},
    WindowKey{"lecture", "Ctrl+1", QT_TRANSLATE_NOOP("WindowKey", "Layout Lecture"), true},
    WindowKey{"explore", "Ctrl+2", QT_TRANSLATE_NOOP("WindowKey", "Layout Explore"), true},
    WindowKey{"theory", "Ctrl+3", QT_TRANSLATE_NOOP("WindowKey", "Layout Theory"), true},
    WindowKey{"reset-layout", "Ctrl+Shift+R", QT_TRANSLATE_NOOP("WindowKey", "This layout as it was shipped"),
              true},
    WindowKey{"next-panel", "F6", QT_TRANSLATE_NOOP("WindowKey", "Focus on the next panel"), true},
    WindowKey{"enlarge", "Enter",
              QT_TRANSLATE_NOOP("WindowKey", "Enlarge the focused panel, or back to all (double click)"),
              false},
    WindowKey{"chooser", "F2", QT_TRANSLATE_NOOP("WindowKey", "Choose what the focused panel shows"), false},
    WindowKey{"help", "F1", QT_TRANSLATE_NOOP("WindowKey", "Help on the focused panel"), true},
    WindowKey{"paper", "Shift+F1", QT_TRANSLATE_NOOP("WindowKey", "The paper that this scenario shows"),
              true},
    WindowKey{"form", "F4", QT_TRANSLATE_NOOP("WindowKey", "Show or hide the settings"), true},
    WindowKey{"theme", "Ctrl+D", QT_TRANSLATE_NOOP("WindowKey", "Next colours"), true},
    WindowKey{"present", "F11", QT_TRANSLATE_NOOP("WindowKey", "Presentation on the full screen"), true},
    WindowKey{"larger", "Ctrl++ Ctrl+=", QT_TRANSLATE_NOOP("WindowKey", "Larger text"), true},
    WindowKey{"smaller", "Ctrl+-", QT_TRANSLATE_NOOP("WindowKey", "Smaller text"), true},
    WindowKey{"text-size", "Ctrl+0", QT_TRANSLATE_NOOP("WindowKey", "Text of the usual size"), true},
    WindowKey{"blank", "B", QT_TRANSLATE_NOOP("WindowKey", "Black screen in the presentation, and back"),
              true},
    WindowKey{"scenarios", "Ctrl+O", QT_TRANSLATE_NOOP("WindowKey", "Choose a scenario"), false},
    WindowKey{"open-file", "Ctrl+Shift+O",
              QT_TRANSLATE_NOOP("WindowKey", "Open a session, data or an exported picture"), false},
    WindowKey{"save", "Ctrl+S", QT_TRANSLATE_NOOP("WindowKey", "Save the session"), false},
    WindowKey{"save-as", "Ctrl+Shift+S", QT_TRANSLATE_NOOP("WindowKey", "Save the session as another file"),
              false},
    WindowKey{"export-again", "Ctrl+E", QT_TRANSLATE_NOOP("WindowKey", "Export the same figure again"),
              false},
    WindowKey{"export", "Ctrl+Shift+E", QT_TRANSLATE_NOOP("WindowKey", "Export a figure"), false},
    WindowKey{"copy", "Ctrl+Shift+C", QT_TRANSLATE_NOOP("WindowKey", "Copy the figure to the clipboard"),
              false},
    WindowKey{"movie", "Ctrl+M", QT_TRANSLATE_NOOP("WindowKey", "Make a movie"), false},
    WindowKey{"quit", "Ctrl+Q", QT_TRANSLATE_NOOP("WindowKey", "Quit"), true},
};

QString nativeText(const QKeySequence& keys) { return keys.toString(QKeySequence::NativeText); }

}  // namespace

std::span<const WindowKey> windowKeys() { return kKeys; }

QList<QKeySequence> sequencesOf(const WindowKey& key) {
    QList<QKeySequence> sequences;
    for (const QString& keys : QString::fromLatin1(key.keys).split(QLatin1Char(' ')))
        sequences << QKeySequence::fromString(keys, QKeySequence::PortableText);
    return sequences;
}

QString keyText(std::string_view id) {
    const auto found = std::ranges::find(kKeys, id, &WindowKey::id);
    return found == kKeys.end() ? QString() : nativeText(sequencesOf(*found).first());
}

void bindKeys(QWidget& window, const std::map<std::string_view, std::function<void()>>& actions) {
    for (const WindowKey& key : kKeys) {
        if (!key.inWindow) continue;
        const auto action = actions.find(key.id);
        assert(action != actions.end() && "every key of the list has an action");
        for (const QKeySequence& sequence : sequencesOf(key)) {
            auto* shortcut = new QShortcut(sequence, &window);
            shortcut->setObjectName(QStringLiteral("key-") + QLatin1String(key.id));
            QObject::connect(shortcut, &QShortcut::activated, &window, action->second);
        }
    }
}

QString keysInMarkdown() {
    QString table = QStringLiteral("| %1 | %2 |\n|---|---|\n")
                        .arg(QCoreApplication::translate("WindowKey", "Key"),
                             QCoreApplication::translate("WindowKey", "What it does"));
    for (const WindowKey& key : kKeys) {
        QStringList texts;
        for (const QKeySequence& sequence : sequencesOf(key)) texts << nativeText(sequence);
        table +=
            QStringLiteral("| `%1` | %2 |\n")
                .arg(texts.join(QStringLiteral("` `")), QCoreApplication::translate("WindowKey", key.text));
    }
    return table;
}

}  // namespace featurescope::ui
