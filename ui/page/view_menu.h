#pragma once

#include <QPushButton>

#include "ui/look/look.h"

namespace featurescope::ui {

/// What the window looks like: layouts, colours, settings, presentation; and the way to the help.
class ViewMenu : public QPushButton {
    Q_OBJECT

  public:
    explicit ViewMenu(QWidget* parent = nullptr);
    void setLook(const Look& look);
    /// Shows a menu of somebody else before the help.
    void insert(QMenu& menu);
    /// Marks what is on.
    void showState(const QString& layout, bool form, bool presentation);

  Q_SIGNALS:
    void layoutChosen(const QString& id);
    void resetWanted();
    void themeWanted(featurescope::ui::Brightness brightness);
    void formToggled();
    /// Larger (+1), smaller (-1) or usual (0) text.
    void textSizeWanted(int steps);
    void presentationToggled();
    void helpWanted(const QString& page);
    void paperWanted();

  private:
    QAction* add(const QString& name, const QString& text, const QString& keyId);

    QAction* beforeHelp_;
};

}  // namespace featurescope::ui
