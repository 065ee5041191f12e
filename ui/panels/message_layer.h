#pragma once

#include <QString>

#include "ui/panels/plot_layer.h"

namespace featurescope::ui {

/// A sentence in the middle of a plot that has nothing to show: why that is so.
class MessageLayer : public PlotLayer {
  public:
    explicit MessageLayer(PlotView& view) : PlotLayer(view, layer_order::kTop) {}
    /// Empty for none.
    void setText(const QString& text) { text_ = text; }

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    QString text_;
};

}  // namespace featurescope::ui
