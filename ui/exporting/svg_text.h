#pragma once

#include <QByteArray>
#include <QColor>
#include <QFont>
#include <QPointF>
#include <QString>
#include <QTransform>
#include <vector>

class QTextItem;

namespace featurescope::ui {

/// A number as SVG has it, to a thousandth of a unit.
QByteArray svgNumber(double value);
/// Text for an element or an attribute.
QByteArray xmlBytes(const QString& text);
QByteArray svgMatrix(const QTransform& transform);

/// A line of text. Qt hands it over in pieces, one for each font that lends letters ("μ" and "₁"); where the
/// pieces follow each other they become parts of one element, which other programs can edit and other fonts
/// cannot pull apart.
class SvgText {
  public:
    SvgText(const QTextItem& item, const QPointF& at, const QTransform& transform, const QColor& color,
            double opacity);

    /// Takes over the parts of a text that goes on where this one ends; false when it does not.
    bool take(const SvgText& next);
    QByteArray element() const;

  private:
    struct Part {
        QString text;
        QFont font;
    };

    std::vector<Part> parts_;
    QPointF at_;
    double end_ = 0;  // x at which a next part would begin
    QTransform transform_;
    QColor color_;
    double opacity_ = 1;
};

}  // namespace featurescope::ui
