#include "ui/panels/moment_panel.h"

#include "ui/panels/message_layer.h"
#include "ui/panels/plot_pointer.h"

namespace featurescope::ui {

MomentPanel::MomentPanel(const QString& id, const QString& title, SnapshotPart part, QWidget* parent)
    : Panel(id, title, parent),
      part_(part),
      message_(new MessageLayer(plot())),
      pointer_(new PlotPointer(
          plot(),
          [this](const QPointF& pixel) {
              const bool hasPicture = content_.snapshot && lack_.isEmpty();
              return hasPicture ? hoveredAt(valueAt(plot().mapping(), pixel)) : QString();
          },
          this)) {
    connect(pointer_, &PlotPointer::clicked, this,
            [this](const QPointF& pixel, Qt::KeyboardModifiers modifiers) {
                if (content_.snapshot && lack_.isEmpty())
                    clickedAt(valueAt(plot().mapping(), pixel), modifiers);
            });
}

void MomentPanel::showContent(const PanelContent& content) {
    content_ = content;
    lack_ = drawContent(content);
    const bool hasPicture = lack_.isEmpty();
    message_->setText(lack_);
    for (PlotLayer* layer : layers_) layer->setVisible(hasPicture);
    plot().setAxesVisible(hasPicture);
    if (!hasPicture) {
        plot().setXAxis({0, 1, 1, {}, {}});
        plot().setYAxis({0, 1, 1, {}, {}});
        showLegend({});
    }
    pointer_->refresh();
    plot().refresh();
}

void MomentPanel::setLook(const Look& look) {
    Panel::setLook(look);
    pointer_->setLook(look);
    redraw();
}

void MomentPanel::redraw() {
    if (content_.snapshot) showContent(PanelContent(content_));
}

}  // namespace featurescope::ui
