#pragma once

#include <QImage>

#include "core/run/snapshot.h"
#include "ui/panels/plot_layer.h"

namespace featurescope::ui {

/// f as colours: blue where f > 0, orange where f < 0, the midpoint colour at f = 0. The scale follows the
/// median of |f|, so the picture is readable at step 0 (tiny f) and at the end alike. Null for an empty
/// field.
QImage coloredField(const DecisionField& field, const Palette& palette);

/// `shade` where the share lies between 0.1 and 0.9, nothing elsewhere.
QImage shadedBand(const DecisionField& share, const QColor& shade);

/// Draws the decision field as an image, and a band over it.
class FieldLayer : public PlotLayer {
  public:
    explicit FieldLayer(PlotView& view) : PlotLayer(view, layer_order::kUnderGrid) {}
    void setField(const DecisionField& field);
    /// Of the same area as the field; null for none.
    void setBand(QImage band) { band_ = std::move(band); }

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    void drawImage(QPainter& painter, const PlotMapping& map, const QImage& image) const;

    QImage image_, band_;
    PlaneRectangle area_;
};

/// Draws f = 0 as a line with a halo.
class BoundaryLayer : public PlotLayer {
  public:
    explicit BoundaryLayer(PlotView& view) : PlotLayer(view, layer_order::kTop) {}
    void setLines(std::vector<BoundaryLine> lines) { lines_ = std::move(lines); }

  protected:
    void draw(QPainter& painter, const PlotMapping& map) override;

  private:
    std::vector<BoundaryLine> lines_;
};

}  // namespace featurescope::ui
