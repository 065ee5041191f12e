#pragma once

#include <QPushButton>
#include <QStringList>

#include "ui/look/look.h"

namespace featurescope::ui {

/// Everything that comes from a file or goes into one, behind one button.
class FileMenu : public QPushButton {
    Q_OBJECT

  public:
    explicit FileMenu(QWidget* parent = nullptr);
    void setLook(const Look& look);
    /// Only the icon, without the word.
    void setCompact(bool compact);
    /// The files opened or saved last, newest first.
    void showRecent(const QStringList& paths);
    /// Whether clicks add points.
    void showDrawing(bool on);

  Q_SIGNALS:
    void openWanted();
    void recentChosen(const QString& path);
    void saveWanted();
    void saveAsWanted();
    void exportAgainWanted();
    void exportWanted();
    void copyWanted();
    void commandWanted();
    void movieWanted();
    /// The numbers are wanted as a file.
    void tablesWanted();
    /// Points are to be added by clicks, or no longer.
    void drawingWanted(bool on);
    void recoveryWanted();

  private:
    QAction* add(const QString& name, const QString& text, const QKeySequence& keys,
                 void (FileMenu::*wish)());

    QMenu* recent_;     // owned by the menu
    QAction* drawing_;  // likewise
};

}  // namespace featurescope::ui
