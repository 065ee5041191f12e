#include "ui/panels/neuron_curves_panel.h"

#include <QComboBox>
#include <algorithm>
#include <cmath>

#include "ui/look/chart_look.h"
#include "ui/look/number_format.h"
#include "ui/panels/neuron_curves_layer.h"
#include "ui/panels/panel_controls.h"
#include "ui/panels/plot_view.h"
#include "ui/view_models/nice_scale.h"
#include "ui/view_models/selection_edit.h"

namespace featurescope::ui {
namespace {

const QString kQuantities[] = {QStringLiteral("projection"), QStringLiteral("norm"),
                               QStringLiteral("alignment")};
constexpr std::size_t kMostPicked = 40;  // thick lines; more would hide each other
constexpr double kReach = 7;             // pixels between the cursor and a line that it means

}  // namespace

NeuronCurvesPanel::NeuronCurvesPanel(QWidget* parent)
    : TimePanel(QStringLiteral("neuron-curves"), tr("Neurons over time"), parent),
      layer_(new NeuronCurvesLayer(plot())),
      chooser_(makeChooser(this, QStringLiteral("quantity"), tr("Quantity"),
                           {tr("projection on own mean"), tr("norm"), tr("own |cos|")},
                           tr("What is drawn of each neuron"), Qt::Key_V)) {
    addControl(chooser_);
    connect(chooser_, &QComboBox::activated, this, [this](int index) {
        chooser_->setCurrentIndex(index);
        redraw();
        Q_EMIT optionsChanged();
    });
}

NeuronQuantity NeuronCurvesPanel::quantity() const {
    return static_cast<NeuronQuantity>(chooser_->currentIndex());
}

void NeuronCurvesPanel::setLook(const Look& look) {
    layer_->forgetPicture();
    TimePanel::setLook(look);
}

QJsonObject NeuronCurvesPanel::options() const {
    QJsonObject options = TimePanel::options();
    options[QStringLiteral("quantity")] = kQuantities[chooser_->currentIndex()];
    return options;
}

void NeuronCurvesPanel::setOptions(const QJsonObject& options) {
    const QString wanted = options.value(QStringLiteral("quantity")).toString();
    for (int i = 0; i < 3; ++i) {
        if (wanted == kQuantities[i]) chooser_->setCurrentIndex(i);
    }
    TimePanel::setOptions(options);
}

QString NeuronCurvesPanel::valueText(double value) const { return numberLabel(value); }

void NeuronCurvesPanel::drawContent(const PanelContent& content) {
    const Snapshot& snapshot = *content.snapshot;
    const bool moving = snapshot.state == RunState::running || snapshot.state == RunState::seeking;
    const std::int64_t present = moving ? -1 : snapshot.step;
    const std::vector<std::int32_t> picked = pickedNeurons(content, kMostPicked);
    Key key{snapshot.runId, snapshot.history.size(), present, quantity(), picked, stepAxis()};
    if (!(key == madeFrom_)) {
        curves_ = neuronCurves(snapshot, quantity(), kMostLines, picked);
        madeFrom_ = std::move(key);
        layer_->setCurves(curves_, stepAxis(), picked);
    }
    showValueAxis();
    const bool norm = quantity() == NeuronQuantity::norm;
    bound_ = norm ? lemma14Bound(snapshot, stepAxis()) : CurveData();
    if (norm) {
        setLines({{&bound_,
                   tr("2|a|αt"),
                   {.color = look().palette.noiseLine, .width = stroke::kReference, .dash = LineDash::dashed},
                   0,
                   {},
                   tr("Lemma 14: ‖wⱼ‖ is at most 2|aⱼ|αt when (A6) holds")}},
                 {});
    } else {
        setLines({}, {});
    }
    sayWhatIsShown(snapshot);
}

void NeuronCurvesPanel::showValueAxis() {
    if (quantity() == NeuronQuantity::alignment) {
        plot().setYAxis(
            {0, 1, 0.25, tr("|cos| with own mean"), [](double value) { return tickLabel(value, 0.25); }});
        return;
    }
    const double span = curves_.highest - curves_.lowest;
    const double interval = span > 0 ? niceInterval(span, 8) : 0.5;
    const double low = span > 0 ? std::floor(curves_.lowest / interval + 1e-9) * interval : -0.5;
    const double high = span > 0 ? std::ceil(curves_.highest / interval - 1e-9) * interval : 0.5;
    const int exponent = tickExponent(std::max(-low, high));
    const double unit = std::pow(10.0, exponent);
    const QString what = quantity() == NeuronQuantity::norm ? tr("‖wⱼ‖") : tr("projection");
    plot().setYAxis({low, high, interval,
                     exponent == 0 ? what : tr("%1 in 10%2").arg(what, superscriptLabel(exponent)),
                     [=](double value) { return tickLabel(value / unit, interval / unit); }});
}

void NeuronCurvesPanel::sayWhatIsShown(const Snapshot& snapshot) {
    if (curves_.curves.empty() && snapshot.scene && quantity() != NeuronQuantity::norm) {
        setCaption(snapshot.scene->directions.empty()
                       ? tr("no directions are known for these data; choose the norm")
                       : tr("in these data no direction belongs to one sign of a; choose the norm"));
        return;
    }
    QStringList parts;
    const auto drawn = static_cast<std::int64_t>(curves_.curves.size());
    const std::int64_t all = snapshot.spec.network.neurons;
    parts << (drawn < all ? tr("%1 of %2 neurons, evenly chosen").arg(countLabel(drawn), countLabel(all))
                          : tr("all %1 neurons").arg(countLabel(all)));
    parts << tr("a > 0 blue, a < 0 orange and dashed");
    if (quantity() == NeuronQuantity::norm) parts << tr("bound of Lemma 14: holds when (A6) does");
    setCaption(parts.join(tr("; ")));
}

QString NeuronCurvesPanel::summary() const {
    if (!content().snapshot) return {};
    const auto step = static_cast<double>(content().snapshot->step);
    const auto known = std::upper_bound(curves_.steps.begin(), curves_.steps.end(), step);
    QString selected;
    for (const std::int32_t neuron : content().selection.neurons) {
        const NeuronCurve* curve = curves_.of(neuron);
        if (!curve || known == curves_.steps.begin()) continue;
        const auto last = static_cast<std::size_t>(known - curves_.steps.begin()) - 1;
        selected += tr(" Neuron %1 is at %2.").arg(countLabel(neuron), numberLabel(curve->values[last]));
    }
    return tr("Lines of %1 neurons, values from %2 to %3.%4")
        .arg(countLabel(static_cast<std::int64_t>(curves_.curves.size())), numberLabel(curves_.lowest),
             numberLabel(curves_.highest), selected);
}

std::optional<std::pair<const NeuronCurve*, std::size_t>> NeuronCurvesPanel::lineAt(
    const QPointF& position) const {
    if (curves_.steps.empty()) return std::nullopt;
    const PlotMapping map = plot().mapping();
    const double at = map.xAt(position.x());
    const auto after = std::lower_bound(curves_.steps.begin(), curves_.steps.end(), stepAxis().stepAt(at));
    const auto right = static_cast<std::size_t>(after - curves_.steps.begin());
    const std::size_t high = std::min(right, curves_.steps.size() - 1), low = high > 0 ? high - 1 : 0;
    const double from = stepAxis().position(curves_.steps[low]),
                 to = stepAxis().position(curves_.steps[high]);
    if (at > to && map.x(at) - map.x(to) > kReach) return std::nullopt;
    const double share = to > from ? std::clamp((at - from) / (to - from), 0.0, 1.0) : 1;
    const NeuronCurve* nearest = nullptr;
    double smallest = kReach;
    for (const NeuronCurve& curve : curves_.curves) {
        const double value = (1 - share) * curve.values[low] + share * curve.values[high];
        const double distance = std::abs(map.y(value) - position.y());
        if (distance < smallest) {
            smallest = distance;
            nearest = &curve;
        }
    }
    if (!nearest) return std::nullopt;
    return std::pair(nearest, share < 0.5 ? low : high);
}

QString NeuronCurvesPanel::hoveredAt(const QPointF& position) const {
    const auto line = lineAt(position);
    if (!line) return {};
    const auto& [curve, index] = *line;
    const QString sign = curve->sign > 0 ? tr("a > 0") : curve->sign < 0 ? tr("a < 0") : tr("a = 0");
    return tr("neuron %1 (%2)\nstep %3: %4")
        .arg(countLabel(curve->neuron), sign, countLabel(static_cast<std::int64_t>(curves_.steps[index])),
             numberLabel(curve->values[index], 4));
}

bool NeuronCurvesPanel::clickedAt(const QPointF& position, Qt::KeyboardModifiers modifiers) {
    const auto line = lineAt(position);
    if (!line) return false;
    Q_EMIT selectionWanted(
        withNeuron(content().selection, line->first->neuron, modifiers.testFlag(Qt::ControlModifier)));
    return true;
}

}  // namespace featurescope::ui
