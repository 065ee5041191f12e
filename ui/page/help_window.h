#pragma once

#include <QDialog>

#include "ui/look/look.h"

class QListWidget;
class QTextBrowser;

namespace featurescope::ui {

/// The help pages: where to start, one per panel, and the keys.
class HelpWindow : public QDialog {
    Q_OBJECT

  public:
    explicit HelpWindow(QWidget* parent = nullptr);
    /// Shows "start", "keys", or the page of a panel by its id; "start" for what is unknown.
    void showPage(const QString& id);
    QString page() const;
    void setLook(const Look& look);

  private:
    void addPage(const QString& id, const QString& title);
    void fill();

    QListWidget* list_;
    QTextBrowser* text_;
    Look look_;
};

/// A page in Markdown; empty when there is none.
QString helpPage(const QString& id);

}  // namespace featurescope::ui
