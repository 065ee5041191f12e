#include "ui/panels/table_layer.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace featurescope::ui {
namespace {

constexpr double kLamp = 20, kCellGap = 14, kColumnGap = 28;  // pixels at text scale 1
constexpr int kMostColumns = 3;

QFont bodyFont(const Look& look, bool strong) {
    QFont font = fontFor(TextRole::body, look);
    if (strong) font.setWeight(QFont::DemiBold);
    return font;
}

QFont headingFont(const Look& look) {
    QFont font = fontFor(TextRole::small, look);
    font.setWeight(QFont::DemiBold);
    return font;
}

// Of a row of one line.
double rowHeight(const Look& look) { return std::ceil(QFontMetricsF(bodyFont(look, true)).height() * 1.14); }

bool hasLamps(const TableSection& section) {
    return std::any_of(section.rows.begin(), section.rows.end(),
                       [](const TableRow& row) { return row.lamp != Lamp::none; });
}

// Width of every cell but the first, over all rows of a section; index 0 is the first cell.
std::vector<double> cellWidths(const TableSection& section, const Look& look) {
    const QFontMetricsF metrics(bodyFont(look, true));
    std::vector<double> widths;
    for (const TableRow& row : section.rows) {
        widths.resize(std::max(widths.size(), row.cells.size()), 0);
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            widths[i] = std::max(widths[i], metrics.horizontalAdvance(row.cells[i]));
    }
    return widths;
}

double indentOf(const TableSection& section, const Look& look) {
    return hasLamps(section) ? kLamp * look.textScale : 0;
}

double widthOf(const TableSection& section, const Look& look) {
    double width = indentOf(section, look);
    for (const double cell : cellWidths(section, look)) width += cell + kCellGap;
    return std::max(width, QFontMetricsF(headingFont(look)).horizontalAdvance(section.heading));
}

// What the other cells and the lamp leave for the first cell.
double firstCellRoom(const TableSection& section, double width, const Look& look) {
    const std::vector<double> widths = cellWidths(section, look);
    for (std::size_t i = 1; i < widths.size(); ++i) width -= widths[i] + kCellGap;
    return std::max(20.0, width - indentOf(section, look));
}

QStringList firstCellLines(const TableRow& row, double room, const Look& look) {
    if (row.cells.empty()) return {QString()};
    return brokenAtSpaces(row.cells[0], room, QFontMetricsF(bodyFont(look, row.strong)));
}

double heightOf(const TableRow& row, double room, const Look& look) {
    const auto more = static_cast<double>(firstCellLines(row, room, look).size() - 1);
    return rowHeight(look) + more * QFontMetricsF(bodyFont(look, row.strong)).height();
}

QRectF remarkRect(const TableSection& section, double width, const Look& look) {
    if (section.remark.isEmpty()) return {};
    return QFontMetricsF(fontFor(TextRole::caption, look))
        .boundingRect(QRectF(0, 0, width, 1e5), Qt::TextWordWrap, section.remark);
}

double heightOf(const TableSection& section, double width, const Look& look) {
    const double room = firstCellRoom(section, width, look);
    double height = 1.2 * rowHeight(look) + remarkRect(section, width, look).height();
    for (const TableRow& row : section.rows) height += heightOf(row, room, look);
    return height;
}

void drawLamp(QPainter& painter, Lamp lamp, const Palette& palette, double radius) {
    QPen pen(palette.muted, radius / 3.4);
    pen.setCapStyle(Qt::RoundCap);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    const double r = radius;
    switch (lamp) {
        case Lamp::none:
            break;
        case Lamp::notYet:
            painter.drawEllipse(QPointF(), r, r);
            break;
        case Lamp::open:
            painter.drawEllipse(QPointF(), r, r);
            painter.drawLine(QPointF(-r / 2, 0), QPointF(r / 2, 0));
            break;
        case Lamp::holds:
            painter.setPen(Qt::NoPen);
            painter.setBrush(palette.accent);
            painter.drawEllipse(QPointF(), r * 1.15, r * 1.15);
            pen.setColor(palette.textOnAccent);
            painter.setPen(pen);
            painter.drawLine(QPointF(-r * 0.5, 0), QPointF(-r * 0.1, r * 0.45));
            painter.drawLine(QPointF(-r * 0.1, r * 0.45), QPointF(r * 0.55, -r * 0.4));
            break;
        case Lamp::fails:
            painter.setPen(Qt::NoPen);
            painter.setBrush(palette.warningText);
            painter.drawRect(QRectF(-r, -r, 2 * r, 2 * r));
            pen.setColor(palette.card);
            painter.setPen(pen);
            painter.drawLine(QPointF(-r * 0.5, -r * 0.5), QPointF(r * 0.5, r * 0.5));
            painter.drawLine(QPointF(-r * 0.5, r * 0.5), QPointF(r * 0.5, -r * 0.5));
            break;
    }
}

}  // namespace

