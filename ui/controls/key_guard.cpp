#include "ui/controls/key_guard.h"

#include <QAbstractButton>
#include <QAbstractSlider>
#include <QComboBox>
#include <QDialog>
#include <QKeyEvent>
#include <QLineEdit>
#include <QShortcut>

namespace featurescope::ui {
namespace {

bool usesKey(const QObject* control, const QKeyEvent& key) {
    const bool plain = !(key.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (!plain) return false;
    if (qobject_cast<const QAbstractButton*>(control)) return key.key() == Qt::Key_Space;
    if (qobject_cast<const QAbstractSlider*>(control))
        return key.key() == Qt::Key_Left || key.key() == Qt::Key_Right || key.key() == Qt::Key_Home;
    if (qobject_cast<const QComboBox*>(control))
        return key.key() == Qt::Key_Space || key.key() == Qt::Key_Home;
    return false;
}

/// The shortcut for this key that belongs to the focused control or to the nearest thing around it; null
/// without.
QShortcut* nearestShortcut(QObject* focused, const QKeyEvent& key) {
    if (qobject_cast<QLineEdit*>(focused)) return nullptr;
    const QKeySequence keys(key.keyCombination());
    for (auto* widget = qobject_cast<QWidget*>(focused); widget && !widget->isWindow();
         widget = widget->parentWidget()) {
        for (QShortcut* shortcut : widget->findChildren<QShortcut*>(Qt::FindDirectChildrenOnly)) {
            const bool local = shortcut->context() == Qt::WidgetWithChildrenShortcut;
            if (local && shortcut->isEnabled() && shortcut->key() == keys) return shortcut;
        }
    }
    return nullptr;
}

void takeFocusByTabOnly(QObject* polished) {
    auto* control = qobject_cast<QWidget*>(polished);
    const bool isPressed = qobject_cast<QAbstractButton*>(control) || qobject_cast<QComboBox*>(control);
    if (!isPressed || qobject_cast<QDialog*>(control->window())) return;
    if (control->focusPolicy() & Qt::ClickFocus) control->setFocusPolicy(Qt::TabFocus);
}

}  // namespace

bool KeyGuard::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Polish) takeFocusByTabOnly(watched);
    const bool overrides = event->type() == QEvent::ShortcutOverride;
    if (!overrides && event->type() != QEvent::KeyPress) return QObject::eventFilter(watched, event);
    const QKeyEvent& key = *static_cast<QKeyEvent*>(event);
    if (overrides && (usesKey(watched, key) || nearestShortcut(watched, key))) {
        event->accept();
        return true;
    }
    QShortcut* shortcut = overrides ? nullptr : nearestShortcut(watched, key);
    if (!shortcut) return QObject::eventFilter(watched, event);
    Q_EMIT shortcut->activated();
    return true;
}

}  // namespace featurescope::ui
