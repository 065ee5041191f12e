#pragma once

#include <QFrame>

#include "core/run/snapshot.h"
#include "ui/look/look.h"

class QLabel;

namespace featurescope::ui {

/// A line that says why a run cannot go on; not there when all is well.
class Banner : public QFrame {
    Q_OBJECT

  public:
    explicit Banner(QWidget* parent = nullptr);
    void showSnapshot(const Snapshot& snapshot);
    void setLook(const Look& look);

  private:
    QLabel* text_;
};

}  // namespace featurescope::ui
