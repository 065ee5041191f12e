#pragma once

#include <QDialog>
#include <memory>
#include <vector>

#include "ui/session/autosave.h"

class QListWidget;

namespace featurescope::ui {

/// A session that a program which died has left behind.
struct SessionLeft {
    std::shared_ptr<AutosaveSlot> slot;
    QString description;  ///< for the list
};

/// What is left in the folder, newest first. Every session is read, so this takes a while; any thread.
std::vector<SessionLeft> sessionsLeftIn(const QString& folder);

/// Offers the sessions that programs which died have left behind: each can be restored, kept for later or
/// deleted. Closing keeps what is left.
class RecoveryDialog : public QDialog {
    Q_OBJECT

  public:
    RecoveryDialog(std::vector<SessionLeft> left, QWidget* parent);

    /// The slot that restoreWanted() was about; it leaves the dialog.
    std::shared_ptr<AutosaveSlot> takeChosen();

  Q_SIGNALS:
    void restoreWanted();

  private:
    void list();
    void removeChosen();

    std::vector<SessionLeft> left_;
    QListWidget* list_;  // owned by this dialog
};

}  // namespace featurescope::ui
