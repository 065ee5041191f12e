#include "ui/panels/neuron_plane_panel.h"

#include <QPainter>
#include <QPushButton>
#include <algorithm>
#include <cmath>

#include "ui/look/chart_look.h"
#include "ui/look/number_format.h"
#include "ui/panels/legend.h"
#include "ui/panels/neuron_plane_layer.h"
#include "ui/panels/panel_controls.h"
#include "ui/panels/plot_pointer.h"
#include "ui/panels/plot_view.h"
#include "ui/view_models/nice_scale.h"
#include "ui/view_models/selection_edit.h"

namespace featurescope::ui {
namespace {

constexpr double kNeuronReach = 9;  // pixels between the cursor and a neuron that it means
constexpr double kCell = 44;        // pixels between arrows of the flow, about

}  // namespace

NeuronPlanePanel::NeuronPlanePanel(QWidget* parent)
    : Panel(QStringLiteral("neuron-plane"), tr("Neuron plane"), parent),
      backdrop_(new PlaneBackdropLayer(plot())),
      neurons_(new PlaneNeuronsLayer(plot())),
      pointer_(new PlotPointer(
          plot(), [this](const QPointF& pixel) { return readoutAt(pixel); }, this)),
      trails_(
          makeSwitch(this, QStringLiteral("trails"), tr("trails"), tr("Where neurons came from"), Qt::Key_T)),
      flow_(makeSwitch(this, QStringLiteral("flow"), tr("flow"),
                       tr("Where one gradient step from f = 0 pushes a neuron, by theory"), Qt::Key_F)) {
    for (QPushButton* button : {trails_, flow_}) {
        button->setChecked(true);
        addControl(button);
        connect(button, &QPushButton::clicked, this, [this] {
            redraw();
            Q_EMIT optionsChanged();
        });
    }
    connect(pointer_, &PlotPointer::clicked, this, &NeuronPlanePanel::pick);
    plot().setIsPlane();
    connect(&plot(), &PlotView::plotRectChanged, this, &NeuronPlanePanel::redraw);
}

PanelNeeds NeuronPlanePanel::needs() const {
    return {.parts = PartSet().with(SnapshotPart::activity), .wantsTheory = true};
}

QJsonObject NeuronPlanePanel::options() const {
    return {{QStringLiteral("trails"), trails_->isChecked()}, {QStringLiteral("flow"), flow_->isChecked()}};
}

void NeuronPlanePanel::setOptions(const QJsonObject& options) {
    trails_->setChecked(options.value(QStringLiteral("trails")).toBool(trails_->isChecked()));
    flow_->setChecked(options.value(QStringLiteral("flow")).toBool(flow_->isChecked()));
    redraw();
}

void NeuronPlanePanel::setLook(const Look& look) {
    Panel::setLook(look);
    pointer_->setLook(look);
    backdrop_->forgetPicture();
    neurons_->forgetPicture();
    madeFrom_ = {};
    fillLegend();
    redraw();
}

void NeuronPlanePanel::redraw() {
    if (content_.snapshot && !drawing_) showContent(PanelContent(content_));
}

void NeuronPlanePanel::showContent(const PanelContent& content) {
    drawing_ = true;
    content_ = content;
    const Snapshot& snapshot = *content_.snapshot;
    marks_ = planeMarks(snapshot.neurons);
    if (scene_ != snapshot.scene) {
        scene_ = snapshot.scene;
        start_ = scene_ ? planeMarks(scene_->startNeurons) : std::vector<PlaneNeuronMark>();
    }
    radius_ = planeRadius(marks_, start_);
    if (legendPins_ != content_.pinned.size() || legendBand_ != showsBand()) fillLegend();
    showAxes();
    showAxes();  // once more, because the texts of the first may have changed the shape of the plot
    showBackdrop(snapshot);
    PlaneForeground shown{.neurons = marks_,
                          .pinned = {},
                          .faded = {},
                          .selected = content_.selection.neurons,
                          .trails = {},
                          .paths = {}};
    if (!content_.pinned.empty()) shown.pinned = planeMarks(content_.pinned.front().snapshot->neurons);
    if (snapshot.activity && !content_.selection.samples.empty()) {
        // Those that fire on the selected samples keep their colour.
        shown.faded = snapshot.activity->neuronFires;
        shown.faded.flip();
    }
    if (!shown.selected.empty()) {
        shown.trails = neuronTrails(snapshot, 0, shown.selected);
        if (content_.theory && content_.theory->runId == snapshot.runId)
            shown.paths = pathsOf(content_.theory->paths, shown.selected);
    }
    neurons_->setForeground(std::move(shown));
    sayWhatIsShown(snapshot);
    pointer_->refresh();
    plot().refresh();
    drawing_ = false;
}

std::array<QString, 2> NeuronPlanePanel::axisNames() const {
    const auto along = [](const std::string& name) {
        return tr("⟨w, %1⟩").arg(QString::fromStdString(name));
    };
    if (!scene_ || scene_->directions.empty()) return {along("μ₁"), along("μ₂")};
    const std::vector<ReferenceDirection>& directions = scene_->directions;
    if (directions.size() == 1) {
        return {along(directions[0].label),
                tr("‖w across %1‖").arg(QString::fromStdString(directions[0].label))};
    }
    return {along(directions[0].label), along(directions[1].label)};
}

void NeuronPlanePanel::showAxes() {
    const QRectF rect = plot().plotRect();
    const double aspect = rect.height() > 0 ? rect.width() / rect.height() : 1;
    const double horizontal = radius_ * std::max(1.0, aspect), vertical = radius_ * std::max(1.0, 1 / aspect);
    const double interval = niceInterval(2 * radius_, 6);
    const int exponent = tickExponent(radius_);
    const double unit = std::pow(10.0, exponent);
    const QString in = exponent == 0 ? QString() : tr(", in 10%1").arg(superscriptLabel(exponent));
    const auto label = [=](double value) { return tickLabel(value / unit, interval / unit); };
    const std::array<QString, 2> names = axisNames();
    plot().setXAxis({-horizontal, horizontal, interval, names[0] + in, label});
    plot().setYAxis({-vertical, vertical, interval, names[1] + in, label});
}

void NeuronPlanePanel::showBackdrop(const Snapshot& snapshot) {
    const PlotMapping map = plot().mapping();
    std::size_t rows = 0;
    while (rows < snapshot.history.size() && snapshot.history[rows].step <= snapshot.step) ++rows;
    const auto band = orthogonalityBand(snapshot);
    const Key key{snapshot.runId,    rows,
                  radius_,           map.plot.width() / std::max(1.0, map.plot.height()),
                  band.value_or(-1), trails_->isChecked(),
                  flow_->isChecked()};
    if (key == madeFrom_) return;
    madeFrom_ = key;
    PlaneBackdrop backdrop;
    if (!start_.empty()) {
        backdrop.start = start_;
        if (showsBand()) backdrop.band = band;
        if (key.trails) backdrop.trails = neuronTrails(snapshot, kMostTrails, {});
        if (key.flow) {
            const double scale = std::max(1.0, look().strokeScale);
            const auto cells = [scale](double pixels) {
                return std::clamp(static_cast<int>(pixels / (kCell * scale)), 3, 40);
            };
            backdrop.arrows = planeFlow(snapshot, {map.xLow, map.xHigh, map.yLow, map.yHigh},
                                        cells(map.plot.width()), cells(map.plot.height()));
        }
    }
    backdrop_->setBackdrop(std::move(backdrop));
}

bool NeuronPlanePanel::showsBand() const {
    if (!content_.snapshot || start_.empty()) return false;
    const auto band = orthogonalityBand(*content_.snapshot);
    return band && *band < radius_;
}

void NeuronPlanePanel::fillLegend() {
    legendPins_ = content_.pinned.size();
    legendBand_ = showsBand();
    const Palette palette = look().palette;
    const auto mark = [palette](int sign, NeuronMarkKind kind) {
        return [=](QPainter& painter) { drawNeuronMark(painter, sign, kind, palette, 9); };
    };
    const auto ghost = [palette](QPainter& painter) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(palette.muted);
        painter.drawEllipse(QPointF(), 2, 2);
    };
    const auto band = [palette](QPainter& painter) {
        QColor fill = palette.neuronPositive;
        fill.setAlpha(50);
        painter.fillRect(QRectF(-8, -4, 16, 8), fill);
    };
    std::vector<LegendEntry> entries{{tr("a > 0"), mark(1, NeuronMarkKind::normal)},
                                     {tr("a < 0"), mark(-1, NeuronMarkKind::normal)},
                                     {tr("step 0"), ghost, 6}};
    if (legendBand_) entries.push_back({tr("±3α|a|"), band, 16});
    if (legendPins_ > 0) {
        entries.push_back({content_.pinned.front().name, mark(1, NeuronMarkKind::hollow)});
    }
    legend().setEntries(std::move(entries));
    layoutCard();
}

