#pragma once

#include <QObject>

namespace featurescope::ui {

/// Keeps the keys of a focused control from the window's shortcuts: Space ticks the focused check box instead
/// of starting the run, arrows and Home move the focused slider. Text boxes do this by themselves. A key that
/// means something in a panel means that while the panel has the focus, whatever it means in the window.
/// Buttons and lists of the page take the focus by Tab only: a click must not leave Space with them.
class KeyGuard : public QObject {
    Q_OBJECT

  public:
    using QObject::QObject;

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace featurescope::ui
