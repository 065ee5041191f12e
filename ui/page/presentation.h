#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QPoint>
#include <QTimer>

#include "ui/look/look.h"

class QWidget;

namespace featurescope::ui {

/// Whether a window is shown to an audience: large text, thick lines, a screen that can be blanked.
class Presentation : public QObject {
    Q_OBJECT

  public:
    /// Text scales on a screen of 1080 lines; in proportion to the height on others.
    static constexpr double kLeastScale = 2.2, kMostScale = 3;

    explicit Presentation(QWidget& window);

    bool isOn() const { return isOn_; }
    void set(bool on);
    /// Larger (+1) or smaller (-1) text, or the least (0); nothing while it is off.
    void grow(int steps);
    /// Whether the controls of the window are to be seen: only while the mouse is moved.
    bool showsControls() const { return !isOn_ || showsControls_; }
    /// A black screen, and back.
    void toggleBlank();
    bool isBlank() const;
    /// A look as the audience sees it; the same when the presentation is off.
    Look applied(const Look& look) const;

  Q_SIGNALS:
    /// showsControls() has changed.
    void controlsChanged();
    /// applied() gives something else.
    void changed();

  private:
    void watchMouse();

    QWidget& window_;
    QWidget* blank_;  // owned by the window
    QTimer mouse_;
    QElapsedTimer sinceMoved_;
    QPoint lastMouse_;
    bool isOn_ = false, showsControls_ = false;
    double scale_ = kLeastScale;
};

}  // namespace featurescope::ui
