#pragma once

#include <QElapsedTimer>
#include <QLabel>
#include <QPointer>
#include <QTimer>
#include <functional>
#include <optional>

#include "ui/panels/plot_view.h"

namespace featurescope::ui {

/// Values at a pixel of the view; the inverse of PlotMapping::at.
QPointF valueAt(const PlotMapping& map, const QPointF& pixel);

/// The small box beside the pointer that says what lies under it.
class ReadoutBox : public QLabel {
    Q_OBJECT

  public:
    explicit ReadoutBox(QWidget* parent);
    void setLook(const Look& look);
    /// Shows a text beside a place of the plot, inside the plot or, when it is too high for that, inside the
    /// window; hides itself when the text is empty.
    void say(const QString& text, const QPointF& at, QWidget& plot);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    Look look_;
};

/// Pointing into a plot, with the mouse or by keys: Shift with arrows shows a cross and moves it (with Ctrl
/// too in small steps), Shift+Enter clicks there. What is pointed at is read out beside it.
class PlotPointer : public QObject {
    Q_OBJECT

  public:
    /// Text about a place, in pixels of the view, that lies inside the plot rectangle; empty for nothing.
    using Readout = std::function<QString(const QPointF& pixel)>;

    /// Becomes a child of the plot. `keyHost`: the widget that has the focus when keys are meant for the
    /// plot; null for none.
    PlotPointer(PlotView& plot, Readout readout, QWidget* keyHost);
    ~PlotPointer() override;
    void setLook(const Look& look);
    /// Reads out anew, because what lies under the pointer has changed.
    void refresh();
    /// Clicks on the texts below the plot count, too.
    void acceptClicksBelow() { clicksBelow_ = true; }
    /// Pointing at the texts to the right of the plot counts, too. `doubleClick`: true when a double click
    /// there meant something, which then means nothing else.
    void acceptRight(std::function<bool(const QPointF&)> doubleClick) {
        doubleClickRight_ = std::move(doubleClick);
    }
    /// The place that is pointed at; nothing without.
    std::optional<QPointF> at() const { return at_; }
    /// What is read out; empty while nothing is.
    QString text() const { return !box_ || box_->isHidden() ? QString() : box_->text(); }

  Q_SIGNALS:
    /// A click with the left button, or Shift+Enter, inside the plot rectangle. Of the modifiers only Ctrl is
    /// meant when it came by keys. The first half of a double click is none, so a click is known only when
    /// the second half can no longer come.
    void clicked(const QPointF& pixel, Qt::KeyboardModifiers modifiers);
    /// at() has changed.
    void moved();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void watchMouse(QEvent& event);
    bool isRight(const QPointF& pixel) const;
    bool takeKey(QKeyEvent& event);
    void moveCross(const QPointF& pixel);
    void pointAt(std::optional<QPointF> pixel);
    void release(const QMouseEvent& mouse);
    void sayClicked();

    PlotView& plot_;
    const QObject* viewport_;  // told apart from other watched objects even while the plot is being destroyed
    Readout readout_;
    QPointer<ReadoutBox> box_;  // null once the window that held it is gone
    QWidget* cross_;
    std::optional<QPointF> at_, pressed_;
    QElapsedTimer sincePress_;
    QTimer secondClickMayCome_;
    QPointF clickedAt_;
    Qt::KeyboardModifiers clickedWith_;
    bool clicksBelow_ = false;
    std::function<bool(const QPointF&)> doubleClickRight_;  // empty: the right margin is not pointed at
};

}  // namespace featurescope::ui
