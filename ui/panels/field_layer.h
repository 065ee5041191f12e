#pragma once

#include <QImage>

#include "core/run/snapshot.h"
#include "ui/panels/plot_layer.h"

namespace featurescope::ui {

/// The median of |f|, by which colours are chosen: readable at step 0 (tiny f) and at the end alike. 0 for an
/// empty field.
float typicalMagnitude(const DecisionField& field);

/// f as colours: blue where f > 0, orange where f < 0, the midpoint colour at f = 0. `magnitude`: the |f|
/// that has a colour of middle strength. Null for an empty field.
QImage coloredField(const DecisionField& field, const Palette& palette, float magnitude);

/// `shade` where the share lies between 0.1 and 0.9, nothing elsewhere; `fineness` pixels along each side for
/// one of the share, between which it is a straight line.
QImage shadedBand(const DecisionField& share, const QColor& shade, int fineness = 1);

/// Draws the decision field as an image, and a band over it.
class FieldLayer : public PlotLayer {
  public:
    explicit FieldLayer(PlotView& view) : PlotLayer(view, layer_order::kUnderGrid) {}
    /// @param magnitude  see coloredField
    void setField(const DecisionField& field, float magnitude);
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
