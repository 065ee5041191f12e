#include "tests/support/svg_picture.h"

#include <gtest/gtest.h>

#include <QRegularExpression>
#include <QTransform>
#include <QXmlStreamReader>
#include <algorithm>

namespace featurescope::test {
namespace {

/// What a group says of everything in it.
struct Style {
    QTransform transform;
    QColor stroke, fill;
    double width = 0;
    bool isDashed = false;
};

std::vector<double> numbersIn(const QString& text) {
    static const QRegularExpression kNumber(QStringLiteral(R"([-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?)"));
    std::vector<double> numbers;
    for (auto match = kNumber.globalMatch(text); match.hasNext();)
        numbers.push_back(match.next().captured(0).toDouble());
    return numbers;
}

QPolygonF pointsIn(const QString& text) {
    const std::vector<double> numbers = numbersIn(text);
    QPolygonF points;
    for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) points << QPointF(numbers[i], numbers[i + 1]);
    return points;
}

QColor colorOf(const QXmlStreamAttributes& attributes, const QString& name) {
    const QString value = attributes.value(name).toString();
    if (value.isEmpty() || value == QStringLiteral("none")) return {};
    QColor color(value);
    const QString opacity = attributes.value(name + QStringLiteral("-opacity")).toString();
    if (!opacity.isEmpty()) color.setAlphaF(opacity.toFloat());
    return color;
}

Style styleOf(const QXmlStreamAttributes& attributes, Style style) {
    if (attributes.hasAttribute(QStringLiteral("stroke")))
        style.stroke = colorOf(attributes, QStringLiteral("stroke"));
    if (attributes.hasAttribute(QStringLiteral("fill")))
        style.fill = colorOf(attributes, QStringLiteral("fill"));
    if (attributes.hasAttribute(QStringLiteral("stroke-width")))
        style.width = attributes.value(QStringLiteral("stroke-width")).toDouble();
    const QString dashes = attributes.value(QStringLiteral("stroke-dasharray")).toString();
    if (attributes.hasAttribute(QStringLiteral("stroke")))
        style.isDashed = !dashes.isEmpty() && dashes != QStringLiteral("none");
    const std::vector<double> m = numbersIn(attributes.value(QStringLiteral("transform")).toString());
    if (m.size() == 6) style.transform = QTransform(m[0], m[1], m[2], m[3], m[4], m[5]) * style.transform;
    return style;
}

class Reader {
  public:
    explicit Reader(const QByteArray& document) : xml_(document) {}

    SvgPicture read() {
        std::vector<Style> styles{Style()};
        while (!xml_.atEnd()) {
            xml_.readNext();
            if (xml_.isEndElement() && xml_.name() == QStringLiteral("g")) styles.pop_back();
            if (!xml_.isStartElement()) continue;
            const Style style = styleOf(xml_.attributes(), styles.back());
            if (xml_.name() == QStringLiteral("g")) {
                styles.push_back(style);
            } else {
                readElement(style);
            }
        }
        EXPECT_FALSE(xml_.hasError()) << xml_.errorString().toStdString();
        return std::move(picture_);
    }

  private:
    double number(const char* name) const { return xml_.attributes().value(QLatin1String(name)).toDouble(); }

    void readElement(const Style& style) {
        const auto name = xml_.name();
        SvgShape shape{.points = {},
                       .stroke = style.stroke,
                       .fill = style.fill,
                       .width = style.width,
                       .isDashed = style.isDashed};
        if (name == QStringLiteral("polyline") || name == QStringLiteral("polygon")) {
            shape.points = pointsIn(xml_.attributes().value(QStringLiteral("points")).toString());
        } else if (name == QStringLiteral("path")) {
            shape.points = pointsIn(xml_.attributes().value(QStringLiteral("d")).toString());
        } else if (name == QStringLiteral("line")) {
            shape.points << QPointF(number("x1"), number("y1")) << QPointF(number("x2"), number("y2"));
        } else if (name == QStringLiteral("rect")) {
            const QRectF rect(number("x"), number("y"), number("width"), number("height"));
            shape.points << rect.topLeft() << rect.topRight() << rect.bottomRight() << rect.bottomLeft();
        } else if (name == QStringLiteral("circle") || name == QStringLiteral("ellipse")) {
            const QPointF centre(number("cx"), number("cy"));
            const bool isCircle = name == QStringLiteral("circle");
            const QPointF radius(number(isCircle ? "r" : "rx"), number(isCircle ? "r" : "ry"));
            shape.points << centre - radius << centre + radius;
            shape.isEllipse = true;
        } else if (name == QStringLiteral("text")) {
            const QPointF place = style.transform.map(QPointF(number("x"), number("y")));
            picture_.texts.push_back({xml_.readElementText(QXmlStreamReader::IncludeChildElements), place});
            return;
        } else {
            return;
        }
        shape.points = style.transform.map(shape.points);
        picture_.shapes.push_back(std::move(shape));
    }

    QXmlStreamReader xml_;
    SvgPicture picture_;
};

bool isSame(const QColor& one, const QColor& other) {
    return one.isValid() && one.rgb() == other.rgb();  // rgb() is without transparency
}

}  // namespace

std::vector<SvgShape> SvgPicture::strokedWith(const QColor& color) const {
    std::vector<SvgShape> found;
    std::ranges::copy_if(shapes, std::back_inserter(found),
                         [&](const SvgShape& shape) { return isSame(shape.stroke, color); });
    return found;
}

std::vector<SvgShape> SvgPicture::filledWith(const QColor& color) const {
    std::vector<SvgShape> found;
    std::ranges::copy_if(shapes, std::back_inserter(found),
                         [&](const SvgShape& shape) { return isSame(shape.fill, color); });
    return found;
}

QString SvgPicture::words() const {
    QString words;
    for (const SvgText& text : texts) words += text.text;
    return words;
}

SvgPicture readSvg(const QByteArray& document) { return Reader(document).read(); }

}  // namespace featurescope::test
