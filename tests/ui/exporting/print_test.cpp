#include <gtest/gtest.h>

#include <QFile>
#include <QFontMetricsF>
#include <QProcess>
#include <QRegularExpression>
#include <QXmlStreamReader>
#include <cmath>

#include "core/run/staged_run.h"
#include "core/spec/scenario_table.h"
#include "tests/support/svg_picture.h"
#include "tests/support/temporary_folder.h"
#include "ui/exporting/moment.h"
#include "ui/panels/errors_panel.h"
#include "ui/panels/panel_table.h"

// Figures as they go into a paper, onto a slide and onto a poster: every panel in every format.

using namespace featurescope;
using namespace featurescope::ui;

namespace {

constexpr std::int64_t kStep = 200;

/// One run for all figures of this file.
class Print : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        run_ = std::make_unique<StagedRun>(scenarioNamed("first-screen"), LearnerOptions{}, nullptr,
                                           std::stop_token{});
        run_->advanceTo(kStep);
        maker_ = std::make_unique<MomentMaker>(*run_, nullptr);
    }
    static void TearDownTestSuite() {
        maker_.reset();
        run_.reset();
    }
    static std::unique_ptr<Figure> figure(const FigureSubject& subject, const FigureFormat& format) {
        auto made = std::make_unique<Figure>(subject, format);
        content_ = showMoment(*maker_, *made);
        return made;
    }
    static FigureFormat preset(const FigurePreset& preset) {
        FigureFormat format = withPreset(freshFormat(), preset);
        format.statesMoment = true;
        format.fieldRows = 64;
        return format;
    }

    static inline std::unique_ptr<StagedRun> run_;
    static inline std::unique_ptr<MomentMaker> maker_;
    static inline PanelContent content_;
};

/// A text and where its letters are.
struct TextBox {
    QString text;
    QRectF box;
};

QTransform matrixOf(const QString& text) {
    QStringList numbers = text.mid(7).chopped(1).split(QLatin1Char(','));
    EXPECT_EQ(numbers.size(), 6) << text.toStdString();
    const auto at = [&](int i) { return numbers[i].toDouble(); };
    return QTransform(at(0), at(1), at(2), at(3), at(4), at(5));
}

QFont fontOf(const QXmlStreamAttributes& attributes) {
    QStringList families = attributes.value(QLatin1String("font-family")).toString().split(QLatin1Char(','));
    for (QString& family : families) family.remove(QLatin1Char('\''));
    QFont font(families);
    font.setPointSizeF(attributes.value(QLatin1String("font-size")).toDouble() * 0.75);
    font.setWeight(static_cast<QFont::Weight>(attributes.value(QLatin1String("font-weight")).toInt()));
    return font;
}

std::vector<TextBox> textBoxes(const QByteArray& svg) {
    std::vector<TextBox> boxes;
    QXmlStreamReader xml(svg);
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement() || xml.name() != QStringLiteral("text")) continue;
        const QXmlStreamAttributes attributes = xml.attributes();
        const QFontMetricsF metrics(fontOf(attributes));
        const QPointF at(attributes.value(QLatin1String("x")).toDouble(),
                         attributes.value(QLatin1String("y")).toDouble());
        const QTransform matrix = matrixOf(attributes.value(QLatin1String("transform")).toString());
        const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
        // From the baseline to the height of a capital: what ascenders and descenders add may touch.
        const QRectF box(at.x(), at.y() - metrics.capHeight(), metrics.horizontalAdvance(text),
                         metrics.capHeight());
        if (!text.trimmed().isEmpty()) boxes.push_back({text, matrix.mapRect(box)});
    }
    EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
    return boxes;
}

TEST_F(Print, NoTwoTextsOverlapAndNoneLeavesThePage) {
    for (const FigurePreset& use : figurePresets()) {
        FigureFormat format = preset(use);
        format.keepsText = true;
        for (const PanelKind& kind : panelKinds()) {
            const auto made = figure(panelSubject(QLatin1String(kind.id)), format);
            const std::vector<TextBox> boxes = textBoxes(made->svg());
            ASSERT_GT(boxes.size(), 2U) << kind.id;
            const QRectF page(QPointF(-0.5, -0.5), millimetresOf(format) / 25.4 * 96 + QSizeF(1, 1));
            for (std::size_t i = 0; i < boxes.size(); ++i) {
                EXPECT_TRUE(page.contains(boxes[i].box))
                    << use.id << ' ' << kind.id << ": " << boxes[i].text.toStdString();
                for (std::size_t j = 0; j < i; ++j) {
                    EXPECT_FALSE(boxes[i].box.intersects(boxes[j].box))
                        << use.id << ' ' << kind.id << ": \"" << boxes[i].text.toStdString() << "\" over \""
                        << boxes[j].text.toStdString() << '"';
                }
                EXPECT_FALSE(boxes[i].text.contains(QChar(0x2026)))
                    << use.id << ' ' << kind.id << " cuts " << boxes[i].text.toStdString();
                EXPECT_FALSE(boxes[i].text.contains(QStringLiteral("enlarge"))) << kind.id;
            }
        }
    }
}

