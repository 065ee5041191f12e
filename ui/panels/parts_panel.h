#pragma once

#include <array>
#include <memory>

#include "ui/panels/panel.h"
#include "ui/view_models/halves_view.h"

namespace featurescope::ui {

class BoundaryLayer;
class FieldLayer;
class MessageLayer;
class PlotPointer;
class PointsLayer;

/// The odd and the even half of the network's output side by side, on the plane of the input space. Both have
/// one colour scale, so that the stronger one is the more colourful.
class PartsPanel : public Panel {
    Q_OBJECT

  public:
    explicit PartsPanel(QWidget* parent);
    void showContent(const PanelContent& content) override;
    void setLook(const Look& look) override;
    PanelNeeds needs() const override { return {.parts = PartSet().with(SnapshotPart::network)}; }
    QString summary() const override;
    QString numbers() const override;

  protected:
    void placePlot(const QRect& room) override;

  private:
    /// One of the two pictures; what it has is owned by the panel and its charts.
    struct Half {
        PlotView* plot = nullptr;
        FieldLayer* field = nullptr;
        PointsLayer* points = nullptr;
        BoundaryLayer* zero = nullptr;
        QLabel* caption = nullptr;
        PlotPointer* pointer = nullptr;
    };
    Half makeHalf(PlotView& plot, const QString& captionName);
    /// Why there is nothing to see; empty when there is something.
    QString lackOf(const Snapshot& snapshot) const;
    void redraw();
    void showScene();
    void fillLegend();
    void showAxes(const PlaneRectangle& area);
    QString readoutAt(const QPointF& value) const;

    std::shared_ptr<const Snapshot> snapshot_;
    std::shared_ptr<const RunScene> scene_;  // whose samples are drawn
    OutputHalves shown_;
    QString lack_, shareText_;
    std::array<Half, 2> halves_;  // odd, even
    MessageLayer* message_;       // owned by the chart
    QRect room_;
};

}  // namespace featurescope::ui
