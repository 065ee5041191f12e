#include "ui/fields/line_field.h"

#include <QDialog>
#include <QKeyEvent>

namespace featurescope::ui {
namespace {

bool isUndoOrRedo(const QKeyEvent& key) {
    return key.matches(QKeySequence::Undo) || key.matches(QKeySequence::Redo) ||
           key.keyCombination() == QKeyCombination(Qt::CTRL, Qt::Key_Y);
}

bool isEnter(const QKeyEvent& key) { return key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter; }

}  // namespace

LineField::LineField(QWidget* parent) : QLineEdit(parent) {
    connect(this, &QLineEdit::editingFinished, this, [this] {
        if (isModified()) Q_EMIT committed();
    });
}

void LineField::showText(const QString& text) {
    shown_ = text;
    takeBack();
}

void LineField::takeBack() {
    setText(shown_);
    setCursorPosition(0);
    setModified(false);
}

bool LineField::event(QEvent* event) {
    if (event->type() != QEvent::ShortcutOverride) return QLineEdit::event(event);
    const auto& key = *static_cast<QKeyEvent*>(event);
    const bool isForWindow = key.key() == Qt::Key_Space || isUndoOrRedo(key);
    if (isForWindow && !isModified()) {
        event->ignore();
        return true;
    }
    if ((key.key() == Qt::Key_Escape || isEnter(key)) && !qobject_cast<QDialog*>(window())) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

void LineField::keyPressEvent(QKeyEvent* event) {
    // A dialog has uses of its own for these two keys.
    const bool isInDialog = qobject_cast<QDialog*>(window()) != nullptr;
    const bool leaves = event->key() == Qt::Key_Escape;
    if (isInDialog || !(leaves || isEnter(*event))) return QLineEdit::keyPressEvent(event);
    if (leaves) {
        takeBack();
        Q_EMIT textEdited(text());  // marks of a problem go with the text they belong to
    } else {
        QLineEdit::keyPressEvent(event);
    }
    if (!isModified()) giveKeysBack();
    event->accept();
}

void LineField::giveKeysBack() {
    // In a list that has popped up, the page is behind it.
    if (window()->windowType() == Qt::Popup) {
        window()->close();
    } else {
        clearFocus();
    }
}

}  // namespace featurescope::ui
