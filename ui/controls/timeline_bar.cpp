#include "ui/controls/timeline_bar.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/look/number_format.h"

namespace featurescope::ui {
namespace {

constexpr double kSide = 18;  // pixels left and right of the track, at text scale 1
constexpr double kTrackHeight = 4;
constexpr double kHandle = 8;
constexpr double kMarkGlyph = 4;

}  // namespace

TimelineBar::TimelineBar(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("timeline"));
    setAccessibleName(tr("Timeline"));
    setToolTip(tr("Drag to any step that was trained (Left, Right, Home, End)"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TimelineBar::showState(const TimelineState& state) {
    if (state == state_) return;
    const bool moved = state.shown != state_.shown;
    state_ = state;
    setAccessibleDescription(
        tr("Step %1 of %2 trained.").arg(countLabel(state.shown), countLabel(state.trainedTo)));
    update();
    if (moved && QAccessible::isActive()) {
        QAccessibleValueChangeEvent change(this, QVariant::fromValue(state.shown));
        QAccessible::updateAccessibility(&change);
    }
}

void TimelineBar::setLook(const Look& look) {
    look_ = look;
    setFont(fontFor(TextRole::caption, look));
    updateGeometry();
    update();
}

void TimelineBar::setLogarithmic(bool logarithmic) {
    logarithmic_ = logarithmic;
    update();
}

QSize TimelineBar::sizeHint() const { return {scaled(600, look_), scaled(56, look_)}; }

QSize TimelineBar::minimumSizeHint() const { return {scaled(240, look_), scaled(56, look_)}; }

TimeScale TimelineBar::scale() const {
    return {.last = std::max({std::int64_t{1}, state_.planned, state_.trainedTo}),
            .logarithmic = logarithmic_};
}

double TimelineBar::pixelOf(std::int64_t step) const {
    const double side = kSide * look_.textScale;
    return side + scale().position(step) * (width() - 2 * side);
}

std::int64_t TimelineBar::stepAt(double x) const {
    const double side = kSide * look_.textScale;
    const double room = std::max(1.0, width() - 2 * side);
    return std::min(scale().step((x - side) / room), state_.trainedTo);
}

double TimelineBar::trackY() const { return std::round(height() * 0.55); }

void TimelineBar::goTo(std::int64_t step) {
    const std::int64_t wanted = std::clamp<std::int64_t>(step, 0, state_.trainedTo);
    if (wanted != state_.shown) Q_EMIT stepWanted(wanted, false);
}

std::vector<TimelineBar::PlacedMark> TimelineBar::placedMarks() const {
    std::vector<PlacedMark> placed;
    placed.reserve(state_.marks.size());
    for (const TimelineMark& mark : state_.marks) placed.push_back({&mark, QRectF(), pixelOf(mark.step)});
    // The most important first; the others move aside for one more where they can.
    constexpr std::size_t kMostNames = 8;
    std::vector<PlacedMark*> named;
    for (PlacedMark& mark : placed) {
        if (named.size() == kMostNames) break;
        named.push_back(&mark);
        if (placeNames(named, 0, placed)) continue;
        named.back()->label = QRectF();
        named.pop_back();
        placeNames(named, 0, placed);
    }
    return placed;
}

/// Where its name may stand: over the mark, or beginning or ending there; first those that stand over no
/// other.
std::vector<QRectF> TimelineBar::placesFor(const PlacedMark& mark, const std::vector<PlacedMark>& all) const {
    const QFontMetricsF metrics(font());
    const QSizeF size(metrics.horizontalAdvance(mark.mark->name), metrics.height());
    const double reach = kMarkGlyph * look_.textScale, last = width() - 2 - size.width();
    std::vector<QRectF> places;
    for (const double left : {std::clamp(mark.x - size.width() / 2, 2.0, std::max(2.0, last)), mark.x - reach,
                              mark.x + reach - size.width()}) {
        if (left >= 2 && left <= std::max(2.0, last)) places.emplace_back(QPointF(left, 2), size);
    }
    std::stable_partition(places.begin(), places.end(), [&](const QRectF& place) {
        return std::ranges::none_of(all, [&](const PlacedMark& other) {
            return other.mark != mark.mark && other.x > place.left() - reach &&
                   other.x < place.right() + reach;
        });
    });
    return places;
}

/// Finds places for all of these names from `first` on, such that none touches another.
bool TimelineBar::placeNames(const std::vector<PlacedMark*>& named, std::size_t first,
                             const std::vector<PlacedMark>& all) const {
    if (first == named.size()) return true;
    const double gap = 6 * look_.textScale;
    for (const QRectF& place : placesFor(*named[first], all)) {
        const bool isFree = std::all_of(named.begin(), named.begin() + static_cast<std::ptrdiff_t>(first),
                                        [&](const PlacedMark* other) {
                                            return other->label.left() >= place.right() + gap ||
                                                   place.left() >= other->label.right() + gap;
                                        });
        if (!isFree) continue;
        named[first]->label = place;
        if (placeNames(named, first + 1, all)) return true;
    }
    return false;
}

const TimelineMark* TimelineBar::markAt(const QPointF& point) const {
    const double reach = 2 * kMarkGlyph * look_.textScale;
    for (const PlacedMark& placed : placedMarks()) {
        const bool onGlyph =
            std::abs(point.x() - placed.x) <= reach && std::abs(point.y() - (trackY() - 2 * reach)) <= reach;
        if (placed.label.adjusted(-2, -2, 2, 2).contains(point) || onGlyph) return placed.mark;
    }
    return nullptr;
}

QString TimelineBar::tipAt(const QPointF& point) const {
    if (const TimelineMark* mark = markAt(point)) {
        return tr("%1: step %2. %3").arg(mark->name, countLabel(mark->step), mark->explanation);
    }
    return tr("Step %1 — drag to see any step that was trained (one step: Left, Right; ends: Home, End)")
        .arg(countLabel(stepAt(point.x())));
}

void TimelineBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font());
    paintTrack(painter);
    paintTicks(painter);
    paintMarks(painter);
    paintHandle(painter);
}

void TimelineBar::paintTrack(QPainter& painter) const {
    const double thick = kTrackHeight * look_.textScale;
    const double y = trackY() - thick / 2;
    const double left = pixelOf(0), right = pixelOf(scale().last), done = pixelOf(state_.trainedTo);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look_.palette.border);
    painter.drawRoundedRect(QRectF(left, y, right - left, thick), thick / 2, thick / 2);
    painter.setBrush(look_.palette.accent);
    painter.drawRoundedRect(QRectF(left, y, std::max(thick, done - left), thick), thick / 2, thick / 2);
}