void NeuronPlanePanel::sayWhatIsShown(const Snapshot& snapshot) {
    QStringList parts;
    if (marks_.empty()) {
        parts << (snapshot.scene ? tr("no directions are known for these data") : tr("no neurons yet"));
    } else {
        // For the legend's colours too: one sign is dashed.
        if (flow_->isChecked()) parts << tr("arrows: one step at f = 0 by theory, dashed for a < 0");
        if (trails_->isChecked() && marks_.size() > kMostTrails)
            parts << tr("trails of %1 neurons").arg(countLabel(kMostTrails));
    }
    setCaption(parts.join(tr("; ")));
    const QString neurons =
        tr("%1 neurons in the plane of the means").arg(countLabel(static_cast<std::int64_t>(marks_.size())));
    const std::optional<double> band = orthogonalityBand(snapshot);
    if (!band) {
        describe(neurons + tr("."));
        return;
    }
    std::size_t inside = 0, counted = 0;
    for (const PlaneNeuronMark& mark : marks_) {
        if (mark.sign == 0) continue;
        ++counted;
        inside += std::abs(mark.sign > 0 ? mark.y : mark.x) <= *band ? 1 : 0;
    }
    describe(neurons + tr("; %1 of %2 lie in their band of three alpha times |a|.")
                           .arg(countLabel(static_cast<std::int64_t>(inside)),
                                countLabel(static_cast<std::int64_t>(counted))));
}

