#include "ui/controls/file_menu.h"

#include <QFileInfo>
#include <QMenu>

#include "ui/look/icons.h"

namespace featurescope::ui {

FileMenu::FileMenu(QWidget* parent) : QPushButton(tr("File"), parent) {
    setObjectName(QStringLiteral("fileMenu"));
    setAccessibleName(tr("File"));
    setToolTip(tr("Open, save, export (Alt+F)"));
    setShortcut(QKeySequence(Qt::ALT | Qt::Key_F));
    setFocusPolicy(Qt::TabFocus);
    setProperty("iconMenu", true);
    setMenu(new QMenu(this));
    menu()->setObjectName(QStringLiteral("fileList"));
    menu()->setToolTipsVisible(true);
    add(QStringLiteral("openFile"), tr("Open…"), Qt::CTRL | Qt::SHIFT | Qt::Key_O, &FileMenu::openWanted)
        ->setToolTip(tr("A session, data, a spec, or a picture that Featurescope exported"));
    recent_ = menu()->addMenu(tr("Open recent"));
    recent_->setObjectName(QStringLiteral("recentFiles"));
    add(QStringLiteral("saveSession"), tr("Save session"), QKeySequence::Save, &FileMenu::saveWanted);
    add(QStringLiteral("saveSessionAs"), tr("Save session as…"), Qt::CTRL | Qt::SHIFT | Qt::Key_S,
        &FileMenu::saveAsWanted);
    add(QStringLiteral("recover"), tr("Recover sessions…"), {}, &FileMenu::recoveryWanted);
    menu()->addSeparator();
    add(QStringLiteral("exportAgain"), tr("Export the same figure again"), Qt::CTRL | Qt::Key_E,
        &FileMenu::exportAgainWanted)
        ->setToolTip(tr("The figure chosen last, with the same settings, under the next free name"));
    add(QStringLiteral("export"), tr("Export figure…"), Qt::CTRL | Qt::SHIFT | Qt::Key_E,
        &FileMenu::exportWanted);
    add(QStringLiteral("copyFigure"), tr("Copy figure"), Qt::CTRL | Qt::SHIFT | Qt::Key_C,
        &FileMenu::copyWanted);
    add(QStringLiteral("copyCommand"), tr("Copy as command"), Qt::CTRL | Qt::ALT | Qt::Key_C,
        &FileMenu::commandWanted)
        ->setToolTip(tr("Two lines for a shell: one draws what is on screen, the other computes it"));
    add(QStringLiteral("movie"), tr("Make a movie…"), Qt::CTRL | Qt::Key_M, &FileMenu::movieWanted);
    add(QStringLiteral("exportData"), tr("Export data…"), {}, &FileMenu::tablesWanted)
        ->setToolTip(tr("The curves as a table (.csv), or everything for NumPy (.npz)"));
    menu()->addSeparator();
    drawing_ = menu()->addAction(tr("Add points by clicking"));
    drawing_->setObjectName(QStringLiteral("drawPoints"));
    drawing_->setCheckable(true);
    drawing_->setToolTip(tr("Own data in two dimensions: left button label +1, right button label −1"));
    connect(drawing_, &QAction::triggered, this, &FileMenu::drawingWanted);
    showRecent({});
}

void FileMenu::setLook(const Look& look) {
    setIcon(iconFor(Symbol::save, look.palette.text));
    setIconSize(QSize(scaled(16, look), scaled(16, look)));
    setFont(fontFor(TextRole::body, look));
    menu()->setFont(fontFor(TextRole::body, look));
    recent_->setFont(fontFor(TextRole::body, look));
}

void FileMenu::setCompact(bool compact) { setText(compact ? QString() : tr("File")); }

void FileMenu::showRecent(const QStringList& paths) {
    recent_->clear();
    recent_->setEnabled(!paths.isEmpty());
    for (const QString& path : paths) {
        QAction* action = recent_->addAction(QFileInfo(path).fileName());
        action->setToolTip(path);
        connect(action, &QAction::triggered, this, [this, path] { Q_EMIT recentChosen(path); });
    }
}

void FileMenu::showDrawing(bool on) { drawing_->setChecked(on); }

QAction* FileMenu::add(const QString& name, const QString& text, const QKeySequence& keys,
                       void (FileMenu::*wish)()) {
    QAction* action = menu()->addAction(text);
    action->setObjectName(name);
    action->setShortcut(keys);
    // The menu's own shortcuts work while it is closed only when the window knows the action.
    window()->addAction(action);
    connect(action, &QAction::triggered, this, wish);
    return action;
}

}  // namespace featurescope::ui
