#pragma once

#include <QLabel>
#include <QTimer>

#include "ui/look/look.h"

namespace featurescope::ui {

/// A line at the bottom of a window that says what has just happened and goes away by itself or by a click.
class Notice : public QLabel {
    Q_OBJECT

  public:
    explicit Notice(QWidget* window);
    void say(const QString& text);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

  private:
    void place();

    QTimer timer_;
};

}  // namespace featurescope::ui
