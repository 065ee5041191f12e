#pragma once

#include <QStringList>
#include <Qt>

#include "ui/panels/plot_layer.h"

namespace featurescope::ui {

/// Some lines of text in a corner of a plot, on a patch of the card's colour so that they can be read over
/// data.
class NoteLayer : public PlotLayer {
  public:
    explicit NoteLayer(PlotView& view) : PlotLayer(view, layer_order::kTop + 0.2) {}
    void setNote(QStringList lines, Qt::Corner corner);

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    QStringList lines_;
    Qt::Corner corner_ = Qt::TopLeftCorner;
};

}  // namespace featurescope::ui
