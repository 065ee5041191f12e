#pragma once

#include <QDialog>
#include <memory>
#include <vector>

#include "ui/session/autosave.h"

class QListWidget;

namespace featurescope::ui {

/// Offers the sessions that programs which died have left behind: each can be restored, kept for later or
/// deleted. Closing keeps what is left.
class RecoveryDialog : public QDialog {
    Q_OBJECT

  public:
    RecoveryDialog(std::vector<std::unique_ptr<AutosaveSlot>> slots, QWidget* parent);

    /// The slot that restoreWanted() was about; it leaves the dialog.
    std::unique_ptr<AutosaveSlot> takeChosen();

  Q_SIGNALS:
    void restoreWanted();

  private:
    void list();
    void removeChosen();

    std::vector<std::unique_ptr<AutosaveSlot>> slots_;
    QListWidget* list_;  // owned by this dialog
};

}  // namespace featurescope::ui
