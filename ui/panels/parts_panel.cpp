#include "ui/panels/parts_panel.h"

#include <QFontMetrics>
#include <QLabel>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/run/plane_network.h"
#include "ui/look/chart_look.h"
#include "ui/look/number_format.h"
#include "ui/panels/field_layer.h"
#include "ui/panels/input_space_texts.h"
#include "ui/panels/legend.h"
#include "ui/panels/message_layer.h"
#include "ui/panels/plot_pointer.h"
#include "ui/panels/points_layer.h"
#include "ui/view_models/nice_scale.h"
#include "ui/view_models/projection_view.h"
#include "ui/view_models/readouts_view.h"

namespace featurescope::ui {
namespace {

constexpr int kBetween = 12;  // pixels between the two
constexpr int kRows = 128;    // of pixels of a field

}  // namespace

PartsPanel::PartsPanel(QWidget* parent)
    : Panel(QStringLiteral("parts"), tr("Odd and even half"), parent), message_(nullptr) {
    auto* even = new PlotView(this);
    even->setObjectName(QStringLiteral("evenPlot"));
    halves_ = {makeHalf(plot(), QStringLiteral("oddCaption")),
               makeHalf(*even, QStringLiteral("evenCaption"))};
    message_ = new MessageLayer(plot());
    plot().setAccessibleName(tr("Plot: odd half of the output"));
    even->setAccessibleName(tr("Plot: even half of the output"));
    connect(&plot(), &PlotView::plotRectChanged, this, &PartsPanel::redraw);
}

PartsPanel::Half PartsPanel::makeHalf(PlotView& plot, const QString& captionName) {
    plot.setGridVisible(false);
    Half half{.plot = &plot,
              .field = new FieldLayer(plot),
              .points = new PointsLayer(plot),
              .zero = new BoundaryLayer(plot),
              .caption = new QLabel(this)};
    half.pointer = new PlotPointer(
        plot, [this, &plot](const QPointF& pixel) { return readoutAt(valueAt(plot.mapping(), pixel)); },
        &plot == &this->plot() ? this : nullptr);
    half.caption->setObjectName(captionName);
    half.caption->setAlignment(Qt::AlignCenter);
    half.caption->setTextFormat(Qt::PlainText);
    half.caption->setFont(fontFor(TextRole::small, look()));
    return half;
}

void PartsPanel::placePlot(const QRect& room) {
    room_ = room;
    if (halves_[1].plot == nullptr) return;
    const bool isWhole = !lack_.isEmpty();
    for (const Half& half : halves_) half.caption->setVisible(!isWhole);
    halves_[1].plot->setVisible(!isWhole);
    if (isWhole) return Panel::placePlot(room);
    // Of the font: without its text, which comes with the first content, a label asks for less.
    const int caption = QFontMetrics(halves_[0].caption->font()).height() + 2;
    // Beside each other, or one above the other where there is more height than width.
    const bool beside = room.width() >= room.height();
    const QSize size = beside ? QSize((room.width() - kBetween) / 2, room.height())
                              : QSize(room.width(), (room.height() - kBetween) / 2);
    QRect place(room.topLeft(), size);
    for (const Half& half : halves_) {
        half.caption->setGeometry(place.left(), place.top(), place.width(), caption);
        const QRect below = place.adjusted(0, caption, 0, 0);
        if (half.plot == &plot()) {
            Panel::placePlot(below);
        } else {
            half.plot->setGeometry(below);
        }
        place.translate(beside ? size.width() + kBetween : 0, beside ? 0 : size.height() + kBetween);
    }
}

void PartsPanel::setLook(const Look& look) {
    // Before the panel is laid out, which asks the captions for their height.
    for (const Half& half : halves_) half.caption->setFont(fontFor(TextRole::small, look));
    Panel::setLook(look);
    for (const Half& half : halves_) {
        half.plot->setLook(look);
        half.points->resetMarkers();
        half.pointer->setLook(look);
    }
    fillLegend();
    redraw();
}

void PartsPanel::showContent(const PanelContent& content) {
    snapshot_ = content.snapshot;
    redraw();
}

QString PartsPanel::lackOf(const Snapshot& snapshot) const {
    if (!snapshot.scene) return tr("Nothing has been computed yet.");
    if (snapshot.network) return {};
    if (!isDrawnOnPlanes(snapshot.spec))
        return tr("With this activation the output is not drawn on a plane.");
    return tr("The output on the plane has not been computed yet.");
}

void PartsPanel::redraw() {
    if (!snapshot_) return;
    const QString lack = lackOf(*snapshot_);
    message_->setText(lack);
    const bool changes = lack.isEmpty() != lack_.isEmpty();
    lack_ = lack;
    if (changes) {
        fillLegend();
        placePlot(room_);
    }
    for (const Half& half : halves_) {
        half.plot->setAxesVisible(lack.isEmpty());
        for (PlotLayer* layer : std::initializer_list<PlotLayer*>{half.field, half.points, half.zero})
            layer->setVisible(lack.isEmpty());
    }
    if (!lack.isEmpty()) {
        plot().setXAxis({0, 1, 1, {}, {}});
        plot().setYAxis({0, 1, 1, {}, {}});
        shown_ = {};
        plot().refresh();
        return;
    }
    if (snapshot_->scene != scene_) showScene();
    const double share = lastKnown(*snapshot_, Observable::linearShare);
    const QString shareText =
        std::isfinite(share) ? tr("linear share %1").arg(percentLabel(share)) : QString();
    if (shareText != std::exchange(shareText_, shareText)) fillLegend();
    const QRectF rect = plot().plotRect();
    const PlaneRectangle area = visibleArea(scene_->radius, rect.width(), rect.height());
    showAxes(area);
    const double aspect = (area.right - area.left) / (area.top - area.bottom);
    shown_ = outputHalves(*snapshot_->network, area,
                          std::clamp(static_cast<int>(std::lround(kRows * aspect)), 1, 8 * kRows), kRows);
    const float magnitude = typicalMagnitude(shown_.whole);
    halves_[0].field->setField(shown_.odd, magnitude);
    halves_[1].field->setField(shown_.even, magnitude);
    halves_[0].zero->setLines(signChanges(shown_.odd));
    halves_[1].zero->setLines(signChanges(shown_.even));
    halves_[0].caption->setText(hasLinearOddHalf(snapshot_->spec) ? tr("odd half, linear") : tr("odd half"));
    halves_[1].caption->setText(tr("even half"));
    for (const Half& half : halves_) {
        half.pointer->refresh();
        half.plot->refresh();
    }
}

void PartsPanel::showScene() {
    scene_ = snapshot_->scene;
    for (const Half& half : halves_) half.points->setPoints(projectionPoints(*scene_).points);
}

void PartsPanel::fillLegend() {
    const Palette palette = look().palette;
    const auto box = [](const QColor& color) {
        return [color](QPainter& painter) { painter.fillRect(QRectF(-5, -5, 10, 10), color); };
    };
    std::vector<LegendEntry> entries;
    if (lack_.isEmpty()) {
        entries = {{tr("> 0"), box(palette.fieldPositive)},
                   {tr("< 0"), box(palette.fieldNegative)},
                   {tr("= 0"), lineGlyph(palette.boundary, stroke::kBoundary), 14}};
        if (!shareText_.isEmpty()) {
            entries.push_back({shareText_, [](QPainter&) {}, 0,
                               tr("Mean of f_odd² over the mean of f², over the test samples: not only on "
                                  "this plane.")});
        }
    }
    legend().setEntries(std::move(entries));
    layoutCard();
}

void PartsPanel::showAxes(const PlaneRectangle& area) {
    const double interval = niceInterval(std::min(area.right - area.left, area.top - area.bottom), 7);
    const auto label = [interval](double value) { return tickLabel(value, interval); };
    const AxisTitles titles = axisTitlesOf(scene_->plane, scene_->directions);
    for (const Half& half : halves_) {
        half.plot->setXAxis({area.left, area.right, interval, titles.horizontal, label});
        half.plot->setYAxis({area.bottom, area.top, interval, titles.vertical, label});
    }
}

QString PartsPanel::readoutAt(const QPointF& value) const {
    if (!lack_.isEmpty() || !snapshot_ || !snapshot_->network) return {};
    const double here = sliceAt(*snapshot_->network, {value.x(), value.y()});
    const double opposite = sliceAt(*snapshot_->network, {-value.x(), -value.y()});
    return tr("odd half (f(x) − f(−x))/2: %1\neven half (f(x) + f(−x))/2: %2\nf(x): %3")
        .arg(numberLabel((here - opposite) / 2), numberLabel((here + opposite) / 2), numberLabel(here));
}

QString PartsPanel::summary() const {
    if (!snapshot_) return {};
    if (!lack_.isEmpty()) return lack_;
    const auto squares = [](const DecisionField& field) {
        double sum = 0;
        for (const float value : field.values) sum += static_cast<double>(value) * static_cast<double>(value);
        return sum;
    };
    const double whole = squares(shown_.odd) + squares(shown_.even);
    if (!(whole > 0)) return tr("The output is 0 on this plane.");
    return tr("Step %1. On this plane the odd half has %2 of the mean square of the output, the even half "
              "%3.")
        .arg(countLabel(snapshot_->step), percentLabel(squares(shown_.odd) / whole),
             percentLabel(squares(shown_.even) / whole));
}

}  // namespace featurescope::ui
