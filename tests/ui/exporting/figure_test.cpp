#include "ui/exporting/figure.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QPainter>
#include <QPainterPath>
#include <QProcess>
#include <QXmlStreamReader>
#include <algorithm>
#include <cmath>

#include "tests/support/sample_snapshot.h"
#include "tests/support/temporary_folder.h"
#include "ui/exporting/image_device.h"
#include "ui/panels/panel_table.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

const FigureSubject kPage{
    kPageName,
    {{{.share = 17, .cards = {{.panel = "projection", .share = 19}, {.panel = "errors", .share = 8}}},
      {.share = 10, .cards = {{.panel = "alignment-mu1"}, {.panel = "alignment-mu2"}, {.panel = "loss"}}}}}};

PanelContent sampleContent() { return {.snapshot = test::sampleSnapshot()}; }

QImage imageOf(const FigureSubject& subject, const FigureFormat& format) {
    Figure figure(subject, format);
    figure.show(sampleContent());
    return figure.image();
}

QByteArray svgOf(const FigureSubject& subject) {
    Figure figure(subject, {.keepsText = true});
    figure.show(sampleContent());
    return figure.svg();
}

/// Every text in an SVG document, joined.
QString textsIn(const QByteArray& svg) {
    QXmlStreamReader reader(svg);
    QString texts;
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == QStringLiteral("text"))
            texts += reader.readElementText(QXmlStreamReader::IncludeChildElements);
    }
    EXPECT_FALSE(reader.hasError()) << reader.errorString().toStdString();
    return texts;
}

/// Largest step of brightness from one pixel to the next in a row: high at a sharp edge, low after scaling
/// up.
int sharpestStep(const QImage& image) {
    int sharpest = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 1; x < image.width(); ++x)
            sharpest = std::max(sharpest, std::abs(qGray(image.pixel(x, y)) - qGray(image.pixel(x - 1, y))));
    }
    return sharpest;
}

TEST(Figure, HasTheSizeAskedForWhateverTheUnit) {
    EXPECT_EQ(imageOf(kPage, {.size = {1001, 703}}).size(), QSize(1001, 703));
    const QImage column =
        imageOf(panelSubject("errors"), {.unit = FigureUnit::millimetres, .size = {85, 60}, .dpi = 300});
    EXPECT_EQ(column.size(), QSize(1004, 709));  // 85 / 25.4 * 300 = 1003.9, 60 / 25.4 * 300 = 708.7
    EXPECT_NEAR(column.dotsPerMeterX() * 0.0254, 300, 0.05);
}

TEST(Figure, TwoOfOneStateAreEqualToTheByte) {
    for (const FigureSubject& subject : {kPage, panelSubject("projection")}) {
        EXPECT_EQ(imageOf(subject, {}), imageOf(subject, {}));
        EXPECT_EQ(svgOf(subject), svgOf(subject));
    }
}

TEST(Figure, FourTimesThePixelsAreDrawnNotScaledUp) {
    const FigureSubject subject = panelSubject("projection");
    const QImage once = imageOf(subject, {.size = {480, 360}});
    const QImage fourTimes = imageOf(subject, {.size = {1920, 1440}, .dpi = 384});
    ASSERT_EQ(fourTimes.size(), once.size() * 4);
    const QImage scaledUp = once.scaled(fourTimes.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    // Same picture...
    const QImage scaledDown = fourTimes.scaled(once.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    double difference = 0;
    for (int y = 0; y < once.height(); ++y) {
        for (int x = 0; x < once.width(); ++x)
            difference += std::abs(qGray(once.pixel(x, y)) - qGray(scaledDown.pixel(x, y)));
    }
    EXPECT_LT(difference / (once.width() * once.height()), 6);
    // ...with edges as sharp as one pixel, which no enlargement has.
    EXPECT_GT(sharpestStep(fourTimes), 2 * sharpestStep(scaledUp));
}

/// Squares of four by four pixels, as one pixel of a quarter of the resolution: of those that hold a colour,
/// the share that holds nothing else.
double shareOfPlainSquares(const QImage& image, const std::vector<QColor>& colours) {
    const auto isInk = [&](int x, int y) { return std::ranges::count(colours, image.pixelColor(x, y)) > 0; };
    int squares = 0, plain = 0;
    for (int top = 0; top + 4 <= image.height(); top += 4) {
        for (int left = 0; left + 4 <= image.width(); left += 4) {
            int inked = 0;
            for (int i = 0; i < 16; ++i) inked += isInk(left + i % 4, top + i / 4);
            squares += inked > 0;
            plain += inked == 16;
        }
    }
    EXPECT_GT(squares, 20);
    return static_cast<double>(plain) / squares;
}

TEST(Figure, MarksAreDrawnAtTheResolutionOfTheFile) {
    const Palette palette = paletteFor(Brightness::light);
    const FigureFormat format{.size = {1920, 1440}, .dpi = 384, .legend = LegendPlace::none};
    const std::vector<QColor> clusters(palette.clusters.begin(), palette.clusters.end());
    EXPECT_LT(shareOfPlainSquares(imageOf(panelSubject("projection"), format), clusters), 0.8);
    const std::vector<QColor> neurons{palette.neuronPositive, palette.neuronNegative};
    EXPECT_LT(shareOfPlainSquares(imageOf(panelSubject("neuron-plane"), format), neurons), 0.8);
}

/// How dark all of an image of black on white is together.
double inkOf(const QImage& image) {
    double ink = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) ink += 255 - qGray(image.pixel(x, y));
    }
    return ink;
}

