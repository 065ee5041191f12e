#include "ui/panels/options_button.h"

#include <QCoreApplication>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>

namespace featurescope::ui {

QPushButton* makeOptionsButton(QWidget& panel, const QString& text, const QString& help) {
    auto* button = new QPushButton(text, &panel);
    button->setObjectName(QStringLiteral("options"));
    button->setProperty("small", true);
    button->setAccessibleName(help);
    const QKeySequence key(Qt::Key_O);
    button->setToolTip(QCoreApplication::translate("OptionsButton", "%1 (%2)")
                           .arg(help, key.toString(QKeySequence::NativeText)));
    auto* menu = new QMenu(button);
    menu->setObjectName(QStringLiteral("optionsMenu"));
    menu->setToolTipsVisible(true);
    menu->addActions(panel.actions());
    button->setMenu(menu);
    auto* shortcut = new QShortcut(key, &panel);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    QObject::connect(shortcut, &QShortcut::activated, button, &QPushButton::showMenu);
    return button;
}

}  // namespace featurescope::ui
