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
    const QFontMetricsF metrics(font());
    std::vector<PlacedMark> placed;
    std::vector<LabelSpan> spans;
    for (const TimelineMark& mark : state_.marks) {
        const double x = pixelOf(mark.step);
        const double width = metrics.horizontalAdvance(mark.name);
        const double left = std::clamp(x - width / 2, 2.0, std::max(2.0, this->width() - width - 2));
        placed.push_back({&mark, QRectF(left, 2, width, metrics.height()), x});
        spans.push_back({left, left + width});
    }
    const std::vector<bool> fits = labelsThatFit(spans, 10 * look_.textScale);
    for (std::size_t i = 0; i < placed.size(); ++i) {
        if (!fits[i]) placed[i].label = QRectF();
    }
    leaveNeighbours(placed);
    return placed;
}

/// Moves a name to the side of its mark on which no mark without a name stands below it.
void TimelineBar::leaveNeighbours(std::vector<PlacedMark>& placed) const {
    const double reach = kMarkGlyph * look_.textScale;
    for (PlacedMark& named : placed) {
        if (named.label.isEmpty()) continue;
        const auto covers = [&](const QRectF& label) {
            return std::ranges::any_of(placed, [&](const PlacedMark& other) {
                if (&other == &named) return false;
                if (!other.label.isEmpty()) return other.label.intersects(label);
                return other.x > label.left() - reach && other.x < label.right() + reach;
            });
        };
        if (!covers(named.label)) continue;
        for (const double left : {named.x - reach, named.x + reach - named.label.width()}) {
            const QRectF moved(QPointF(left, named.label.top()), named.label.size());
            const bool isInside = left >= 2 && moved.right() <= width() - 2;
            if (!isInside || covers(moved)) continue;
            named.label = moved;
            break;
        }
    }
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