TEST_F(Print, SvgNeedsNoFontAndIsClippedToTheAxes) {
    for (const PanelKind& kind : panelKinds()) {
        const auto made = figure(panelSubject(QLatin1String(kind.id)), preset(figurePresets()[1]));
        const QByteArray svg = made->svg();
        EXPECT_FALSE(svg.contains("<text")) << kind.id;
        EXPECT_FALSE(svg.contains("font-family")) << kind.id;
        EXPECT_TRUE(svg.contains("<clipPath")) << kind.id;
        EXPECT_TRUE(svg.contains("width=\"85mm\" height=\"70mm\"")) << kind.id;
        EXPECT_TRUE(svg.contains("<title>")) << kind.id;
    }
}

QString outputOf(const QString& program, const QStringList& arguments) {
    QProcess tool;
    tool.setProcessChannelMode(QProcess::MergedChannels);  // versions are said on the error channel
    tool.start(program, arguments);
    if (!tool.waitForStarted()) return {};
    tool.waitForFinished();
    return QString::fromUtf8(tool.readAllStandardOutput());
}

TEST_F(Print, PdfEmbedsItsFontsKeepsImagesWithoutLossAndHasATitle) {
    if (outputOf(QStringLiteral("pdfimages"), {QStringLiteral("-v")}).isNull())
        GTEST_SKIP() << "pdfimages is not installed";
    const test::TemporaryFolder folder;
    const QString path = QString::fromStdString((folder / "a.pdf").string());
    for (const PanelKind& kind : panelKinds()) {
        FigureFormat format = preset(figurePresets()[1]);
        format.fieldRows = 512;
        const auto made = figure(panelSubject(QLatin1String(kind.id)), format);
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(made->pdf({}));
        file.close();
        const QString images = outputOf(QStringLiteral("pdfimages"), {QStringLiteral("-list"), path});
        EXPECT_FALSE(images.contains(QStringLiteral("jpeg"))) << kind.id << images.toStdString();
        const QStringList fonts =
            outputOf(QStringLiteral("pdffonts"), {path}).split(QLatin1Char('\n'), Qt::SkipEmptyParts).mid(2);
        EXPECT_FALSE(fonts.isEmpty()) << kind.id;
        for (const QString& font : fonts)
            EXPECT_TRUE(font.contains(QStringLiteral("yes"))) << kind.id << font.toStdString();
        const QString info = outputOf(QStringLiteral("pdfinfo"), {path});
        EXPECT_TRUE(info.contains(made->panels()[0]->title())) << info.toStdString();
        const QRegularExpressionMatch size =
            QRegularExpression(QStringLiteral("Page size: +([0-9.]+) x ([0-9.]+) pts")).match(info);
        ASSERT_TRUE(size.hasMatch()) << info.toStdString();
        // 85 x 70 mm; Qt writes pages of whole points.
        EXPECT_NEAR(size.captured(1).toDouble(), 85 / 25.4 * 72, 0.5);
        EXPECT_NEAR(size.captured(2).toDouble(), 70 / 25.4 * 72, 0.5);
    }
}

double lightness(const QColor& color) {
    return 0.2126 * color.redF() + 0.7152 * color.greenF() + 0.0722 * color.blueF();
}

TEST_F(Print, CurvesAndSignsAreToldApartWithoutColour) {
    FigureFormat format = freshFormat();
    for (const QString& theme : figureThemes()) {
        format.theme = theme;
        const Look look = lookFor(format);
        const std::vector<CurveStyle> styles = errorStyles(look);
        for (std::size_t i = 0; i < styles.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j)
                EXPECT_TRUE(!(styles[i].dash == styles[j].dash) || styles[i].width != styles[j].width)
                    << i << " and " << j;
        }
        EXPECT_GT(std::abs(lightness(look.palette.fieldPositive) - lightness(look.palette.fieldNegative)),
                  0.08)
            << theme.toStdString();
    }
}

TEST_F(Print, LevelsDifferByTheirDash) {
    FigureFormat format = freshFormat();
    format.keepsText = true;
    const QByteArray svg = figure(panelSubject("errors", {{"step_axis", "linear"}}), format)->svg();
    QStringList dashes;
    QXmlStreamReader xml(svg);
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement() || xml.name() != QStringLiteral("polyline")) continue;
        const auto points =
            xml.attributes().value(QLatin1String("points")).toString().split(QLatin1Char(' '));
        const QString dash = xml.attributes().value(QLatin1String("stroke-dasharray")).toString();
        if (points.size() != 2 || dash.isEmpty()) continue;
        const auto x = [&](int i) { return points[i].split(QLatin1Char(','))[0].toDouble(); };
        if (x(1) - x(0) > 300) dashes << dash;  // across the plot
    }
    EXPECT_EQ(dashes.size(), 4) << "label noise, Bayes twice, chance";
    dashes.removeDuplicates();
    EXPECT_EQ(dashes.size(), 4);
}

