#pragma once

#include <QStringList>
#include <Qt>
#include <functional>
#include <optional>
#include <vector>

#include "ui/panels/plot_layer.h"

namespace featurescope::ui {

/// Some lines of text in a corner of a plot where they hide nothing that is drawn.
class NoteLayer : public PlotLayer {
  public:
    explicit NoteLayer(PlotView& view) : PlotLayer(view, layer_order::kTop + 0.2) {}
    /// Whether something is drawn in this part of the plot.
    using Covered = std::function<bool(const QRectF& part)>;
    /// @param corners  those that may be taken, the best first; without a free one nothing is written
    void setNote(QStringList lines, std::vector<Qt::Corner> corners, Covered covered);

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    std::optional<QRectF> freePlace(const QSizeF& size, const QRectF& plot) const;

    QStringList lines_;
    std::vector<Qt::Corner> corners_;
    Covered covered_;
};

}  // namespace featurescope::ui
