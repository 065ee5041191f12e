#pragma once

#include <QStringList>

#include "ui/panels/legend.h"
#include "ui/panels/panel.h"

namespace featurescope::ui {

class MessageLayer;
class PlotLayer;
class PlotPointer;

/// A card with one plot of this moment, made from a part of the snapshot that it asks for. A run for which
/// the picture is not defined gets a sentence that says why, instead of empty axes.
class MomentPanel : public Panel {
    Q_OBJECT

  public:
    void showContent(const PanelContent& content) final;
    void setLook(const Look& look) override;
    PanelNeeds needs() const override { return {.parts = PartSet().with(part_)}; }

  protected:
    MomentPanel(const QString& id, const QString& title, SnapshotPart part, QWidget* parent);
    /// Hands what is to be seen to the layers, axes and legend. Gives why there is nothing; else empty.
    virtual QString drawContent(const PanelContent& content) = 0;
    /// What is pointed at with this value of the axes; empty for nothing.
    virtual QString hoveredAt(const QPointF& value) const = 0;
    /// A click at this value of the axes.
    virtual void clickedAt(const QPointF&, Qt::KeyboardModifiers) {}
    /// The layer is hidden while there is nothing to see.
    void addLayer(PlotLayer* layer) { layers_.push_back(layer); }
    /// The content shown last; its snapshot is null before the first.
    const PanelContent& content() const { return content_; }
    /// Why nothing is drawn; empty when something is.
    const QString& lack() const { return lack_; }
    /// Shows the last content again, after an option has changed.
    void redraw();

  private:
    SnapshotPart part_;
    PanelContent content_;
    QString lack_;
    std::vector<PlotLayer*> layers_;  // owned by the chart
    MessageLayer* message_;           // likewise
    PlotPointer* pointer_;            // owned by the plot
};

}  // namespace featurescope::ui
