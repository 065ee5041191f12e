#pragma once

#include <QByteArray>
#include <QColor>
#include <QPolygonF>
#include <QString>
#include <vector>

namespace featurescope::test {

/// A line, polygon, path or ellipse of an SVG document, in coordinates of the page.
struct SvgShape {
    QPolygonF points;  ///< of an ellipse, the corners of the box around it
    bool isEllipse = false;
    QColor stroke, fill;  ///< invalid when there is none
    double width = 0;     ///< of the stroke
    bool isDashed = false;
};

struct SvgText {
    QString text;
    QPointF place;
};

/// What a figure's SVG file draws, read back by Qt's XML reader: as another program would see it.
struct SvgPicture {
    std::vector<SvgShape> shapes;  ///< in the order of drawing
    std::vector<SvgText> texts;

    /// The shapes drawn with this colour, whatever its strength.
    std::vector<SvgShape> strokedWith(const QColor& color) const;
    std::vector<SvgShape> filledWith(const QColor& color) const;
    /// All texts, joined.
    QString words() const;
};

SvgPicture readSvg(const QByteArray& document);

}  // namespace featurescope::test
