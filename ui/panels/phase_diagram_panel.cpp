#include "ui/panels/phase_diagram_panel.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <algorithm>
#include <cmath>

#include "core/sweep/run_key.h"
#include "ui/fields/line_field.h"
#include "ui/look/number_format.h"
#include "ui/panels/colour_bar_layer.h"
#include "ui/panels/legend.h"
#include "ui/panels/message_layer.h"
#include "ui/panels/phase_cells_layer.h"
#include "ui/panels/phase_curve_layer.h"
#include "ui/panels/phase_diagram_texts.h"
#include "ui/panels/phase_legend.h"
#include "ui/panels/phase_lines_layer.h"
#include "ui/panels/plot_pointer.h"
#include "ui/view_models/nice_scale.h"

namespace featurescope::ui {
namespace {

constexpr double kCurveMargin = 14;  // right of a plot without a bar of colours

}  // namespace

PhaseDiagramPanel::PhaseDiagramPanel(QWidget* parent)
    : Panel(QStringLiteral("phase-diagram"), tr("Phase diagram"), parent),
      cells_(new PhaseCellsLayer(plot())),
      lines_(new PhaseLinesLayer(plot())),
      curve_(new PhaseCurveLayer(plot())),
      bar_(new ColourBarLayer(plot())),
      message_(new MessageLayer(plot())),
      pointer_(new PlotPointer(
          plot(), [this](const QPointF& pixel) { return readoutAt(pixel); }, nullptr)),
      metric_(nullptr),
      statistic_(nullptr),
      levels_(nullptr) {
    connect(pointer_, &PlotPointer::clicked, this,
            [this](const QPointF& pixel, Qt::KeyboardModifiers modifiers) {
                if (view_) ask(cellAt(pixel), (modifiers & (Qt::ShiftModifier | Qt::ControlModifier)) != 0);
            });
    addChoosers();
    redraw();
}

PhaseDiagramPanel::~PhaseDiagramPanel() = default;

void PhaseDiagramPanel::showContent(const PanelContent& content) {
    snapshot_ = content.snapshot;
    redraw();
}

void PhaseDiagramPanel::setSweep(std::shared_ptr<const SweepResult> sweep) {
    if (sweep == sweep_) return;
    const bool isOther = !sweep_ || !sweep || &sweep->plan() != &sweep_->plan();
    // What was chosen for one sweep says nothing of another.
    if (isOther && sweep_ && sweep) own_ = {};
    sweep_ = std::move(sweep);
    shownChoice_.reset();
    presentRun_.reset();
    const QString title = sweep_ ? QString::fromStdString(sweep_->plan().sweep().title) : QString();
    setTitle(title.isEmpty() ? tr("Phase diagram") : title);
    focusOn(std::nullopt);
    redraw();
    showChoosers();
}

void PhaseDiagramPanel::redraw() {
    const bool hasPicture = sweep_ != nullptr;
    message_->setText(
        hasPicture
            ? QString()
            : tr("No sweep is open. Open the result of one (.fsweep), which featurescope-cli sweep makes."));
    plot().setAxesVisible(hasPicture);
    for (PlotLayer* layer : std::initializer_list<PlotLayer*>{cells_, lines_, curve_, bar_})
        layer->setVisible(hasPicture);
    if (!hasPicture) {
        view_.reset();
        plot().setRightMargin(kCurveMargin);
        plot().setXAxis({0, 1, 1, {}, {}});
        plot().setYAxis({0, 1, 1, {}, {}});
        fillLegend();
        return plot().refresh();
    }
    PhaseChoice chosen = choice();
    chosen.value.step = sweep_->recordedStep(chosen.value.step);
    if (shownChoice_ != chosen) {
        shownChoice_ = chosen;
        view_ = std::make_shared<const PhaseDiagramView>(phaseDiagramView(*sweep_, chosen));
        cells_->show(view_);
        lines_->show(view_);
        curve_->show(view_);
        bar_->show(view_->range, chosen.levels);
        setCaption(quantityText(*sweep_, *view_));
        showAxes();
        fillLegend();
    }
    bar_->setVisible(!view_->isCurve);
    followRun();
    pointer_->refresh();
    plot().refresh();
}

void PhaseDiagramPanel::showAxes() {
    plot().setGridVisible(view_->isCurve);
    plot().setRightMargin(view_->isCurve ? kCurveMargin : bar_->neededMargin());
    plot().setXAxis(phasePlotAxis(view_->x, 8));
    if (view_->isCurve) return showValueAxis();
    plot().setYAxis(phasePlotAxis(view_->y, 8));
}

void PhaseDiagramPanel::showValueAxis() {
    double low = view_->range.low, high = view_->range.high;
    const auto take = [&](double value) {
        if (!std::isfinite(value)) return;
        low = std::min(low, value);
        high = std::max(high, value);
    };
    for (const SeedBand& band : view_->bands) {
        take(band.value);
        if (drawsSeeds(*view_)) std::ranges::for_each(band.seeds, take);
    }
    for (const PhaseTheory& theory : view_->theory) {
        for (const BoundaryLine& line : theory.lines) {
            for (const PlanePoint& point : line) take(point.y);
        }
    }
    const double room = 0.03 * (high - low), interval = niceInterval(high - low, 6);
    plot().setYAxis({low - room, high + room, interval, quantityText(*sweep_, *view_),
                     [interval](double value) { return tickLabel(value, interval); }});
}

void PhaseDiagramPanel::followRun() {
    if (!snapshot_) return;
    if (presentRun_ != snapshot_->runId) {
        presentRun_ = snapshot_->runId;
        presentKey_ = runKey(snapshot_->spec);
    }
    cells_->setPresent(view_->isCurve ? std::nullopt : cellOfRun(*sweep_, *view_, presentKey_));
}

void PhaseDiagramPanel::setLook(const Look& look) {
    Panel::setLook(look);
    pointer_->setLook(look);
    if (view_) showAxes();
    redraw();
    fillLegend();
}

void PhaseDiagramPanel::fillLegend() {
    std::vector<LegendEntry> entries;
    if (view_) entries = phaseLegend(*sweep_, *view_, look().palette);
    showLegend(std::move(entries));
}

PhaseDiagramPanel::Cell PhaseDiagramPanel::cellAt(const QPointF& pixel) const {
    const QPointF value = valueAt(plot().mapping(), pixel);
    return {view_->x.cellAt(value.x()), view_->isCurve ? 0 : view_->y.cellAt(value.y())};
}

QString PhaseDiagramPanel::readoutAt(const QPointF& pixel) const {
    if (!view_) return {};
    const auto [column, row] = cellAt(pixel);
    return cellText(*sweep_, *view_, column, row);
}

bool PhaseDiagramPanel::event(QEvent* event) {
    if (event->type() == QEvent::FocusOut) focusOn(std::nullopt);
    const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    return (isKey && takeKey(*static_cast<QKeyEvent*>(event))) || Panel::event(event);
}

bool PhaseDiagramPanel::takeKey(QKeyEvent& event) {
    // As in every plot arrows alone step through the run and Enter alone enlarges the panel.
    const int across = (event.key() == Qt::Key_Right) - (event.key() == Qt::Key_Left);
    const int up = (event.key() == Qt::Key_Up) - (event.key() == Qt::Key_Down);
    const bool isEnter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    if (!view_ || !(event.modifiers() & Qt::ShiftModifier) || (across == 0 && up == 0 && !isEnter))
        return false;
    event.accept();
    if (event.type() == QEvent::ShortcutOverride) return true;
    const auto middle = [](const PhaseAxis& axis) { return axis.centres.size() / 2; };
    if (!focused_) {
        focusOn(Cell(middle(view_->x), middle(view_->y)));
    } else if (isEnter) {
        ask(*focused_, (event.modifiers() & Qt::ControlModifier) != 0);
    } else {
        const auto moved = [](std::size_t cell, int by, std::size_t count) {
            const auto wanted = static_cast<std::ptrdiff_t>(cell) + by;
            return static_cast<std::size_t>(
                std::clamp<std::ptrdiff_t>(wanted, 0, static_cast<std::ptrdiff_t>(count) - 1));
        };
        focusOn(Cell(moved(focused_->first, across, view_->x.centres.size()),
                     moved(focused_->second, up, view_->y.centres.size())));
    }
    return true;
}

void PhaseDiagramPanel::focusOn(std::optional<Cell> cell) {
    if (cell == focused_) return;
    focused_ = cell;
    cells_->setFocused(view_ && !view_->isCurve ? cell : std::nullopt);
    plot().refresh();
    QWidget* const canvas = plot().viewport();
    if (!cell) {
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(canvas, &leave);
        return;
    }
    // What the mouse would read out there.
    const PlotMapping map = plot().mapping();
    const double x = map.x(view_->x.centres[cell->first]);
    const QPointF at(x, view_->isCurve ? map.plot.center().y() : map.y(view_->y.centres[cell->second]));
    QMouseEvent move(QEvent::MouseMove, at, canvas->mapToGlobal(at), Qt::NoButton, Qt::NoButton, {});
    QCoreApplication::sendEvent(canvas, &move);
}

void PhaseDiagramPanel::ask(const Cell& cell, bool compares) {
    const auto [column, row] = cell;
    const GridPoint point = view_->pointOf(column, row);
    const std::size_t seed = typicalSeed(seedValues(*sweep_, *view_, column, row));
    const RunOutcome* const run = sweep_->at(point, seed);
    Q_EMIT runWanted({.spec = sweep_->plan().specOf(point, sweep_->plan().seeds()[seed]),
                      .step = view_->stepOf(column, row),
                      .engine = run ? run->provenance.engine : std::string(),
                      .compares = compares});
}

QString PhaseDiagramPanel::summary() const {
    return view_ ? summaryText(*sweep_, *view_) : tr("No sweep is open, so there is no phase diagram.");
}

QString PhaseDiagramPanel::numbers() const { return view_ ? phaseNumbers(*sweep_, *view_) : QString(); }

}  // namespace featurescope::ui
