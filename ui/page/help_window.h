#pragma once

#include <QDialog>

#include "ui/look/look.h"

class QListWidget;
class QPushButton;
class QTextBrowser;

namespace featurescope::ui {

/// The help pages: where to start, one per panel, the keys, and one per paper, whose citation can be copied.
class HelpWindow : public QDialog {
    Q_OBJECT

  public:
    explicit HelpWindow(QWidget* parent = nullptr);
    /// Shows "start", "keys", or the page of a panel or a paper by its id; "start" for what is unknown.
    void showPage(const QString& id);
    QString page() const;
    void setLook(const Look& look);

  private:
    void addPage(const QString& id, const QString& title);
    void addHeading(const QString& text);
    void fill();
    void copyCitation();

    QListWidget* list_;
    QTextBrowser* text_;
    QPushButton* copy_;  // on pages about papers
    Look look_;
};

/// A page in Markdown; empty when there is none.
QString helpPage(const QString& id);

}  // namespace featurescope::ui
