#pragma once

#include <QObject>

#include "ui/look/look.h"

class QWidget;

namespace featurescope::ui {

/// Whether a window is shown to an audience: large text, thick lines, a screen that can be blanked.
class Presentation : public QObject {
    Q_OBJECT

  public:
    static constexpr double kLeastScale = 2.2, kMostScale = 3;

    explicit Presentation(QWidget& window);

    bool isOn() const { return isOn_; }
    void set(bool on);
    /// Larger (+1) or smaller (-1) text; nothing while it is off.
    void grow(int steps);
    /// A black screen, and back.
    void toggleBlank();
    bool isBlank() const;
    /// A look as the audience sees it; the same when the presentation is off.
    Look applied(const Look& look) const;

  Q_SIGNALS:
    /// applied() gives something else.
    void changed();

  private:
    QWidget& window_;
    QWidget* blank_;  // owned by the window
    bool isOn_ = false;
    double scale_ = kLeastScale;
};

}  // namespace featurescope::ui