TEST(Figure, SmallTextIsNoFatterThanItsLetters) {
    const QString text = QStringLiteral("Linear, through the origin");
    const QPointF at(4, 24);
    for (const double scale : {0.4, 0.5, 0.6, 0.8}) {
        const QFont font = fontFor(TextRole::body, lookFor({.textScale = scale}));
        QImage drawn(1500, 200, QImage::Format_RGB32);
        drawn.fill(Qt::white);
        QImage outlined = drawn;
        ImageDevice device(drawn, drawn.size() / 5);
        QPainter onDevice(&device);
        onDevice.setFont(font);
        onDevice.drawText(at, text);
        onDevice.end();
        QPainterPath outline;
        outline.addText(at, font, text);
        QPainter painter(&outlined);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.scale(5, 5);
        painter.fillPath(outline, Qt::black);
        EXPECT_NEAR(inkOf(drawn) / inkOf(outlined), 1, 0.03) << scale;
    }
}

TEST(Figure, TransparentMeansThatTheCardIsNotThere) {
    const QImage picture = imageOf(panelSubject("errors"), {.transparent = true});
    EXPECT_EQ(qAlpha(picture.pixel(2, 2)), 0);
    EXPECT_EQ(qAlpha(picture.pixel(picture.width() / 2 + 3, picture.height() / 2 + 3)), 0);
    int inked = 0;
    for (int x = 0; x < picture.width(); ++x) inked += qAlpha(picture.pixel(x, picture.height() / 2)) > 200;
    EXPECT_GT(inked, 0);
    EXPECT_EQ(qAlpha(imageOf(panelSubject("errors"), {}).pixel(2, 2)), 255);
}

TEST(Figure, ThemeTextAndSizeDoNotComeFromAWindow) {
    const QImage light = imageOf(panelSubject("loss"), {});
    const QImage dark = imageOf(panelSubject("loss"), {.theme = QStringLiteral("dark")});
    EXPECT_EQ(light.pixelColor(1, 1), paletteFor(Brightness::light).card);
    EXPECT_EQ(dark.pixelColor(1, 1), paletteFor(Brightness::dark).card);
    EXPECT_NE(light, imageOf(panelSubject("loss"), {.textScale = 2}));
    Figure figure(panelSubject("loss"), {.fontFamily = QStringLiteral("DejaVu Serif"), .keepsText = true});
    figure.show(sampleContent());
    EXPECT_TRUE(figure.svg().contains("DejaVu Serif"));
}

TEST(Figure, SvgKeepsTextAsTextAndLinesAsVectors) {
    const QByteArray svg = svgOf(kPage);
    const QString texts = textsIn(svg);
    for (const char* text : {"Input space", "Training loss", "step", "Errors"})
        EXPECT_TRUE(texts.contains(QLatin1String(text))) << text;
    EXPECT_TRUE(texts.contains(QStringLiteral("projection on μ₁"))) << texts.toStdString();
    // The field is one image; samples, curves and bars are shapes.
    EXPECT_EQ(svg.count("<image"), 1);
    EXPECT_GT(svg.count("<path") + svg.count("<polyline") + svg.count("<circle") + svg.count("<line"), 200);
}

