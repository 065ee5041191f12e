#include "ui/panels/ridge_panel.h"

#include <QAction>
#include <QActionGroup>
#include <QPainter>
#include <QPushButton>
#include <algorithm>

#include "ui/look/chart_look.h"
#include "ui/look/number_format.h"
#include "ui/panels/legend.h"
#include "ui/panels/options_button.h"
#include "ui/panels/plot_pointer.h"
#include "ui/panels/step_marks_layer.h"
#include "ui/panels/step_plot_axis.h"
#include "ui/view_models/selection_edit.h"

namespace featurescope::ui {
namespace {

struct Choice {
    DirectionChoice direction;
    const char* name;  // in files of settings
};
constexpr std::array kChoices{Choice{kOwnDirection, "own"}, Choice{kFirstDirection, "mu1"},
                              Choice{kSecondDirection, "mu2"}};
constexpr std::size_t kMostLines = 40;  // of picked neurons; more would hide the strips

}  // namespace

RidgePanel::RidgePanel(QWidget* parent)
    : Panel(QStringLiteral("ridge"), tr("Alignment over time"), parent),
      layer_(new RidgeLayer(plot())),
      marks_(new StepMarksLayer(plot())),
      pointer_(new PlotPointer(
          plot(), [this](const QPointF& pixel) { return readoutAt(pixel); }, this)) {
    plot().setGridVisible(false);
    addChoices();
    options_ =
        makeOptionsButton(*this, choices_[0]->text(), tr("Choose the mean that neurons are compared with"));
    addControl(options_);
    showAxes();
    connect(pointer_, &PlotPointer::clicked, this, [this](const QPointF& pixel) {
        if (const RidgeRow* row = rowUnder(pixel)) Q_EMIT stepWanted(row->step);
    });
    connect(&plot(), &PlotView::plotRectChanged, this, [this] {
        if (content_.snapshot) showContent(content_);
    });
}

void RidgePanel::addChoices() {
    auto* group = new QActionGroup(this);
    for (std::size_t i = 0; i < kChoices.size(); ++i) {
        choices_[i] = new QAction(group);
        choices_[i]->setObjectName(QStringLiteral("ridge-") + QLatin1String(kChoices[i].name));
        choices_[i]->setCheckable(true);
        choices_[i]->setChecked(kChoices[i].direction == choice_);
        addAction(choices_[i]);
        connect(choices_[i], &QAction::triggered, this, [this, i] {
            choose(kChoices[i].direction);
            Q_EMIT optionsChanged();
        });
    }
    nameChoices();
}

void RidgePanel::nameChoices() {
    const std::array paper{QStringLiteral("μ₁"), QStringLiteral("μ₂")};
    for (std::size_t i = 0; i < kChoices.size(); ++i) {
        const DirectionChoice& choice = kChoices[i].direction;
        choices_[i]->setEnabled(!scene_ || lackOf(scene_->startNeurons, choice) == DirectionLack::none);
        if (choice.own) {
            choices_[i]->setText(tr("Own mean"));
            choices_[i]->setToolTip(
                tr("Absolute cosine of every neuron with its own mean: μ₁ for a > 0, μ₂ for a < 0."));
            continue;
        }
        const bool known = scene_ && choice.place < scene_->directions.size();
        const QString name =
            known ? QString::fromStdString(scene_->directions[choice.place].label) : paper[choice.place];
        choices_[i]->setText(tr("With %1").arg(name));
        choices_[i]->setToolTip(tr("Cosine with %1, neurons with a > 0 above those with a < 0.").arg(name));
    }
}

QString RidgePanel::cosineText() const {
    if (choice_.own) return tr("|cos(wⱼ, own μ)|");
    const bool known = scene_ && choice_.place < scene_->directions.size();
    return tr("cos(wⱼ, %1)")
        .arg(known                ? QString::fromStdString(scene_->directions[choice_.place].label)
             : choice_.place == 0 ? QStringLiteral("μ₁")
                                  : QStringLiteral("μ₂"));
}

void RidgePanel::choose(DirectionChoice choice) {
    choice_ = choice;
    for (std::size_t i = 0; i < kChoices.size(); ++i) {
        choices_[i]->setChecked(kChoices[i].direction == choice);
        if (kChoices[i].direction == choice) options_->setText(choices_[i]->text());
    }
    showScene(scene_);
    showAxes();
    fillLegend();
    if (content_.snapshot) showContent(PanelContent(content_));
}

QJsonObject RidgePanel::options() const {
    for (const Choice& choice : kChoices) {
        if (choice.direction == choice_) return {{QStringLiteral("mean"), QLatin1String(choice.name)}};
    }
    return {};
}

void RidgePanel::setOptions(const QJsonObject& options) {
    const QString wanted = options.value(QStringLiteral("mean")).toString();
    for (const Choice& choice : kChoices) {
        if (wanted == QLatin1String(choice.name)) choose(choice.direction);
    }
}

void RidgePanel::showContent(const PanelContent& content) {
    content_ = content;
    const Snapshot& snapshot = *content.snapshot;
    if (snapshot.scene != scene_) showScene(snapshot.scene);
    // Always logarithmic: the early steps are the ones to see.
    axis_ = StepAxis(StepScale::logarithmic, stepAxisFor(snapshot, StepScale::logarithmic).lastStep());
    showAxes();
    follow(view_, snapshot.history, choice_, snapshot.neurons.own);
    layer_->show(view_, axis_, static_cast<double>(snapshot.step));
    marks_->setMarks(stepMarksOf(snapshot, content.selection), axis_);
    const std::vector<RidgeLine> lines = ridgeLines(snapshot, choice_, pickedNeurons(content, kMostLines));
    layer_->setLines(lines, axis_);
    if (lines.empty() == hasLines_) {
        hasLines_ = !lines.empty();
        fillLegend();
    }
    pointer_->refresh();
    plot().refresh();
}

void RidgePanel::showScene(std::shared_ptr<const RunScene> scene) {
    scene_ = std::move(scene);
    nameChoices();
    for (std::size_t i = 0; i < kChoices.size(); ++i) {
        if (kChoices[i].direction == choice_) options_->setText(choices_[i]->text());
    }
    const bool lacks = scene_ && lackOf(scene_->startNeurons, choice_) != DirectionLack::none;
    setCaption(!lacks                       ? QString()
               : scene_->directions.empty() ? tr("no directions are known for these data")
                                            : tr("these data have no such direction; choose another"));
}

void RidgePanel::showAxes() {
    plot().setXAxis(stepPlotAxis(axis_, plot()));
    const RidgeStrips strips{.joined = choice_.own};
    // Without own places of the ticks in the strips, Qt Charts' marks would stand between them.
    PlotAxis axis{
        strips.low(), strips.high(), strips.joined ? 0.25 : 10, cosineText(),
        [strips](double place) { return tickLabel(strips.cosine(place), strips.joined ? 0.25 : 1); }};
    if (!strips.joined) {
        for (const bool positive : {false, true}) {
            for (const double cosine : {-1.0, 0.0, 1.0})
                axis.places.push_back(strips.place(cosine, positive));
        }
    }
    plot().setYAxis(axis);
}

void RidgePanel::setLook(const Look& look) {
    Panel::setLook(look);
    pointer_->setLook(look);
    fillLegend();
}

void RidgePanel::fillLegend() {
    const Palette palette = look().palette;
    const auto box = [](const QColor& color) {
        return [=](QPainter& painter) { painter.fillRect(QRectF(-5, -5, 10, 10), color); };
    };
    std::vector<LegendEntry> entries;
    if (choice_.own) {
        entries = {{tr("median"), lineGlyph(palette.text, 2), 14},
                   {tr("10 % and 90 %"), dashGlyph(palette.text), 16}};
    } else {
        entries = {{tr("a > 0, above"), box(palette.neuronPositive)},
                   {tr("a < 0, below"), box(palette.neuronNegative)}};
    }
    if (hasLines_) entries.push_back({tr("picked neurons"), lineGlyph(palette.text, 1), 14});
    legend().setEntries(std::move(entries));
    layoutCard();
}

PanelNeeds RidgePanel::needs() const {
    PanelNeeds needs;
    needs.parts = PartSet().with(SnapshotPart::activity);
    return needs;
}

QString RidgePanel::summary() const {
    if (view_.rows.empty()) return tr("No neuron has been recorded yet.");
    const RidgeRow& last = view_.rows.back();
    QString text = tr("%1 at %2 recorded steps up to step %3.")
                       .arg(cosineText(), countLabel(static_cast<std::int64_t>(view_.rows.size())),
                            countLabel(last.step));
    const std::optional<double> before = quantileOf(view_, view_.rows.front(), 0.5);
    const std::optional<double> now = quantileOf(view_, last, 0.5);
    if (choice_.own && before && now) {
        text += QLatin1Char(' ') +
                tr("The median went from %1 to %2.").arg(numberLabel(*before, 2), numberLabel(*now, 2));
    }
    return text;
}

const RidgeRow* RidgePanel::rowUnder(const QPointF& pixel) const {
    if (!content_.snapshot) return nullptr;
    const double step = axis_.stepAt(valueAt(plot().mapping(), pixel).x());
    return step > static_cast<double>(content_.snapshot->step) ? nullptr : rowAt(view_, step);
}

QString RidgePanel::readoutAt(const QPointF& pixel) const {
    const RidgeRow* row = rowUnder(pixel);
    if (!row) return {};
    const RidgeStrips strips{.joined = choice_.own};
    const double place = valueAt(plot().mapping(), pixel).y(), cosine = strips.cosine(place);
    const bool positive = strips.isPositive(place);
    const std::vector<std::int32_t>& counts = positive ? row->positive : row->negative;
    const auto above = std::upper_bound(view_.edges.begin(), view_.edges.end(), cosine);
    const auto bin = static_cast<std::size_t>(
        std::clamp<std::ptrdiff_t>(above - view_.edges.begin() - 1, 0, std::ssize(counts) - 1));
    const QString which = strips.joined ? tr("neurons")
                          : positive    ? tr("positive neurons")
                                        : tr("negative neurons");
    return tr("step %1").arg(countLabel(row->step)) + QLatin1Char('\n') +
           tr("%1 in [%2, %3): %4 %5")
               .arg(cosineText(), numberLabel(view_.edges[bin]), numberLabel(view_.edges[bin + 1]),
                    countLabel(counts[bin]), which);
}

}  // namespace featurescope::ui
