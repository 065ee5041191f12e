#include "ui/controls/key_guard.h"

#include <QAbstractButton>
#include <QAbstractSlider>
#include <QComboBox>
#include <QKeyEvent>

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

}  // namespace

bool KeyGuard::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && usesKey(watched, *static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace featurescope::ui
