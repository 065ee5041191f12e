#include "ui/exporting/svg_device.h"

#include <gtest/gtest.h>

#include <QImage>
#include <QPainter>
#include <QPainterPath>
#include <QRegularExpression>
#include <functional>

#include "tests/support/svg_picture.h"
#include "ui/look/look.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

QString drawn(const std::function<void(QPainter&)>& draw, bool keepsText = false) {
    loadFonts();
    SvgDevice device(
        {.layout = {200, 100}, .millimetres = {52.5, 26.25}, .title = "A < B", .keepsText = keepsText});
    QPainter painter(&device);
    draw(painter);
    painter.end();
    return QString::fromUtf8(device.document());
}

/// What the first group of the text says of its clip, as four numbers.
QStringList firstOf(const QString& pattern, const QString& text) {
    return QRegularExpression(pattern).match(text).capturedTexts();
}

TEST(SvgDevice, ClipsWhatThePainterClips) {
    const QString svg = drawn([](QPainter& painter) {
        painter.save();
        painter.translate(10, 20);
        painter.setClipRect(QRectF(0, 0, 50, 40));
        painter.setClipRect(QRectF(20, 0, 100, 30), Qt::IntersectClip);
        painter.drawLine(-1000, 5, 1000, 5);
        painter.restore();
        painter.drawLine(0, 90, 200, 90);
    });
    EXPECT_TRUE(svg.contains("<clipPath id=\"c0\"><path d=\"M30 20L60 20L60 50L30 50L30 20\"/></clipPath>"))
        << svg.toStdString();
    const QStringList groups =
        firstOf("<g clip-path=\"url\\(#c0\\)\">\n(<polyline[^\n]*)\n</g>\n(<polyline[^\n]*)", svg);
    ASSERT_EQ(groups.size(), 3) << svg.toStdString();
    EXPECT_TRUE(groups[1].contains("-990,25 1010,25")) << groups[1].toStdString();
    EXPECT_TRUE(groups[2].contains("0,90 200,90")) << groups[2].toStdString();
}

TEST(SvgDevice, HasExactlyTheSizeOnPaper) {
    const QString svg = drawn([](QPainter&) {});
    EXPECT_TRUE(svg.contains("width=\"52.5mm\" height=\"26.25mm\" viewBox=\"0 0 200 100\""))
        << svg.toStdString();
    EXPECT_TRUE(svg.contains("<title>A &lt; B</title>"));
}

TEST(SvgDevice, WritesALineOfTextAsOneElementWhateverFontsLendItsLetters) {
    const QString text = QStringLiteral("projection on μ₁ & ‖w‖");
    const QString svg = drawn(
        [&](QPainter& painter) {
            painter.setFont(fontFor(TextRole::small, {}));
            painter.drawText(QPointF(10, 20), text);
            painter.drawText(QPointF(10, 60), QStringLiteral("step"));
        },
        true);
    EXPECT_EQ(svg.count("<text "), 2) << svg.toStdString();
    const test::SvgPicture picture = test::readSvg(svg.toUtf8());
    ASSERT_EQ(picture.texts.size(), 2U);
    EXPECT_EQ(picture.texts[0].text, text);
    EXPECT_EQ(picture.texts[0].place, QPointF(10, 20));
}

TEST(SvgDevice, DrawsOutlinesThatNeedNoFont) {
    const QString svg = drawn([](QPainter& painter) {
        painter.setFont(fontFor(TextRole::small, {}));
        painter.drawText(QPointF(10, 20), QStringLiteral("cos(wⱼ, μ₁)"));
    });
    EXPECT_FALSE(svg.contains("<text"));
    EXPECT_FALSE(svg.contains("font"));
    // Readers and searches still find the words.
    EXPECT_TRUE(svg.contains("aria-label=\"cos(w")) << svg.toStdString();
    QRectF box;
    for (const test::SvgShape& shape : test::readSvg(svg.toUtf8()).shapes) box |= shape.points.boundingRect();
    const QFontMetricsF metrics(fontFor(TextRole::small, {}));
    EXPECT_NEAR(box.width(), metrics.horizontalAdvance(QStringLiteral("cos(wⱼ, μ₁)")), 3);
    EXPECT_GT(box.top(), 20 - metrics.ascent());
}

TEST(SvgDevice, DrawsThePartOfAnImageThatIsAskedFor) {
    QImage image(4, 2, QImage::Format_RGB32);
    for (int x = 0; x < 4; ++x) {
        for (int y = 0; y < 2; ++y) image.setPixelColor(x, y, QColor(60 * x, 0, 0));
    }
    const QString svg = drawn([&](QPainter& painter) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
        painter.drawImage(QRectF(10, 10, 40, 40), image, QRectF(1, 0, 2, 2));
    });
    const QStringList found = firstOf("x=\"10\" y=\"10\" width=\"40\" height=\"40\".*base64,([^\"]+)\"", svg);
    ASSERT_EQ(found.size(), 2) << svg.toStdString();
    EXPECT_TRUE(svg.contains("image-rendering:pixelated"));
    const QImage part = QImage::fromData(QByteArray::fromBase64(found[1].toLatin1()), "PNG");
    ASSERT_EQ(part.size(), QSize(2, 2));
    EXPECT_EQ(part.pixelColor(0, 0), QColor(60, 0, 0));
    EXPECT_EQ(part.pixelColor(1, 1), QColor(120, 0, 0));
}

TEST(SvgDevice, ScalesPensAndDashesWithWhatTheyDraw) {
    const QString svg = drawn([](QPainter& painter) {
        painter.scale(2, 2);
        QPen pen(QColor(10, 20, 30, 128), 1.5);
        pen.setDashPattern({4, 3});
        painter.setPen(pen);
        painter.drawPolyline(QPolygonF({{0, 0}, {10, 0}, {10, 10}}));
    });
    EXPECT_TRUE(svg.contains("points=\"0,0 20,0 20,20\"")) << svg.toStdString();
    EXPECT_TRUE(svg.contains("stroke=\"#0a141e\" stroke-opacity=\"0.502\""));
    EXPECT_TRUE(svg.contains("stroke-width=\"3\""));
    EXPECT_TRUE(svg.contains("stroke-dasharray=\"12,9\""));
}

}  // namespace
