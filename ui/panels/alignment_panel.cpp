#include "ui/panels/alignment_panel.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/look/chart_look.h"
#include "ui/look/number_format.h"
#include "ui/panels/histogram_layer.h"
#include "ui/panels/legend.h"
#include "ui/panels/note_layer.h"
#include "ui/panels/plot_pointer.h"
#include "ui/panels/plot_view.h"

namespace featurescope::ui {
namespace {

QString idOf(DirectionChoice choice) {
    if (choice.own) return QStringLiteral("alignment-own");
    return QStringLiteral("alignment-mu%1").arg(choice.place + 1);
}

/// As the data call the direction; the paper's name where they have none such, or nothing is known yet.
QString nameIn(const RunScene* scene, DirectionChoice choice) {
    if (scene && choice.place < scene->directions.size())
        return QString::fromStdString(scene->directions[choice.place].label);
    return choice.place == 0 ? QStringLiteral("μ₁") : QStringLiteral("μ₂");
}

QString titleFor(const RunScene* scene, DirectionChoice choice) {
    if (choice.own) return AlignmentPanel::tr("Own alignment");
    return AlignmentPanel::tr("Alignment with %1").arg(nameIn(scene, choice));
}

QString axisTitleFor(const RunScene* scene, DirectionChoice choice) {
    if (choice.own) return AlignmentPanel::tr("|cos(wⱼ, own μ)|");
    return AlignmentPanel::tr("cos(wⱼ, %1)").arg(nameIn(scene, choice));
}

/// What the panel shows, or why it shows nothing; empty where the table of panels says it.
QString captionFor(const RunScene* scene, DirectionChoice choice) {
    if (!scene) return {};
    const DirectionLack lack = lackOf(scene->startNeurons, choice);
    if (lack == DirectionLack::none) {
        return choice.own ? QString()
                          : AlignmentPanel::tr("Each neuron's cosine with %1").arg(nameIn(scene, choice));
    }
    if (scene->directions.empty()) return AlignmentPanel::tr("no directions are known for these data");
    return lack == DirectionLack::direction
               ? AlignmentPanel::tr("these data have no further direction")
               : AlignmentPanel::tr("in these data no direction belongs to one sign of a alone");
}

/// The law of the start holds where it is drawn; a file may bring weights of its own.
std::int64_t dimensionOfDrawnStart(const Snapshot& snapshot) {
    if (!snapshot.scene) return 0;
    const DataTraits data = traitsOf(snapshot.scene->spec.data);
    return data.isDrawn() ? data.dimension : 0;
}

std::vector<QString> namesOf(const std::vector<PinnedView>& pinned) {
    std::vector<QString> names;
    names.reserve(pinned.size());
    for (const PinnedView& run : pinned) names.push_back(run.name);
    return names;
}

std::vector<std::int32_t> united(std::vector<std::int32_t> a, const std::vector<std::int32_t>& b) {
    a.insert(a.end(), b.begin(), b.end());
    std::sort(a.begin(), a.end());
    a.erase(std::unique(a.begin(), a.end()), a.end());
    return a;
}

}  // namespace

AlignmentPanel::AlignmentPanel(DirectionChoice choice, QWidget* parent)
    : Panel(idOf(choice), titleFor(nullptr, choice), parent),
      choice_(choice),
      layer_(new HistogramLayer(plot())),
      note_(new NoteLayer(plot())),
      pointer_(new PlotPointer(
          plot(), [this](const QPointF& pixel) { return readoutAt(pixel); }, this)) {
    showDirection();
    connect(pointer_, &PlotPointer::clicked, this, &AlignmentPanel::pickBar);
}

void AlignmentPanel::showDirection() {
    const RunScene* const scene = content_.snapshot ? content_.snapshot->scene.get() : nullptr;
    const double interval = joinsSigns() ? 0.25 : 0.5;
    plot().setXAxis({joinsSigns() ? 0.0 : -1.0, 1, interval, axisTitleFor(scene, choice_),
                     [interval](double value) { return tickLabel(value, interval); }});
    setTitle(titleFor(scene, choice_));
    const QString caption = captionFor(scene, choice_);
    setCaption(caption);
    // A figure has no caption, and must not show empty axes without a word.
    note_->setNote(lacksDirection() ? QStringList{caption} : QStringList(), {Qt::TopLeftCorner},
                   [](const QRectF&) { return false; });
}

PanelNeeds AlignmentPanel::needs() const {
    PanelNeeds needs;
    needs.parts = PartSet().with(SnapshotPart::activity);
    needs.wantsTheory = true;
    return needs;
}

void AlignmentPanel::showContent(const PanelContent& content) {
    content_ = content;
    const Snapshot& snapshot = *content.snapshot;
    if (snapshot.scene != scene_) {
        scene_ = snapshot.scene;
        showDirection();
    }
    const std::int64_t dimension = dimensionOfDrawnStart(snapshot);
    if (dimension != law_.dimension) law_ = startLaw(dimension, choice_);
    AlignmentView view = alignmentView(content, choice_, law_);
    ownRange_ = view.top;
    view.top = std::max(view.top, leastRange_);
    const int top = view.top;
    plot().setYAxis({joinsSigns() ? 0.0 : -1.0, 1, 0.5, tr("neurons (√ scale)"),
                     [top](double height) { return countLabel(std::llround(height * height * top)); }});
    const bool hasLaw = !view.startLaw.empty(), holds = view.predictionHolds;
    layer_->show(std::move(view));
    const QString prediction = predictionText();
    if (hasLaw != hasLaw_ || prediction != predictionText_ || holds != predictionHolds_ ||
        namesOf(content.pinned) != pinnedNames_) {
        hasLaw_ = hasLaw;
        predictionHolds_ = holds;
        predictionText_ = prediction;
        pinnedNames_ = namesOf(content.pinned);
        fillLegend();
    }
    pointer_->refresh();
    plot().refresh();
}

void AlignmentPanel::setLeastRange(double range) {
    const int neurons = static_cast<int>(std::lround(range));
    if (neurons == leastRange_) return;
    leastRange_ = neurons;
    if (content_.snapshot) showContent(PanelContent(content_));
}

QString AlignmentPanel::predictionText() const {
    const AlignmentView& view = layer_->shown();
    if (view.predicted.empty()) return {};
    const Snapshot& snapshot = *content_.snapshot;
    // While training goes on, the line is nearly always some steps behind: its legend keeps its width.
    if (view.predictedStep != snapshot.step || snapshot.state == RunState::running)
        return tr("theory (step %1)").arg(countLabel(view.predictedStep));
    return view.predictionHolds ? tr("theory") : tr("theory, no longer valid here");
}

bool AlignmentPanel::lacksDirection() const {
    const RunScene* const scene = content_.snapshot ? content_.snapshot->scene.get() : nullptr;
    return scene && lackOf(scene->startNeurons, choice_) != DirectionLack::none;
}

QString AlignmentPanel::summary() const {
    if (!content_.snapshot) return {};
    const NeuronTable& neurons = content_.snapshot->neurons;
    const auto part = [&](int sign) {
        const int count = sign > 0   ? layer_->shown().now.positiveNeurons()
                          : sign < 0 ? layer_->shown().now.negativeNeurons()
                                     : layer_->shown().now.neurons();
        const QString text = sign > 0   ? tr("%1 positive neurons")
                             : sign < 0 ? tr("%1 negative neurons")
                                        : tr("%1 neurons");
        const double median = medianCosineSize(neurons, choice_, sign);
        return text.arg(countLabel(count)) +
               (std::isfinite(median) ? tr(", median %1").arg(numberLabel(median, 2)) : QString());
    };
    if (lacksDirection()) return tr("%1: %2.").arg(title(), caption());
    const QString counts = joinsSigns() ? part(0) : part(1) + tr("; ") + part(-1);
    return tr("%1, absolute cosines at step %2: %3.")
        .arg(title(), countLabel(content_.snapshot->step), counts);
}

void AlignmentPanel::setLook(const Look& look) {
    Panel::setLook(look);
    pointer_->setLook(look);
    fillLegend();
}

void AlignmentPanel::fillLegend() {
    const Palette palette = look().palette;
    const auto sign = [](const QColor& color, bool up) {
        return [=](QPainter& painter) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(color);
            const double tip = up ? -4 : 4;
            painter.drawPolygon(QPolygonF({{-4.5, -tip}, {4.5, -tip}, {0, tip}}));
        };
    };
    const auto line = [](const QPen& pen) {
        return [=](QPainter& painter) {
            painter.setPen(pen);
            painter.drawLine(QPointF(-8, 0), QPointF(8, 0));
        };
    };
    std::vector<LegendEntry> entries;
    if (!joinsSigns()) {
        entries = {
            {tr("a > 0"), sign(palette.neuronPositive, true), 10, tr("Neurons that vote for label +1.")},
            {tr("a < 0"), sign(palette.neuronNegative, false), 10, tr("Neurons that vote for label −1.")}};
    }
    entries.push_back(
        {tr("step 0"), dashGlyph(palette.muted), 16, tr("The histogram at the start of this run.")});
    if (hasLaw_)
        entries.push_back(
            {tr("random start (theory)"), line(QPen(palette.muted, stroke::kReference, Qt::DotLine)), 16,
             tr("How many neurons a random start in d dimensions puts into each bar, on average.")});
    if (!predictionText_.isEmpty()) {
        QColor color = palette.text;
        if (!predictionHolds_) color.setAlpha(kPaleAlpha);
        entries.push_back({predictionText_, line(QPen(color, stroke::kReference)), 16,
                           tr("Found from the settings alone, with no look at the data.")});
    }
    for (std::size_t run = 0; run < pinnedNames_.size(); ++run) {
        entries.push_back({pinnedNames_[run], line(pinnedRunPen(run, palette.text, stroke::kReference)), 16});
    }
    legend().setEntries(std::move(entries));
    layoutCard();
}