void TimelineBar::paintTicks(QPainter& painter) const {
    const QFontMetricsF metrics(font());
    const double top = trackY() + (kHandle + 2) * look_.textScale;
    painter.setPen(look_.palette.muted);
    double free = 0;
    for (const std::int64_t step :
         scale().ticks(std::max(3, static_cast<int>(width() / (46 * look_.textScale))))) {
        const QString text = countLabel(step);
        const double half = metrics.horizontalAdvance(text) / 2;
        const double x = pixelOf(step);
        if (x - half < free) continue;
        painter.drawText(QPointF(x - half, top + metrics.ascent()), text);
        free = x + half + 8 * look_.textScale;
    }
}

void TimelineBar::paintMarks(QPainter& painter) const {
    const QFontMetricsF metrics(font());
    const double size = kMarkGlyph * look_.textScale;
    const double tip = trackY() - kTrackHeight * look_.textScale;
    for (const PlacedMark& placed : placedMarks()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(placed.label.isEmpty() ? look_.palette.muted : look_.palette.text);
        painter.drawPolygon(QPolygonF(
            {{placed.x - size, tip - 1.6 * size}, {placed.x + size, tip - 1.6 * size}, {placed.x, tip}}));
        if (placed.label.isEmpty()) continue;
        painter.setPen(look_.palette.text);
        painter.drawText(QPointF(placed.label.left(), placed.label.top() + metrics.ascent()),
                         placed.mark->name);
    }
}

void TimelineBar::paintHandle(QPainter& painter) const {
    const double radius = kHandle * look_.textScale;
    const QPointF centre(pixelOf(dragging_ ? draggedTo_ : state_.shown), trackY());
    // A dashed rim says that the state on screen is not yet the one of this step.
    painter.setPen(
        QPen(look_.palette.accent, 3 * look_.textScale, state_.exact ? Qt::SolidLine : Qt::DotLine));
    painter.setBrush(look_.palette.card);
    painter.drawEllipse(centre, radius - 1.5, radius - 1.5);
    if (!state_.exact) {
        painter.setPen(QPen(look_.palette.text, 3 * look_.textScale));
        painter.drawArc(QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius), 90 * 16,
                        static_cast<int>(-360 * 16 * std::clamp(state_.progress, 0.0, 1.0)));
    }
    if (hasFocus()) {
        painter.setPen(QPen(look_.palette.text, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(centre, radius + 3, radius + 3);
    }
}

void TimelineBar::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return QWidget::mousePressEvent(event);
    if (const TimelineMark* mark = markAt(event->position())) return goTo(mark->step);
    dragging_ = true;
    draggedTo_ = stepAt(event->position().x());
    update();
    Q_EMIT stepWanted(draggedTo_, true);
}

void TimelineBar::mouseMoveEvent(QMouseEvent* event) {
    if (!dragging_) return QWidget::mouseMoveEvent(event);
    const std::int64_t step = stepAt(event->position().x());
    if (step == draggedTo_) return;
    draggedTo_ = step;
    update();
    Q_EMIT stepWanted(step, true);
}

void TimelineBar::mouseReleaseEvent(QMouseEvent* event) {
    if (!dragging_ || event->button() != Qt::LeftButton) return QWidget::mouseReleaseEvent(event);
    dragging_ = false;
    Q_EMIT stepWanted(draggedTo_, false);
}

void TimelineBar::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Left:
            return goTo(state_.shown - 1);
        case Qt::Key_Right:
            return goTo(state_.shown + 1);
        case Qt::Key_Home:
            return goTo(0);
        case Qt::Key_End:
            return goTo(state_.trainedTo);
        default:
            return QWidget::keyPressEvent(event);
    }
}

bool TimelineBar::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), tipAt(QPointF(help->pos())), this);
        return true;
    }
    return QWidget::event(event);
}

}  // namespace featurescope::ui
