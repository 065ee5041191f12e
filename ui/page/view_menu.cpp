#include "ui/page/view_menu.h"

#include <QMenu>

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/page/page_layout.h"
#include "ui/page/window_keys.h"

namespace featurescope::ui {

ViewMenu::ViewMenu(QWidget* parent) : QPushButton(parent) {
    setObjectName(QStringLiteral("viewMenu"));
    setAccessibleName(tr("View"));
    setToolTip(tr("Layouts, colours, presentation and help (Alt+V)"));
    setShortcut(QKeySequence(Qt::ALT | Qt::Key_V));
    setFocusPolicy(Qt::TabFocus);
    setProperty("iconMenu", true);
    setMenu(new QMenu(this));
    menu()->setObjectName(QStringLiteral("viewList"));
    menu()->setToolTipsVisible(true);
    for (const ShippedLayout& layout : shippedLayouts()) {
        QAction* action = add(QStringLiteral("layout-") + QLatin1String(layout.id), titleOf(layout),
                              QString::fromLatin1(layout.id));
        action->setToolTip(useOf(layout));
        action->setCheckable(true);
        connect(action, &QAction::triggered, this,
                [this, id = QString::fromLatin1(layout.id)] { Q_EMIT layoutChosen(id); });
    }
    connect(add(QStringLiteral("resetLayout"), tr("Reset layout"), QStringLiteral("reset-layout")),
            &QAction::triggered, this, &ViewMenu::resetWanted);
    menu()->addSeparator();
    for (const Brightness brightness : kThemes) {
        QAction* action = add(QStringLiteral("theme-") + themeId(brightness), themeTitle(brightness),
                              QStringLiteral("theme"));
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, [this, brightness] { Q_EMIT themeWanted(brightness); });
    }
    menu()->addSeparator();
    const auto addSize = [this](const char* name, const QString& text, const char* key, int steps) {
        connect(add(QString::fromLatin1(name), text, QString::fromLatin1(key)), &QAction::triggered, this,
                [this, steps] { Q_EMIT textSizeWanted(steps); });
    };
    addSize("textLarger", tr("Text size: larger"), "larger", 1);
    addSize("textSmaller", tr("Text size: smaller"), "smaller", -1);
    addSize("textUsual", tr("Text size: usual"), "text-size", 0);
    menu()->addSeparator();
    QAction* form = add(QStringLiteral("showForm"), tr("Settings"), QStringLiteral("form"));
    form->setCheckable(true);
    connect(form, &QAction::triggered, this, &ViewMenu::formToggled);
    QAction* present = add(QStringLiteral("present"), tr("Presentation"), QStringLiteral("present"));
    present->setCheckable(true);
    connect(present, &QAction::triggered, this, &ViewMenu::presentationToggled);
    beforeHelp_ = menu()->addSeparator();
    connect(add(QStringLiteral("helpStart"), tr("Help"), QStringLiteral("help")), &QAction::triggered, this,
            [this] { Q_EMIT helpWanted(QStringLiteral("start")); });
    connect(add(QStringLiteral("helpPaper"), tr("Paper of this scenario"), QStringLiteral("paper")),
            &QAction::triggered, this, &ViewMenu::paperWanted);
    connect(add(QStringLiteral("helpKeys"), tr("Keys"), QString()), &QAction::triggered, this,
            [this] { Q_EMIT helpWanted(QStringLiteral("keys")); });
}

void ViewMenu::setLook(const Look& look) {
    setIcon(iconFor(Symbol::layout, look.palette.text));
    setIconSize(QSize(scaled(16, look), scaled(16, look)));
    setFont(fontFor(TextRole::body, look));
    menu()->setFont(fontFor(TextRole::body, look));
    for (const Brightness brightness : kThemes) {
        menu()
            ->findChild<QAction*>(QStringLiteral("theme-") + themeId(brightness))
            ->setChecked(brightness == look.palette.brightness);
    }
}

void ViewMenu::insert(QMenu& menu) { this->menu()->insertMenu(beforeHelp_, &menu); }

void ViewMenu::showState(const QString& layout, bool form, bool presentation) {
    for (const ShippedLayout& shipped : shippedLayouts()) {
        const QString id = QString::fromLatin1(shipped.id);
        menu()->findChild<QAction*>(QStringLiteral("layout-") + id)->setChecked(id == layout);
    }
    menu()->findChild<QAction*>(QStringLiteral("showForm"))->setChecked(form);
    menu()->findChild<QAction*>(QStringLiteral("present"))->setChecked(presentation);
}

QAction* ViewMenu::add(const QString& name, const QString& text, const QString& keyId) {
    // The keys belong to the window; here they are only shown.
    const QString keys = keyText(keyId.toStdString());
    QAction* action = menu()->addAction(keys.isEmpty() ? text : text + QLatin1Char('\t') + keys);
    action->setObjectName(name);
    return action;
}

}  // namespace featurescope::ui
