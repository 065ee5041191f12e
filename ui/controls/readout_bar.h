#pragma once

#include <QWidget>
#include <vector>

#include "core/run/snapshot.h"
#include "ui/look/look.h"

class QLabel;

namespace featurescope::ui {

/// Step, loss, errors and steps per second in large figures.
class ReadoutBar : public QWidget {
    Q_OBJECT

  public:
    explicit ReadoutBar(QWidget* parent = nullptr);
    void showSnapshot(const Snapshot& snapshot);
    void setLook(const Look& look);
    /// How fast it trains says nothing to an audience.
    void setSpeedVisible(bool visible);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    struct Cell {
        QLabel *caption, *value;
        int width;  ///< least pixels at text scale 1, so that changing figures hardly ever move
        QString meaning;
    };
    QLabel* addCell(const QString& name, const QString& caption, const QString& toolTip, int width);
    /// Says in the tooltip how the number comes about.
    void explain(const QLabel* value, Observable which, const Snapshot& snapshot);
    int widthOf(const Cell& cell) const;
    /// As many as have room, the first ones first; none is cut or stands on another.
    void showWhatHasRoom();
    void show(QLabel* label, const QString& text);

    std::vector<Cell> cells_;
    QLabel *step_, *cleanTestError_, *loss_, *trainError_, *testError_, *speed_;
    bool showsSpeed_ = true;
};

}  // namespace featurescope::ui
