#include "ui/look/icons.h"

#include <QPainter>
#include <QPainterPath>
#include <QPixmap>
#include <cmath>
#include <numbers>

namespace featurescope::ui {
namespace {

constexpr int kSize = 18;

QPainterPath triangle(double left, double right) {
    QPainterPath path;
    path.moveTo(left, 3.5);
    path.lineTo(right, 9);
    path.lineTo(left, 14.5);
    path.closeSubpath();
    return path;
}

QPainterPath bar(double left, double width) {
    QPainterPath path;
    path.addRoundedRect(QRectF(left, 3.5, width, 11), 1, 1);
    return path;
}

QPainterPath saveArrow() {
    QPainterPath path;
    path.addRect(8.1, 2.5, 1.8, 7);
    path.moveTo(4.8, 8);
    path.lineTo(13.2, 8);
    path.lineTo(9, 12.2);
    path.closeSubpath();
    path.addRoundedRect(QRectF(2.8, 13.6, 12.4, 1.9), 0.9, 0.9);
    return path;
}

QPainterPath sun() {
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    path.addEllipse(QPointF(9, 9), 3.4, 3.4);
    for (int ray = 0; ray < 8; ++ray) {
        const double angle = ray * std::numbers::pi / 4;
        path.addEllipse(QPointF(9 + 6.2 * std::cos(angle), 9 + 6.2 * std::sin(angle)), 1.05, 1.05);
    }
    return path;
}

QPainterPath moon() {
    QPainterPath disc, bite;
    disc.addEllipse(QPointF(9, 9), 6.2, 6.2);
    bite.addEllipse(QPointF(11.8, 6.8), 5.2, 5.2);
    return disc.subtracted(bite);
}

/// A box with a lens, and the light that comes out of it.
QPainterPath projector() {
    QPainterPath path, lens;
    path.addRoundedRect(QRectF(2, 9, 14, 6), 1.2, 1.2);
    lens.addEllipse(QPointF(6, 12), 1.9, 1.9);
    path = path.subtracted(lens);
    path.addPolygon(QPolygonF({{4.8, 7.6}, {2.4, 2.6}, {11, 2.6}, {7.2, 7.6}, {4.8, 7.6}}));
    return path;
}

/// Four cards: a wide and a narrow column.
QPainterPath cards() {
    QPainterPath path;
    path.addRoundedRect(QRectF(2.5, 3, 7.5, 7.2), 1.2, 1.2);
    path.addRoundedRect(QRectF(2.5, 11.4, 7.5, 3.6), 1.2, 1.2);
    path.addRoundedRect(QRectF(11.3, 3, 4.2, 5.4), 1.2, 1.2);
    path.addRoundedRect(QRectF(11.3, 9.6, 4.2, 5.4), 1.2, 1.2);
    return path;
}

/// Two arrows along a diagonal, away from the centre or towards it.
QPainterPath diagonalArrows(bool outwards) {
    QPainterPath arrow;
    arrow.addPolygon(QPolygonF({{0, 0}, {6, 0}, {0, 6}, {0, 0}}));
    arrow.addPolygon(QPolygonF({{1.2, 2.6}, {2.6, 1.2}, {6.4, 5}, {5, 6.4}, {1.2, 2.6}}));
    arrow.setFillRule(Qt::WindingFill);
    QTransform first, second;
    if (outwards) {
        first.translate(2.2, 2.2);
        second.translate(15.8, 15.8);
        second.rotate(180);
    } else {
        first.translate(8.6, 8.6);
        first.rotate(180);
        second.translate(9.4, 9.4);
    }
    QPainterPath both = first.map(arrow);
    both.addPath(second.map(arrow));
    both.setFillRule(Qt::WindingFill);
    return both;
}

QPainterPath pathOf(Symbol symbol) {
    switch (symbol) {
        case Symbol::play:
            return triangle(5, 14.5);
        case Symbol::backwards:
            return triangle(13, 3.5);
        case Symbol::pause:
            return bar(4.5, 3) | bar(10.5, 3);
        case Symbol::step:
            return triangle(3.5, 11.5) | bar(12, 2.5);
        case Symbol::rewind:
            return triangle(14.5, 6.5) | bar(3.5, 2.5);
        case Symbol::save:
            return saveArrow();
        case Symbol::sun:
            return sun();
        case Symbol::moon:
            return moon();
        case Symbol::projector:
            return projector();
        case Symbol::layout:
            return cards();
        case Symbol::enlarge:
            return diagonalArrows(true);
        case Symbol::reduce:
            return diagonalArrows(false);
    }
    return {};
}

}  // namespace

QIcon iconFor(Symbol symbol, const QColor& color) {
    QIcon icon;
    for (const int ratio : {1, 2, 4}) {
        // Without a pixel ratio: a presentation wants larger icons on the same screen.
        QPixmap pixmap(kSize * ratio, kSize * ratio);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.scale(ratio, ratio);
        painter.fillPath(pathOf(symbol), color);
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

}  // namespace featurescope::ui