TEST(Figure, PdfHoldsTheAxisTitlesAsText) {
    QProcess tool;
    tool.start(QStringLiteral("pdftotext"), {QStringLiteral("-v")});
    if (!tool.waitForStarted()) GTEST_SKIP() << "pdftotext is not installed";
    tool.waitForFinished();
    const test::TemporaryFolder folder;
    const QString path = QString::fromStdString((folder / "page.pdf").string());
    Figure figure(kPage, {.unit = FigureUnit::millimetres, .size = {178, 110}, .dpi = 600, .textScale = 0.7});
    figure.show(sampleContent());
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(figure.pdf({}));
    file.close();
    tool.start(QStringLiteral("pdftotext"), {path, QStringLiteral("-")});
    ASSERT_TRUE(tool.waitForFinished());
    const QString text = QString::fromUtf8(tool.readAllStandardOutput());
    for (const char* wanted : {"projection on", "step", "Training loss", "Errors"})
        EXPECT_TRUE(text.contains(QLatin1String(wanted))) << wanted << " in " << text.toStdString();
    EXPECT_LT(file.size(), 3'000'000);
}

TEST(Figure, EveryPanelCanBeAFigureOfEveryKind) {
    for (const PanelKind& kind : panelKinds()) {
        Figure figure(panelSubject(QLatin1String(kind.id)), {.size = {480, 320}, .keepsText = true});
        ASSERT_EQ(figure.panels().size(), 1U);
        const auto preparing = std::make_shared<Snapshot>();
        figure.show({.snapshot = preparing});
        EXPECT_FALSE(figure.image().isNull());
        figure.show(sampleContent());
        EXPECT_FALSE(figure.image().isNull());
        EXPECT_FALSE(textsIn(figure.svg()).isEmpty()) << kind.id;
        EXPECT_GT(figure.pdf({}).size(), 1000);
    }
}

TEST(Figure, AsksForTheFieldThatItShows) {
    Figure figure(panelSubject("projection"), {.size = {800, 400}, .fieldRows = 300});
    figure.show(sampleContent());
    const ViewRequest view = figure.needs().view;
    EXPECT_EQ(view.field.height, 300);
    EXPECT_GT(view.field.width, 450);
    EXPECT_GT(view.field.area.right - view.field.area.left,
              1.5 * (view.field.area.top - view.field.area.bottom));
}

TEST(FigureFormat, RefusesWhatCannotBeMade) {
    EXPECT_TRUE(problemWith({}).isEmpty());
    for (const FigurePreset& preset : figurePresets()) {
        EXPECT_TRUE(problemWith(preset.format).isEmpty()) << preset.title;
        EXPECT_EQ(figureFormatFrom(toJson(preset.format), {}), preset.format) << preset.title;
    }
    EXPECT_TRUE(problemWith({.size = {1e9, 10}}).contains(QStringLiteral("16")));
    EXPECT_FALSE(problemWith({.size = {0, 100}}).isEmpty());
    EXPECT_FALSE(problemWith({.size = {NAN, 100}}).isEmpty());
    EXPECT_FALSE(problemWith({.dpi = 1e9}).isEmpty());
    EXPECT_FALSE(problemWith({.textScale = 0}).isEmpty());
    EXPECT_FALSE(problemWith({.unit = FigureUnit::millimetres, .size = {5, 5}, .dpi = 300}).isEmpty());
}

TEST(FigureFormat, ComesBackFromJsonAndIgnoresNonsense) {
    const FigureFormat format{.unit = FigureUnit::millimetres,
                              .size = {85, 61.5},
                              .dpi = 450,
                              .textScale = 1.25,
                              .fontFamily = QStringLiteral("DejaVu Serif"),
                              .theme = QStringLiteral("dark"),
                              .transparent = true,
                              .fieldRows = 700,
                              .carriesRecipe = false};
    EXPECT_EQ(figureFormatFrom(toJson(format), {}), format);
    EXPECT_EQ(figureFormatFrom({{"unit", "ells"}, {"width", "wide"}, {"dpi", -3}, {"theme", "plaid"}}, {}),
              FigureFormat{});
}

}  // namespace
