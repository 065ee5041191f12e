#pragma once

#include <QString>
#include <QWidget>
#include <cstdint>
#include <vector>

#include "ui/look/look.h"
#include "ui/view_models/time_scale.h"

namespace featurescope::ui {

/// A named moment on the timeline; in order of importance when they are too close to name all.
struct TimelineMark {
    QString name;         ///< short, "error < 5 %"
    QString explanation;  ///< one sentence, for the tooltip
    std::int64_t step = 0;
    bool operator==(const TimelineMark&) const = default;
};

/// What the timeline shows.
struct TimelineState {
    std::int64_t shown = 0;      ///< step on screen
    std::int64_t trainedTo = 0;  ///< last step of this run that was ever trained
    std::int64_t planned = 1;    ///< training.steps
    bool exact = true;           ///< false while the state on screen is only the nearest recorded one
    double progress = 1;         ///< of the recomputation of the exact state, in [0, 1]
    std::vector<TimelineMark> marks;
    bool operator==(const TimelineState&) const = default;
};

/// A slider over all steps of a run: drag it to any step that was ever trained; marks can be clicked. Left,
/// Right, Home and End move it when it has the focus. Emits wishes; moves only when told by showState().
class TimelineBar : public QWidget {
    Q_OBJECT

  public:
    explicit TimelineBar(QWidget* parent = nullptr);

    void showState(const TimelineState& state);
    void setLook(const Look& look);
    void setLogarithmic(bool logarithmic);
    bool isLogarithmic() const { return logarithmic_; }
    const TimelineState& state() const { return state_; }
    /// Asks for a step that was trained, as a click on it does.
    void goTo(std::int64_t step);
    /// Where a step lies, in pixels from the left.
    double pixelOf(std::int64_t step) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  Q_SIGNALS:
    /// The user wants to see this step; `dragging` while the button is down.
    void stepWanted(std::int64_t step, bool dragging);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

  private:
    struct PlacedMark {
        const TimelineMark* mark;
        QRectF label;  ///< empty when there is no room for the name
        double x;
    };
    TimeScale scale() const;
    std::int64_t stepAt(double x) const;
    std::vector<PlacedMark> placedMarks() const;
    std::vector<QRectF> placesFor(const PlacedMark& mark, const std::vector<PlacedMark>& all) const;
    bool placeNames(const std::vector<PlacedMark*>& named, std::size_t first,
                    const std::vector<PlacedMark>& all) const;
    const TimelineMark* markAt(const QPointF& point) const;
    QString tipAt(const QPointF& point) const;
    void paintTrack(QPainter& painter) const;
    void paintTicks(QPainter& painter) const;
    void paintMarks(QPainter& painter) const;
    void paintHandle(QPainter& painter) const;
    double trackY() const;

    TimelineState state_;
    Look look_;
    bool logarithmic_ = true;
    bool dragging_ = false;
    std::int64_t draggedTo_ = 0;  ///< while dragging_
};

}  // namespace featurescope::ui
