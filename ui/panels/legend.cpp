#include "ui/panels/legend.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStringList>
#include <QToolTip>
#include <cmath>

#include "ui/look/chart_look.h"

namespace featurescope::ui {
namespace {

constexpr double kGlyphGap = 5;  // pixels at text scale 1
constexpr double kEntryGap = 13;
constexpr double kHiddenOpacity = 0.4;
const QString kMore = QStringLiteral("…");

}  // namespace

Legend::Legend(QWidget* parent) : QWidget(parent) { setObjectName(QStringLiteral("legend")); }

void Legend::setLook(const Look& look) {
    look_ = look;
    update();
}

void Legend::setEntries(std::vector<LegendEntry> entries) {
    entries_ = std::move(entries);
    QStringList texts;
    for (const LegendEntry& entry : entries_) texts << entry.text;
    setAccessibleName(tr("Legend: %1").arg(texts.join(QStringLiteral(", "))));
    update();
}

double Legend::entryWidth(const LegendEntry& entry) const {
    return entry.glyphWidth * look_.strokeScale + kGlyphGap * look_.textScale +
           QFontMetricsF(fontFor(TextRole::small, look_)).horizontalAdvance(entry.text);
}

int Legend::rowWidth() const {
    double width = 0;
    for (const LegendEntry& entry : entries_) width += entryWidth(entry) + kEntryGap;
    return static_cast<int>(std::ceil(width - (entries_.empty() ? 0 : kEntryGap)));
}

int Legend::rowHeight() const {
    return static_cast<int>(std::ceil(QFontMetricsF(fontFor(TextRole::small, look_)).height())) + 4;
}

int Legend::rowsIn(int width) const {
    int rows = entries_.empty() ? 0 : 1;
    double x = 0;
    for (const LegendEntry& entry : entries_) {
        if (x > 0 && x + entryWidth(entry) > width) {
            ++rows;
            x = 0;
        }
        x += entryWidth(entry) + kEntryGap;
    }
    return rows;
}

void Legend::setFolded(bool folded) {
    if (folded == isFolded_) return;
    isFolded_ = folded;
    update();
}

std::size_t Legend::shownWhenFolded() const {
    if (rowWidth() <= width()) return entries_.size();
    const double more = QFontMetricsF(fontFor(TextRole::small, look_)).horizontalAdvance(kMore);
    double x = 0;
    std::size_t count = 0;
    for (; count < entries_.size(); ++count) {
        x += entryWidth(entries_[count]) + kEntryGap;
        if (x + more > width()) break;
    }
    return count;
}

QString Legend::restText() const {
    QStringList lines;
    for (std::size_t i = shownWhenFolded(); i < entries_.size(); ++i) {
        const LegendEntry& entry = entries_[i];
        lines << (entry.meaning.isEmpty() ? entry.text : tr("%1: %2").arg(entry.text, entry.meaning));
    }
    return lines.join(QLatin1Char('\n'));
}

void Legend::visitPlaces(const std::function<void(const LegendEntry&, const QRectF&)>& visit) const {
    double x = 0, top = 0;
    const std::size_t count = isFolded_ ? shownWhenFolded() : entries_.size();
    for (std::size_t i = 0; i < count; ++i) {
        const LegendEntry& entry = entries_[i];
        const double wide = entryWidth(entry);
        if (!isFolded_ && x > 0 && x + wide > width() + 0.5) {
            x = 0;
            top += rowHeight();
        }
        visit(entry, QRectF(x, top, wide, rowHeight()));
        x += wide + kEntryGap;
    }
}

const LegendEntry* Legend::entryAt(const QPointF& pixel) const {
    const LegendEntry* found = nullptr;
    visitPlaces([&](const LegendEntry& entry, const QRectF& place) {
        if (place.contains(pixel)) found = &entry;
    });
    return found;
}

bool Legend::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto& help = *static_cast<QHelpEvent*>(event);
    const LegendEntry* entry = entryAt(help.pos());
    if (entry && !entry->meaning.isEmpty()) {
        QToolTip::showText(help.globalPos(), entry->meaning, this);
    } else if (!entry && isFolded_ && shownWhenFolded() < entries_.size()) {
        QToolTip::showText(help.globalPos(), restText(), this);
    } else {
        QToolTip::hideText();
    }
    return true;
}

void Legend::mousePressEvent(QMouseEvent* event) {
    const LegendEntry* entry = entryAt(event->position());
    if (!entry || event->button() != Qt::LeftButton) return QWidget::mousePressEvent(event);
    Q_EMIT clicked(QString(entry->text));
}

void Legend::mouseDoubleClickEvent(QMouseEvent* event) {
    const LegendEntry* entry = entryAt(event->position());
    if (!entry) return QWidget::mouseDoubleClickEvent(event);
    Q_EMIT doubleClicked(QString(entry->text));
}

void Legend::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(fontFor(TextRole::small, look_));
    const QFontMetricsF metrics(painter.font());
    double end = 0;
    visitPlaces([&](const LegendEntry& entry, const QRectF& place) {
        // As large as what it stands for in the plot.
        const double glyph = entry.glyphWidth * look_.strokeScale;
        const double y = place.center().y();
        painter.setOpacity(entry.isHidden ? kHiddenOpacity : 1);
        painter.save();
        painter.translate(place.left() + glyph / 2, y);
        painter.scale(look_.strokeScale, look_.strokeScale);
        entry.glyph(painter);
        painter.restore();
        painter.setPen(look_.palette.muted);
        painter.drawText(
            QPointF(place.left() + glyph + kGlyphGap * look_.textScale, y + metrics.capHeight() / 2),
            entry.text);
        end = place.right() + kEntryGap;
    });
    if (!isFolded_ || shownWhenFolded() == entries_.size()) return;
    painter.setOpacity(1);
    painter.setPen(look_.palette.muted);
    painter.drawText(QPointF(end, rowHeight() / 2.0 + metrics.capHeight() / 2), kMore);
}

std::function<void(QPainter&)> lineGlyph(const QColor& color, double width) {
    return [=](QPainter& painter) {
        painter.setPen(QPen(color, width));
        painter.drawLine(QPointF(-7, 0), QPointF(7, 0));
    };
}

std::function<void(QPainter&)> dashGlyph(const QColor& color) {
    return [=](QPainter& painter) {
        painter.setPen(dashedPen(color, stroke::kReference));
        painter.drawLine(QPointF(-8, 0), QPointF(8, 0));
    };
}

}  // namespace featurescope::ui
