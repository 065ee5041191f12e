#include "ui/exporting/svg_text.h"

#include <QFontInfo>
#include <QPaintEngine>
#include <cmath>

#include "core/io/xml_text.h"

namespace featurescope::ui {
namespace {

/// Families, size and weight as attributes.
QByteArray fontAttributes(const QFont& font) {
    QStringList families = font.families();
    families << QStringLiteral("sans-serif");
    for (QString& family : families) {
        if (family.contains(QLatin1Char(' '))) family = QLatin1Char('\'') + family + QLatin1Char('\'');
    }
    QByteArray text = " font-family=\"" + xmlBytes(families.join(QLatin1Char(','))) + "\" font-size=\"" +
                      svgNumber(QFontInfo(font).pixelSize()) + "\" font-weight=\"" +
                      QByteArray::number(font.weight()) + '"';
    if (font.italic()) text += " font-style=\"italic\"";
    return text;
}

}  // namespace

QByteArray svgNumber(double value) {
    QByteArray text = QByteArray::number(std::isfinite(value) ? value : 0.0, 'f', 3);
    while (text.endsWith('0')) text.chop(1);
    if (text.endsWith('.')) text.chop(1);
    return text == "-0" ? QByteArray("0") : text;
}

QByteArray xmlBytes(const QString& text) { return QByteArray::fromStdString(xmlEscaped(text.toStdString())); }

QByteArray svgMatrix(const QTransform& m) {
    return "matrix(" + QByteArray::number(m.m11(), 'g', 9) + ',' + QByteArray::number(m.m12(), 'g', 9) + ',' +
           QByteArray::number(m.m21(), 'g', 9) + ',' + QByteArray::number(m.m22(), 'g', 9) + ',' +
           svgNumber(m.dx()) + ',' + svgNumber(m.dy()) + ')';
}

SvgText::SvgText(const QTextItem& item, const QPointF& at, const QTransform& transform, const QColor& color,
                 double opacity)
    : parts_{{item.text(), item.font()}},
      at_(at),
      end_(at.x() + item.width()),
      transform_(transform),
      color_(color),
      opacity_(color.alphaF() * opacity) {}

bool SvgText::take(const SvgText& next) {
    constexpr double kSlack = 0.3;  // pixels; a gap between words is wider
    const bool goesOn = next.transform_ == transform_ && std::abs(next.at_.y() - at_.y()) < 1e-6 &&
                        std::abs(next.at_.x() - end_) < kSlack && next.color_ == color_ &&
                        next.opacity_ == opacity_;
    if (!goesOn) return false;
    parts_.insert(parts_.end(), next.parts_.begin(), next.parts_.end());
    end_ = next.end_;
    return true;
}

QByteArray SvgText::element() const {
    QByteArray text = "<text xml:space=\"preserve\" transform=\"" + svgMatrix(transform_) + "\" x=\"" +
                      svgNumber(at_.x()) + "\" y=\"" + svgNumber(at_.y()) + "\" fill=\"" +
                      color_.name().toLatin1() + '"' + fontAttributes(parts_.front().font);
    if (opacity_ < 1) text += " fill-opacity=\"" + svgNumber(opacity_) + '"';
    text += '>' + xmlBytes(parts_.front().text);
    for (std::size_t i = 1; i < parts_.size(); ++i) {
        const bool isSame = parts_[i].font == parts_.front().font;
        text += "<tspan" + (isSame ? QByteArray() : fontAttributes(parts_[i].font)) + '>' +
                xmlBytes(parts_[i].text) + "</tspan>";
    }
    return text + "</text>\n";
}

}  // namespace featurescope::ui
