#pragma once

#include <QFrame>
#include <optional>

#include "core/run/snapshot.h"
#include "ui/look/look.h"

class QLabel;

namespace featurescope::ui {

class Legend;
class PlotView;

/// A card that shows one aspect of a run: title and legend above a plot.
class Panel : public QFrame {
    Q_OBJECT

  public:
    /// Draws this moment of the run. Called in the window's thread, at most once per frame.
    virtual void showSnapshot(const Snapshot& snapshot) = 0;
    /// Changes colours and sizes; the last snapshot shown stays.
    virtual void setLook(const Look& look);
    /// The part of the plane whose field this panel wants to draw; nothing when it draws none.
    virtual std::optional<PlaneRectangle> fieldArea() const { return std::nullopt; }
    /// Where the data are drawn, in the coordinates of the panel.
    QRect plotRectInPanel() const;

  Q_SIGNALS:
    void fieldAreaChanged();

  protected:
    Panel(const QString& id, const QString& title, QWidget* parent);
    void setTitle(const QString& title);
    /// What a screen reader says about the picture; set only while the run rests.
    void describe(const QString& text);
    void resizeEvent(QResizeEvent* event) override;

    const Look& look() const { return look_; }
    PlotView& plot() { return *plot_; }
    const PlotView& plot() const { return *plot_; }
    Legend& legend() { return *legend_; }
    /// Puts title and legend side by side, or below each other when the card is narrow.
    void layoutCard();

  private:
    Look look_;
    QLabel* title_;
    Legend* legend_;
    PlotView* plot_;
};

}  // namespace featurescope::ui
