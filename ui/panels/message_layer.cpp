#include "ui/panels/message_layer.h"

#include <QPainter>

namespace featurescope::ui {

void MessageLayer::draw(QPainter& painter, const PlotMapping& map) {
    if (text_.isEmpty()) return;
    painter.setFont(fontFor(TextRole::body, view().look()));
    painter.setPen(palette().muted);
    painter.drawText(map.plot.adjusted(8, 8, -8, -8), Qt::AlignCenter | Qt::TextWordWrap, text_);
}

}  // namespace featurescope::ui
