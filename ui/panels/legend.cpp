#include "ui/panels/legend.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStringList>
#include <cmath>

#include "ui/look/chart_look.h"

namespace featurescope::ui {
namespace {

constexpr double kGlyphGap = 5;  // pixels at text scale 1
constexpr double kEntryGap = 13;

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
    int rows = 1;
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

void Legend::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(fontFor(TextRole::small, look_));
    const QFontMetricsF metrics(painter.font());
    double x = 0, y = rowHeight() / 2.0;
    for (const LegendEntry& entry : entries_) {
        if (x > 0 && x + entryWidth(entry) > width() + 0.5) {
            x = 0;
            y += rowHeight();
        }
        // As large as what it stands for in the plot.
        const double glyph = entry.glyphWidth * look_.strokeScale;
        painter.save();
        painter.translate(x + glyph / 2, y);
        painter.scale(look_.strokeScale, look_.strokeScale);
        entry.glyph(painter);
        painter.restore();
        painter.setPen(look_.palette.muted);
        painter.drawText(QPointF(x + glyph + kGlyphGap * look_.textScale, y + metrics.capHeight() / 2),
                         entry.text);
        x += entryWidth(entry) + kEntryGap;
    }
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
