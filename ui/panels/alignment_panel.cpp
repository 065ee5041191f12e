#include "ui/panels/alignment_panel.h"

#include <QPainter>
#include <cmath>

#include "ui/look/chart_look.h"
#include "ui/look/number_format.h"
#include "ui/panels/histogram_layer.h"
#include "ui/panels/legend.h"
#include "ui/panels/plot_view.h"

namespace featurescope::ui {

AlignmentPanel::AlignmentPanel(MeanChoice mean, QWidget* parent)
    : Panel(mean == MeanChoice::mu1 ? QStringLiteral("alignment-mu1") : QStringLiteral("alignment-mu2"),
            mean == MeanChoice::mu1 ? tr("Alignment with μ₁") : tr("Alignment with μ₂"), parent),
      mean_(mean),
      layer_(new HistogramLayer(plot())) {
    const QString title = mean == MeanChoice::mu1 ? tr("cos(wⱼ, μ₁)") : tr("cos(wⱼ, μ₂)");
    plot().setXAxis({-1, 1, 0.5, title, [](double value) { return tickLabel(value, 0.5); }});
}

void AlignmentPanel::showContent(const PanelContent& content) {
    const Snapshot& snapshot = *content.snapshot;
    if (snapshot.scene != scene_) {
        scene_ = snapshot.scene;
        start_ = scene_ ? alignmentHistogram(scene_->startNeurons, mean_) : AlignmentHistogram();
    }
    const AlignmentHistogram now = alignmentHistogram(snapshot.neurons, mean_);
    const int top = histogramTop(std::max(now.largest(), start_.largest()));
    layer_->setHistogram(now, start_, top);
    plot().setYAxis({-1, 1, 0.5, tr("neurons"),
                     [top](double height) { return countLabel(std::llround(height * height * top)); }});
    if (snapshot.state != RunState::running) {
        const double median = snapshot.measurement[Observable::alignmentOwnMedian];
        describe(tr("Half of the neurons have an absolute cosine with their own mean above %1.")
                     .arg(numberLabel(median)));
    }
    plot().refresh();
}

void AlignmentPanel::setLook(const Look& look) {
    Panel::setLook(look);
    const auto sign = [](const QColor& color, bool up) {
        return [=](QPainter& painter) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(color);
            const double tip = up ? -4 : 4;
            painter.drawPolygon(QPolygonF({{-4.5, -tip}, {4.5, -tip}, {0, tip}}));
        };
    };
    legend().setEntries({{tr("a > 0"), sign(look.palette.neuronPositive, true)},
                         {tr("a < 0"), sign(look.palette.neuronNegative, false)},
                         {tr("step 0"), dashGlyph(look.palette.muted), 16}});
    layoutCard();
}

}  // namespace featurescope::ui