std::optional<std::int32_t> NeuronPlanePanel::neuronAt(const QPointF& position) const {
    const PlotMapping map = plot().mapping();
    if (!map.plot.contains(position)) return std::nullopt;
    return nearestNeuron(marks_, map.xAt(position.x()), map.yAt(position.y()),
                         map.plot.width() / (map.xHigh - map.xLow),
                         map.plot.height() / (map.yHigh - map.yLow), kNeuronReach);
}

QString NeuronPlanePanel::readoutAt(const QPointF& pixel) const {
    const auto neuron = neuronAt(pixel);
    if (!neuron) return {};
    const NeuronTable& table = content_.snapshot->neurons;
    const auto j = static_cast<std::size_t>(*neuron);
    const QString sign = table.signOf(j) > 0 ? tr("a > 0") : table.signOf(j) < 0 ? tr("a < 0") : tr("a = 0");
    QString text = tr("neuron %1 (%2)").arg(countLabel(*neuron), sign);
    const std::array<QString, 2> names = axisNames();
    for (std::size_t k = 0; k < std::min(names.size(), table.directions()); ++k)
        text += QLatin1Char('\n') + names[k] + QLatin1Char(' ') + numberLabel(table.projections[k][j], 4);
    return text + tr("\n‖w‖ %1").arg(numberLabel(table.norm[j], 4));
}

void NeuronPlanePanel::pick(const QPointF& pixel, Qt::KeyboardModifiers modifiers) {
    if (const auto neuron = neuronAt(pixel)) {
        Q_EMIT selectionWanted(
            withNeuron(content_.selection, *neuron, modifiers.testFlag(Qt::ControlModifier)));
    }
}

}  // namespace featurescope::ui