QString fromCore(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QStringList brokenAtSpaces(QString text, double room, const QFontMetricsF& metrics) {
    constexpr int kMostLines = 3;
    QStringList lines;
    while (lines.size() + 1 < kMostLines && metrics.horizontalAdvance(text) > room) {
        qsizetype end = text.size();
        do end = text.lastIndexOf(QLatin1Char(' '), end - 1);
        while (end > 0 && metrics.horizontalAdvance(text.left(end)) > room);
        if (end <= 0) break;
        lines << text.left(end);
        text.remove(0, end + 1);
    }
    return lines << metrics.elidedText(text, Qt::ElideRight, room);
}

QString spokenText(const std::vector<TableSection>& sections) {
    QStringList sentences;
    for (const TableSection& section : sections) {
        if (!section.heading.isEmpty()) sentences << section.heading + QLatin1Char('.');
        for (const TableRow& row : section.rows) {
            QStringList cells;
            for (const QString& cell : row.cells) {
                if (!cell.isEmpty()) cells << cell;
            }
            sentences << cells.join(QStringLiteral(", ")) + QLatin1Char('.');
        }
        if (!section.remark.isEmpty()) sentences << section.remark;
    }
    return sentences.join(QLatin1Char(' '));
}

bool TableLayer::setSections(std::vector<TableSection> sections, const QString& more) {
    if (sections == sections_ && more == more_) return false;
    sections_ = std::move(sections);
    more_ = more;
    return true;
}

constexpr double kMostRowHeights = 34;  // that a column is wide

Look TableLayer::lookIn(const QRectF& room) const {
    Look look = view().look();
    if (!look.print.isFigure) return look;
    // Nobody can scroll or enlarge what is on paper.
    constexpr double kStep = 0.95, kLeast = 0.3;
    const double least = kLeast * look.textScale;
    while (look.textScale > least && !fits(room, look)) look.textScale *= kStep;
    return look;
}

bool TableLayer::fits(const QRectF& room, const Look& look) const {
    for (const Place& place : placed(room, look)) {
        const TableSection& section = sections_[place.section];
        if (place.rect.right() > room.right() + 1 || place.rect.bottom() > room.bottom() + 1) return false;
        const double first = firstCellRoom(section, place.rect.width(), look);
        for (const TableRow& row : section.rows) {
            const QStringList lines = firstCellLines(row, first, look);
            if (!row.cells.empty() && lines.join(QLatin1Char(' ')) != row.cells[0]) return false;
        }
    }
    return true;
}

std::vector<TableLayer::Place> TableLayer::placed(const QRectF& room, const Look& look) const {
    const double gap = kColumnGap * look.textScale;
    double widest = 0;
    for (const TableSection& section : sections_) widest = std::max(widest, widthOf(section, look));
    std::vector<Place> places;
    for (int columns = 1; columns <= kMostColumns; ++columns) {
        // In a wide card the eye must find the number that belongs to a name.
        const double width = std::min((room.width() - (columns - 1) * gap) / columns,
                                      std::max(widest, kMostRowHeights * rowHeight(look)));
        if (columns > 1 && width < widest) break;
        places.clear();
        double x = room.left(), y = room.top();
        for (std::size_t i = 0; i < sections_.size(); ++i) {
            const double height = heightOf(sections_[i], width, look);
            if (y > room.top() && y + height > room.bottom()) {
                x += width + gap;
                y = room.top();
            }
            places.push_back({i, QRectF(x, y, width, height)});
            y += height + 0.4 * rowHeight(look);
        }
        const bool fits = std::all_of(places.begin(), places.end(), [&](const Place& place) {
            return place.rect.right() <= room.right() + 1 && place.rect.bottom() <= room.bottom() + 1;
        });
        if (fits) return places;
    }
    // Too little room: one column from the top, and draw() says that there is more.
    places.clear();
    double y = room.top();
    for (std::size_t i = 0; i < sections_.size(); ++i) {
        const double height = heightOf(sections_[i], room.width(), look);
        places.push_back({i, QRectF(room.left(), y, room.width(), height)});
        y += height + 0.4 * rowHeight(look);
    }
    return places;
}

QString TableLayer::meaningAt(const QPointF& pixel) const {
    const Look look = lookIn(view().plotRect());
    for (const Place& place : placed(view().plotRect(), look)) {
        if (!place.rect.contains(pixel)) continue;
        const TableSection& section = sections_[place.section];
        const double room = firstCellRoom(section, place.rect.width(), look);
        double y = place.rect.top() + rowHeight(look);
        for (const TableRow& row : section.rows) {
            const double bottom = y + heightOf(row, room, look);
            if (pixel.y() >= y && pixel.y() < bottom) return row.meaning;
            y = bottom;
        }
    }
    return {};
}

void TableLayer::draw(QPainter& painter, const PlotMapping& map) {
    const Look look = lookIn(map.plot);
    const QFont font = fontFor(TextRole::caption, look);
    const QFontMetricsF metrics(font);
    const std::vector<Place> places = placed(map.plot, look);
    const double bottom = map.plot.bottom();
    const bool everything = std::all_of(places.begin(), places.end(), [bottom](const Place& place) {
        return place.rect.bottom() <= bottom + 1;
    });
    const double low = everything ? bottom : bottom - metrics.height();
    for (const Place& place : places) {
        if (place.rect.top() < low) drawSection(painter, look, sections_[place.section], place.rect, low);
    }
    if (everything) return;
    painter.setFont(font);
    painter.setPen(palette().muted);
    painter.drawText(QPointF(map.plot.right() - metrics.horizontalAdvance(more_), bottom - metrics.descent()),
                     more_);
}

void TableLayer::drawSection(QPainter& painter, const Look& look, const TableSection& section,
                             const QRectF& place, double lowest) const {
    const double height = rowHeight(look);
    const std::vector<double> widths = cellWidths(section, look);
    const double room = firstCellRoom(section, place.width(), look), indent = indentOf(section, look);
    const QRectF remark = remarkRect(section, place.width(), look);
    // A heading with nothing below says nothing.
    const double least = section.rows.empty() ? remark.height() : heightOf(section.rows[0], room, look);
    if (place.top() + height + least > lowest + 1) return;
    painter.setFont(headingFont(look));
    painter.setPen(palette().muted);
    double baseline = place.top() + QFontMetricsF(painter.font()).ascent();
    painter.drawText(QPointF(place.left(), baseline), section.heading);
    double y = place.top() + height;
    painter.setPen(QPen(palette().grid, 1));
    painter.drawLine(QPointF(place.left(), y - 2), QPointF(place.right(), y - 2));
    for (const TableRow& row : section.rows) {
        const double needed = heightOf(row, room, look);
        if (y + needed > lowest + 1) return;
        drawRow(painter, row, QRectF(place.left(), y, place.width(), needed), widths, indent, room, look);
        y += needed;
    }
    if (y + remark.height() > lowest + 1) return;
    painter.setFont(fontFor(TextRole::caption, look));
    painter.setPen(palette().muted);
    painter.drawText(QRectF(place.left(), y + 2, place.width(), remark.height() + 2), Qt::TextWordWrap,
                     section.remark);
}

void TableLayer::drawRow(QPainter& painter, const TableRow& row, const QRectF& place,
                         const std::vector<double>& widths, double indent, double room,
                         const Look& look) const {
    const double middle = place.top() + rowHeight(look) / 2;  // of the first line
    if (row.lamp != Lamp::none) {
        painter.save();
        painter.translate(place.left() + indent * 0.35, middle);
        drawLamp(painter, row.lamp, palette(), 5 * look.textScale);
        painter.restore();
    }
    painter.setFont(bodyFont(look, row.strong));
    painter.setPen(palette().text);
    const QFontMetricsF metrics(painter.font());
    const double baseline = middle + metrics.capHeight() / 2;
    double right = place.right();
    for (std::size_t i = row.cells.size(); i-- > 1;) {
        painter.drawText(QPointF(right - metrics.horizontalAdvance(row.cells[i]), baseline), row.cells[i]);
        right -= widths[i] + kCellGap;
    }
    const double left = place.left() + indent;
    double y = baseline;
    for (const QString& line : firstCellLines(row, room, look)) {
        painter.drawText(QPointF(left, y), line);
        y += metrics.height();
    }
}

}  // namespace featurescope::ui
