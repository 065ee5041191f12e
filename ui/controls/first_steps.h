#pragma once

#include <QFrame>

#include "ui/look/look.h"

class QLabel;
class QPushButton;

namespace featurescope {
struct Snapshot;
}

namespace featurescope::ui {

/// What somebody sees who starts the program for the first time: one sentence that says what is happening,
/// and one large button.
class FirstSteps : public QFrame {
    Q_OBJECT

  public:
    explicit FirstSteps(QWidget* parent = nullptr);
    void showSnapshot(const Snapshot& snapshot);
    void setLook(const Look& look);

  Q_SIGNALS:
    void playWanted();
    /// The sentence and the button are no longer wanted.
    void closed();

  private:
    QLabel* sentence_;
    QPushButton *play_, *close_;
};

/// "Step 48. The neurons turn towards the cluster means; clean test error 4.8 %."
QString liveSentence(const Snapshot& snapshot);

}  // namespace featurescope::ui
