#include "ui/panels/projection_panel.h"

#include <QFontMetrics>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <algorithm>
#include <cmath>

#include "core/run/plane_network.h"
#include "ui/look/chart_look.h"
#include "ui/look/number_format.h"
#include "ui/panels/field_layer.h"
#include "ui/panels/input_space_actions.h"
#include "ui/panels/input_space_plot.h"
#include "ui/panels/input_space_texts.h"
#include "ui/panels/legend.h"
#include "ui/panels/options_button.h"
#include "ui/panels/plot_pointer.h"
#include "ui/panels/points_layer.h"
#include "ui/view_models/input_space_view.h"
#include "ui/view_models/readouts_view.h"

namespace featurescope::ui {
namespace {

constexpr int kBetween = 12;       // pixels between the two runs
constexpr double kNearPixels = 9;  // how far from a marker a click still means it

}  // namespace

ProjectionPanel::ProjectionPanel(QWidget* parent)
    : Panel(QStringLiteral("projection"), tr("Input space"), parent),
      actions_(new InputSpaceActions(*this)),
      live_(makeSide(plot(), QStringLiteral("liveCaption"))) {
    connect(&plot(), &PlotView::plotRectChanged, this, &ProjectionPanel::fitAxes);
    connect(actions_, &InputSpaceActions::chosen, this, [this] {
        applyOptions();
        Q_EMIT optionsChanged();
    });
    addControl(makeOptionsButton(*this, tr("View"), tr("Choose the plane, the field and the lines")));
    applyOptions();
}

ProjectionPanel::~ProjectionPanel() = default;

ProjectionPanel::Side ProjectionPanel::makeSide(PlotView& plot, const QString& captionName) {
    Side side;
    side.picture = std::make_unique<InputSpacePlot>(plot);
    const InputSpacePlot* picture = side.picture.get();
    const bool isLive = &plot == &this->plot();
    const auto self = [this, isLive]() -> const Side& { return isLive ? live_ : pinned_; };
    side.pointer = new PlotPointer(
        plot,
        [this, self, picture](const QPointF& pixel) {
            return picture->snapshot() ? readoutOf(self(), pixel) : QString();
        },
        isLive ? this : nullptr);
    connect(side.pointer, &PlotPointer::clicked, this,
            [this, self](const QPointF& pixel, Qt::KeyboardModifiers modifiers) {
                pickSample(self(), pixel, modifiers);
            });
    side.caption = new QLabel(this);
    side.caption->setObjectName(captionName);
    side.caption->setAlignment(Qt::AlignCenter);
    side.caption->setTextFormat(Qt::PlainText);
    side.caption->setFont(fontFor(TextRole::small, look()));
    side.caption->hide();
    return side;
}

void ProjectionPanel::showContent(const PanelContent& content) {
    content_ = content;
    const Snapshot& snapshot = *content.snapshot;
    const bool hasNoise = hasClusterNoise(snapshot);
    actions_->setData(dimensionOf(snapshot.spec.data), hasNoise);
    live_.picture->show(content.snapshot, content.selection, actions_->options(), content.baselines.get());
    showPinned();
    if (snapshot.scene != scene_ || hasNoise != hasNoise_) {
        scene_ = snapshot.scene;
        hasNoise_ = hasNoise;
        countSamples();
        fitAxes();
        fillLegend();
    }
    describePicture();
    live_.pointer->refresh();
}

void ProjectionPanel::showPinned() {
    const bool shows = !content_.pinned.empty();
    if (shows && !pinned_.picture) {
        auto* second = new PlotView(this);
        second->setObjectName(QStringLiteral("pinnedPlot"));
        pinned_ = makeSide(*second, QStringLiteral("pinnedCaption"));
        pinned_.picture->setLook(look());
        pinned_.pointer->setLook(look());
    }
    if (shows != showsPinned_) {
        showsPinned_ = shows;
        pinned_.picture->plot().setVisible(shows);
        live_.caption->setVisible(shows);
        pinned_.caption->setVisible(shows);
        placePlot(room_);
        Q_EMIT headingChanged();
    }
    if (!shows) return;
    const auto selected = std::ranges::find(content_.pinned, true, &PinnedView::isSelected);
    const PinnedView& run = selected == content_.pinned.end() ? content_.pinned.back() : *selected;
    const auto at = [](std::int64_t step) { return tr("step %1").arg(countLabel(step)); };
    live_.caption->setText(tr("this run") + QStringLiteral(" · ") + at(content_.snapshot->step));
    pinned_.caption->setText(run.name + QStringLiteral(" · ") + at(run.snapshot->step));
    pinned_.caption->setToolTip(run.difference);
    pinned_.picture->plot().setAccessibleName(tr("Plot: input space of %1").arg(run.name));
    // By the run beside it, so that the same colour is the same f.
    if (look().print.sharesRanges) {
        const float shared =
            std::max(typicalMagnitude(content_.snapshot->field), typicalMagnitude(run.snapshot->field));
        live_.picture->setMagnitude(shared);
        pinned_.picture->setMagnitude(shared);
    }
    pinned_.picture->show(run.snapshot, {}, actions_->options(), nullptr);
    if (area_) pinned_.picture->setArea(*area_);
    pinned_.pointer->refresh();
}

int ProjectionPanel::roomAbovePlot() const {
    return showsPinned_ ? QFontMetrics(live_.caption->font()).height() + 2 : 0;
}

void ProjectionPanel::placePlot(const QRect& room) {
    room_ = room;
    if (!showsPinned_) {
        Panel::placePlot(room);
        return;
    }
    const int caption = roomAbovePlot();
    const int width = (room.width() - kBetween) / 2;
    const QRect left(room.left(), room.top() + caption, width, room.height() - caption);
    const QRect right(left.translated(width + kBetween, 0));
    live_.caption->setGeometry(left.left(), room.top(), width, caption);
    pinned_.caption->setGeometry(right.left(), room.top(), width, caption);
    Panel::placePlot(left);
    pinned_.picture->plot().setGeometry(right);
}

void ProjectionPanel::setLook(const Look& look) {
    Panel::setLook(look);
    for (const Side* side : {&live_, &pinned_}) {
        if (!side->picture) continue;
        side->picture->setLook(look);
        side->pointer->setLook(look);
        side->caption->setFont(fontFor(TextRole::small, look));
    }
    fillLegend();
    layoutCard();
}

PanelNeeds ProjectionPanel::needs() const {
    const InputSpaceOptions& options = actions_->options();
    PanelNeeds needs;
    needs.plane = options.plane;
    needs.area = fieldArea();
    needs.mode = options.mode;
    needs.wantsBand = options.band && hasNoise_;
    needs.wantsBaselines = options.baselines;
    needs.parts = PartSet().with(SnapshotPart::activity);
    return needs;
}

QJsonObject ProjectionPanel::options() const { return toJson(actions_->options()); }

void ProjectionPanel::setOptions(const QJsonObject& options) {
    actions_->setOptions(fromJson(options, actions_->options()));
    applyOptions();
}

void ProjectionPanel::applyOptions() {
    describePicture();
    fillLegend();
    if (content_.snapshot) showContent(content_);
    Q_EMIT needsChanged();
}

std::optional<PlaneRectangle> ProjectionPanel::fieldArea() const {
    if (!scene_) return std::nullopt;
    const QRectF rect = plot().plotRect();
    return visibleArea(scene_->radius, rect.width(), rect.height());
}

void ProjectionPanel::fitAxes() {
    area_ = fieldArea();
    if (!area_) return;
    live_.picture->setArea(*area_);
    if (showsPinned_) pinned_.picture->setArea(*area_);
    Q_EMIT needsChanged();
}

void ProjectionPanel::countSamples() {
    samplesText_.clear();
    if (!scene_) return;
    const ProjectionPoints points = projectionPoints(*scene_);
    const auto count = [](std::size_t number) { return countLabel(static_cast<std::int64_t>(number)); };
    const QString drawn =
        points.points.size() < points.total
            ? tr("%1 of %2 training samples are drawn.").arg(count(points.points.size()), count(points.total))
            : tr("All %1 training samples are drawn.").arg(count(points.total));
    samplesText_ = drawn + QLatin1Char(' ') + tr("%1 have a corrupted label.").arg(count(points.corrupted));
}

void ProjectionPanel::describePicture() {
    const PlaneChoice& wanted = actions_->options().plane;
    const bool fallsBack = wanted.kind == PlaneKind::means && scene_ && scene_->directions.empty();
    const QString plane =
        captionOf(fallsBack ? scene_->plane : wanted,
                  scene_ ? scene_->directions : std::vector<ReferenceDirection>(), wanted.kind, fieldMode());
    const double error = content_.snapshot && hasNoise_
                             ? lastKnown(*content_.snapshot, Observable::testErrorClean)
                             : kUndefined;
    // The plane alone may look better than what the network does to samples.
    setCaption(std::isfinite(error)
                   ? tr("Clean test error of points like these: %1 · %2").arg(percentLabel(error), plane)
                   : plane);
    setToolTip(samplesText_ + QLatin1Char('\n') + caption());
}

FieldMode ProjectionPanel::fieldMode() const {
    return hasNoise_ ? actions_->options().mode : FieldMode::slice;
}

QString ProjectionPanel::summary() const {
    if (!content_.snapshot || !scene_) return caption();
    const Snapshot& snapshot = *content_.snapshot;
    QString text = tr("Step %1.").arg(countLabel(snapshot.step));
    const auto add = [&](const QString& sentence, Observable which) {
        const double error = lastKnown(snapshot, which);
        if (std::isfinite(error)) text += QLatin1Char(' ') + sentence.arg(percentLabel(error));
    };
    add(tr("Training error %1."), Observable::trainError);
    add(tr("Test error %1."), Observable::testError);
    return text + QLatin1Char(' ') + samplesText_ + QLatin1Char(' ') + caption() + QLatin1Char('.');
}

void ProjectionPanel::fillLegend() {
    const Palette palette = look().palette;
    const InputSpaceOptions& options = actions_->options();
    const auto marker = [palette](Marker which) {
        return [=](QPainter& painter) { drawMarker(painter, which, palette, 8); };
    };
    const auto line = [](const QPen& pen) {
        return [=](QPainter& painter) {
            painter.setPen(pen);
            painter.drawLine(QPointF(-9, 0), QPointF(9, 0));
        };
    };
    const std::span<const SampleGroup> groups = scene_ ? scene_->groups : traitsOf(XorClusters{}).groups;
    std::vector<LegendEntry> entries;
    entries.reserve(groups.size());
    for (const SampleGroup& group : groups)
        entries.push_back({QString::fromStdString(group.label), marker({colourOf(group.colour), false})});
    if (entries.empty())
        entries = {{tr("label +1"), marker({0, false})}, {tr("label −1"), marker({2, false})}};
    entries.push_back({tr("corrupted"), [palette](QPainter& painter) {
                           painter.setPen(QPen(palette.text, 1.6));
                           painter.drawEllipse(QPointF(), 4, 4);
                       }});
    if (!scene_ || !scene_->directions.empty())
        entries.push_back({tr("mean"), [palette](QPainter& painter) { drawMeanMark(painter, palette); }});
    entries.push_back({tr("f = 0"), lineGlyph(palette.boundary, stroke::kBoundary), 14});
    if (options.ideal && (!scene_ || hasIdealRule(*scene_)))
        entries.push_back({tr("ideal"), line(idealPen(look())), 18});
    const bool hasBand = !content_.snapshot || hasPlaneNetwork(content_.snapshot->spec.network);
    if (options.band && hasNoise_ && hasBand) {
        entries.push_back(
            {tr("uncertain: 10 % to 90 %"),
             [this](QPainter& painter) {
                 painter.fillRect(QRectF(-9, -5, 18, 10), bandShade(look().palette));
                 painter.setPen(bandPen(look(), 1));
                 painter.drawLine(QPointF(-9, -5), QPointF(9, -5));
             },
             18,
             tr("Of the points that look like these, with their other coordinates drawn at random, "
                "between 10 % and 90 % get f > 0.")});
    }
    legend().setEntries(std::move(entries));
    layoutCard();
}

double ProjectionPanel::reach() const {
    return area_ ? kNearPixels * (area_->right - area_->left) / std::max(1.0, plot().plotRect().width()) : 0;
}

QString ProjectionPanel::readoutOf(const Side& side, const QPointF& pixel) const {
    const QPointF value = valueAt(side.picture->plot().mapping(), pixel);
    const PlanePoint at{value.x(), value.y()};
    const Snapshot& snapshot = *side.picture->snapshot();
    return readoutAt(snapshot, shownMode(snapshot, actions_->options().mode), at,
                     nearestSample(side.picture->points(), at, reach()));
}

void ProjectionPanel::pickSample(const Side& side, const QPointF& pixel, Qt::KeyboardModifiers modifiers) {
    // Samples are picked in the run that trains; the pinned one may have others.
    if (!content_.snapshot || &side != &live_) return;
    const QPointF value = valueAt(plot().mapping(), pixel);
    const std::optional<std::int32_t> sample =
        nearestSample(live_.picture->points(), {value.x(), value.y()}, reach());
    const bool adds = (modifiers & (Qt::ControlModifier | Qt::ShiftModifier)) != 0;
    Selection wanted{.neurons = {}, .samples = {}, .step = content_.selection.step};
    if (adds) wanted = content_.selection;
    if (sample) {
        const auto place = std::lower_bound(wanted.samples.begin(), wanted.samples.end(), *sample);
        const bool known = place != wanted.samples.end() && *place == *sample;
        known ? wanted.samples.erase(place) : wanted.samples.insert(place, *sample);
    }
    if (wanted != content_.selection) Q_EMIT selectionWanted(wanted);
}

}  // namespace featurescope::ui