std::pair<std::size_t, bool> AlignmentPanel::barAt(const QPointF& pixel) const {
    const QPointF value = valueAt(plot().mapping(), pixel);
    return {layer_->shown().now.binOf(value.x()), value.y() >= 0};
}

QString AlignmentPanel::readoutAt(const QPointF& pixel) const {
    const AlignmentView& view = layer_->shown();
    const AlignmentHistogram& now = view.now;
    if (!content_.snapshot || !content_.snapshot->scene || now.largest() == 0) return {};
    const auto [bin, up] = barAt(pixel);
    const bool last = bin + 1 == AlignmentHistogram::kBins;
    QString text = tr("%1 in [%2, %3%4")
                       .arg(axisTitleFor(scene_.get(), choice_), numberLabel(now.edge(bin)),
                            numberLabel(now.edge(bin + 1)), last ? QStringLiteral("]") : QStringLiteral(")"));
    text += QLatin1Char('\n') + tr("%1 positive, %2 negative neurons")
                                    .arg(countLabel(now.positive[bin]), countLabel(now.negative[bin]));
    text += QLatin1Char('\n') +
            tr("at step 0: %1 and %2")
                .arg(countLabel(view.start.positive[bin]), countLabel(view.start.negative[bin]));
    if (view.selected.largest() > 0) {
        text +=
            QLatin1Char('\n') +
            tr("picked out: %1").arg(countLabel(view.selected.positive[bin] + view.selected.negative[bin]));
    }
    const CountLine& predicted = up ? view.predicted.positive : view.predicted.negative;
    if (bin < predicted.size()) {
        text += QLatin1Char('\n') + tr("predicted for step %1: %2 %3")
                                        .arg(countLabel(view.predictedStep), numberLabel(predicted[bin].y, 2),
                                             joinsSigns() ? tr("neurons")
                                             : up         ? tr("positive")
                                                          : tr("negative"));
    }
    return text;
}

void AlignmentPanel::pickBar(const QPointF& pixel, Qt::KeyboardModifiers modifiers) {
    if (!content_.snapshot) return;
    const auto [bin, up] = barAt(pixel);
    const int sign = joinsSigns() ? 0 : up ? 1 : -1;
    Selection wanted{.neurons = neuronsInBin(content_.snapshot->neurons, choice_, bin, sign),
                     .samples = {},
                     .step = content_.selection.step};
    if (modifiers & (Qt::ControlModifier | Qt::ShiftModifier)) {
        wanted.neurons = united(content_.selection.neurons, wanted.neurons);
        wanted.samples = content_.selection.samples;
    }
    if (wanted != content_.selection) Q_EMIT selectionWanted(wanted);
}

}  // namespace featurescope::ui
