#include "ui/panels/panel_controls.h"

#include <QComboBox>
#include <QKeySequence>
#include <QPushButton>
#include <QShortcut>

namespace featurescope::ui {
namespace {

void describeControl(QWidget* control, const QString& name, const QString& accessibleName,
                     const QString& help, Qt::Key key) {
    control->setObjectName(name);
    control->setAccessibleName(accessibleName);
    control->setAccessibleDescription(help);
    control->setToolTip(
        QStringLiteral("%1 (%2)").arg(help, QKeySequence(key).toString(QKeySequence::NativeText)));
    control->setFocusPolicy(Qt::StrongFocus);
}

}  // namespace

QPushButton* makeSwitch(QWidget* card, const QString& name, const QString& text, const QString& help,
                        Qt::Key key) {
    auto* button = new QPushButton(text, card);
    button->setCheckable(true);
    button->setProperty("small", true);
    describeControl(button, name, help, help, key);
    auto* shortcut = new QShortcut(key, card);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    QObject::connect(shortcut, &QShortcut::activated, button, &QPushButton::click);
    return button;
}

QComboBox* makeChooser(QWidget* card, const QString& name, const QString& accessibleName,
                       const QStringList& entries, const QString& help, Qt::Key key) {
    auto* combo = new QComboBox(card);
    combo->addItems(entries);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    describeControl(combo, name, accessibleName, help, key);
    auto* shortcut = new QShortcut(key, card);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    QObject::connect(shortcut, &QShortcut::activated, combo, [combo] {
        combo->setCurrentIndex((combo->currentIndex() + 1) % combo->count());
        Q_EMIT combo->activated(combo->currentIndex());
    });
    return combo;
}

}  // namespace featurescope::ui