TEST_F(Print, SeveralPanelsStandAsTheShapeOfThePageAsks) {
    const QStringList two{"errors", "loss"};
    const auto columnsIn = [&](const QSizeF& size) {
        return gridSubject(two, {.unit = FigureUnit::millimetres, .size = size}).layout.columns.size();
    };
    EXPECT_EQ(columnsIn({170, 60}), 2U);
    EXPECT_EQ(columnsIn({85, 130}), 1U);
    FigureFormat format = withPreset(freshFormat(), figurePresets()[2]);
    format.keepsText = true;
    const QString words = test::readSvg(figure(gridSubject(two, format), format)->svg()).words();
    EXPECT_TRUE(words.contains("(a)  Errors")) << words.toStdString();
    EXPECT_TRUE(words.contains("(b)  Training loss")) << words.toStdString();
    EXPECT_TRUE(problemWith(gridSubject(two, format), format).isEmpty());
    const QString refused = problemWith(pageSubject(), withPreset(freshFormat(), figurePresets()[1]));
    EXPECT_TRUE(refused.contains("mm")) << refused.toStdString();
}

TEST_F(Print, AlignmentPanelsBesideEachOtherHaveOneAxisOfCounts) {
    const QStringList ids{"alignment-mu1", "alignment-own"};
    FigureFormat format = freshFormat();
    format.sharesRanges = false;
    Figure own(gridSubject(ids, format), format);
    format.sharesRanges = true;
    Figure shared(gridSubject(ids, format), format);
    const auto topOf = [](const Figure& made, std::size_t panel) {
        return made.panels()[panel]->findChild<PlotView*>(QStringLiteral("plot"))->yAxis().label(1);
    };
    StagedRun run(scenarioNamed("first-screen"), {}, nullptr, {});
    MomentMaker maker(run, nullptr);
    int differed = 0;
    for (const std::int64_t step : {0, 2, 5, 10, 20, 40, 80}) {
        run.advanceTo(step);
        showMoment(maker, own);
        showMoment(maker, shared);
        differed += topOf(own, 0) != topOf(own, 1);
        EXPECT_EQ(topOf(shared, 0), topOf(shared, 1)) << step;
        EXPECT_EQ(topOf(shared, 0).toInt(), std::max(topOf(own, 0).toInt(), topOf(own, 1).toInt())) << step;
    }
    EXPECT_GT(differed, 0);
}

TEST_F(Print, TitleLegendAndLineWidthAreAsAskedFor) {
    FigureFormat format = freshFormat();
    format.keepsText = true;
    const auto texts = [&] { return test::readSvg(figure(panelSubject("errors"), format)->svg()); };
    const auto heightOf = [](const test::SvgPicture& picture, const QString& text) {
        for (const test::SvgText& found : picture.texts) {
            if (found.text == text) return found.place.y();
        }
        return -1.0;
    };
    const test::SvgPicture plain = texts();
    EXPECT_GT(heightOf(plain, "Errors"), 0);
    format.hasTitle = false;
    EXPECT_EQ(heightOf(texts(), "Errors"), -1);
    format.hasTitle = true;
    format.legend = LegendPlace::below;
    EXPECT_GT(heightOf(texts(), "chance"), format.size.height() * 0.9);
    format.legend = LegendPlace::above;
    EXPECT_LT(heightOf(texts(), "chance"), format.size.height() * 0.2);
    format.statesMoment = true;
    EXPECT_TRUE(texts().words().contains("step 200 · d 100 n 1")) << texts().words().toStdString();
    const double usual = lookFor(format).strokeScale;
    format.lineScale = 2;
    EXPECT_EQ(lookFor(format).strokeScale, 2 * usual);
}

TEST_F(Print, InputSpaceIsSquareAndItsMarkersFitTheirNumber) {
    const auto widthOf = [&](bool forPrint, QRectF* plot) {
        FigureFormat format = withPreset(freshFormat(), figurePresets()[1]);
        format.size = {120, 60};
        format.forPrint = forPrint;
        const auto made = figure(panelSubject("projection"), format);
        *plot = made->panels()[0]->findChild<PlotView*>(QStringLiteral("plot"))->plotRect();
        std::vector<double> widths;
        for (const test::SvgShape& shape : test::readSvg(made->svg()).shapes) {
            if (shape.isEllipse) widths.push_back(shape.points.boundingRect().width());
        }
        std::sort(widths.begin(), widths.end());
        return widths.empty() ? 0 : widths[widths.size() / 2];
    };
    QRectF square, wide;
    const double small = widthOf(true, &square), usual = widthOf(false, &wide);
    EXPECT_NEAR(square.width(), square.height(), 1);
    EXPECT_GT(wide.width(), 1.5 * wide.height());
    EXPECT_LT(small, 0.7 * usual);
    EXPECT_GT(small, 1.5);
}

}  // namespace
