#pragma once

#include <QFrame>

#include "core/run/snapshot.h"
#include "ui/look/look.h"

class QLabel;
class QPushButton;

namespace featurescope::ui {

/// A line that says why a run cannot go on or why it stopped, with what can be done about it; not there when
/// there is nothing to say.
class Banner : public QFrame {
    Q_OBJECT

  public:
    explicit Banner(QWidget* parent = nullptr);
    void showSnapshot(const Snapshot& snapshot);
    void setLook(const Look& look);

  Q_SIGNALS:
    /// After a divergence: half the step size, from this step on.
    void halveWanted(std::int64_t step);
    /// After a divergence: look at this step again.
    void goBackWanted(std::int64_t step);

  private:
    QPushButton* makeButton(const char* name, const QString& tip);

    QLabel* text_;
    QPushButton *halve_, *back_, *close_;
    QString closed_;  ///< a message the user has read and closed
    std::int64_t step_ = 0;
};

}  // namespace featurescope::ui
