#include "ui/look/palette.h"

#include <gtest/gtest.h>

#include <QImage>
#include <QPainter>
#include <array>
#include <cmath>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "ui/panels/points_layer.h"

using namespace featurescope::ui;

namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

// Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision deficiency"
// (2009), full severity, for linear RGB.
struct Vision {
    const char* name;
    Matrix matrix;
};
constexpr std::array kVisions{
    Vision{"usual", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
    Vision{"protanopia",
           {{{0.152286, 1.052583, -0.204868},
             {0.114503, 0.786281, 0.099216},
             {-0.003882, -0.048116, 1.051998}}}},
    Vision{
        "deuteranopia",
        {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}}},
    Vision{"tritanopia",
           {{{1.255528, -0.076749, -0.178779},
             {-0.078411, 0.930809, 0.147602},
             {0.004733, 0.691367, 0.303900}}}},
};

Triple linear(const QColor& color) {
    const auto channel = [](double c) {
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return {channel(color.redF()), channel(color.greenF()), channel(color.blueF())};
}

Triple times(const Matrix& matrix, const Triple& color) {
    Triple result{};
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t k = 0; k < 3; ++k) result[i] += matrix[i][k] * color[k];
    }
    return result;
}

/// CIE L*a*b* for the white D65.
Triple lab(const Triple& rgb) {
    const Triple xyz = times({{{0.4124564, 0.3575761, 0.1804375},
                               {0.2126729, 0.7151522, 0.0721750},
                               {0.0193339, 0.1191920, 0.9503041}}},
                             rgb);
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 4.0 / 29; };
    const double x = f(xyz[0] / 0.95047), y = f(xyz[1]), z = f(xyz[2] / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

Triple seen(const QColor& color, const Vision& vision) {
    Triple rgb = times(vision.matrix, linear(color));
    for (double& channel : rgb) channel = std::min(1.0, std::max(0.0, channel));
    return lab(rgb);
}

double distance(const QColor& a, const QColor& b, const Vision& vision) {
    const Triple p = seen(a, vision), q = seen(b, vision);
    return std::hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

/// Contrast of the Web Content Accessibility Guidelines, 1 to 21.
double contrast(const QColor& a, const QColor& b) {
    const auto luminance = [](const QColor& color) {
        const Triple rgb = linear(color);
        return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
    };
    const double high = std::max(luminance(a), luminance(b)), low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

struct Role {
    const char* name;
    QColor color;
};

// Colours that lie about 20 apart are told apart at a glance in thin lines and small marks.
constexpr double kApart = 20;

void expectApart(const std::vector<Role>& roles,
                 const std::set<std::pair<std::string, std::string>>& otherwise) {
    for (std::size_t i = 0; i < roles.size(); ++i) {
        for (std::size_t k = i + 1; k < roles.size(); ++k) {
            if (otherwise.count({roles[i].name, roles[k].name}) > 0) continue;
            for (const Vision& vision : kVisions) {
                EXPECT_GE(distance(roles[i].color, roles[k].color, vision), kApart)
                    << roles[i].name << " and " << roles[k].name << " with " << vision.name;
            }
        }
    }
}

class EveryPalette : public testing::TestWithParam<Brightness> {
  protected:
    const Palette& palette = paletteFor(GetParam());
};
INSTANTIATE_TEST_SUITE_P(Palettes, EveryPalette,
                         testing::Values(Brightness::light, Brightness::dark, Brightness::projector));

TEST_P(EveryPalette, IsTheOneAskedFor) { EXPECT_EQ(palette.brightness, GetParam()); }

TEST_P(EveryPalette, ClustersStayApartWithoutRedGreenOrBlueVision) {
    expectApart({{"+mu1", palette.clusters[0]},
                 {"-mu1", palette.clusters[1]},
                 {"+mu2", palette.clusters[2]},
                 {"-mu2", palette.clusters[3]}},
                {});
}

TEST_P(EveryPalette, SignsStayApartWithoutRedGreenOrBlueVision) {
    expectApart({{"a > 0", palette.neuronPositive}, {"a < 0", palette.neuronNegative}}, {});
    expectApart(
        {{"f > 0", palette.fieldPositive}, {"f < 0", palette.fieldNegative}, {"f = 0", palette.boundary}},
        {});
}

TEST_P(EveryPalette, CurvesStayApartOrDifferInMarkOrDash) {
    // Curves carry marks (clean: disc, test: triangle), reference lines are dashed and named at their end.
    expectApart({{"train", palette.curveTrain},
                 {"clean", palette.curveClean},
                 {"corrupted", palette.curveCorrupted},
                 {"test", palette.curveTest},
                 {"noise rate", palette.noiseLine},
                 {"chance", palette.chanceLine}},
                {{"clean", "test"},
                 {"clean", "noise rate"},
                 {"clean", "chance"},
                 {"test", "chance"},
                 {"noise rate", "chance"}});
}

TEST_P(EveryPalette, TextIsReadableAndLinesAreSeen) {
    for (const QColor& color : {palette.text, palette.muted})
        EXPECT_GE(contrast(color, palette.card), 4.5) << color.name().toStdString();
    EXPECT_GE(contrast(palette.warningText, palette.warning), 4.5);
    EXPECT_GE(contrast(palette.textOnAccent, palette.accent), 4.5);
    for (const QColor& color : {palette.curveTrain, palette.curveClean, palette.curveCorrupted,
                                palette.curveTest, palette.noiseLine, palette.chanceLine,
                                palette.neuronPositive, palette.neuronNegative, palette.accent})
        EXPECT_GE(contrast(color, palette.card), 3.0) << color.name().toStdString();
    for (const QColor& field : {palette.fieldPositive, palette.fieldZero, palette.fieldNegative})
        EXPECT_GE(contrast(palette.boundary, field), 4.5) << field.name().toStdString();
}

TEST(ProjectorPalette, HasStrongerContrastsThanTheLightOne) {
    const Palette& light = paletteFor(Brightness::light);
    const Palette& projector = paletteFor(Brightness::projector);
    EXPECT_GE(contrast(projector.muted, projector.card), 7);
    EXPECT_GT(contrast(projector.axis, projector.card), contrast(light.axis, light.card));
    EXPECT_GT(contrast(projector.curveTest, projector.card), contrast(light.curveTest, light.card));
    EXPECT_GT(distance(projector.fieldPositive, projector.fieldZero, kVisions[0]),
              distance(light.fieldPositive, light.fieldZero, kVisions[0]));
}

/// Which pixels a marker covers, whatever its colour.
std::vector<bool> silhouette(const Marker& marker) {
    QImage image(24, 24, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(12, 12);
    drawMarker(painter, marker, paletteFor(Brightness::light), 14);
    painter.end();
    std::vector<bool> covered;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) covered.push_back(qAlpha(image.pixel(x, y)) > 128);
    }
    return covered;
}

TEST(Markers, LabelsDifferInShape) {
    const std::vector<bool> positive = silhouette({0, false}), negative = silhouette({2, false});
    int different = 0;
    for (std::size_t i = 0; i < positive.size(); ++i) different += positive[i] != negative[i];
    EXPECT_GT(different, 40);
    EXPECT_EQ(silhouette({1, false}), positive);
    EXPECT_EQ(silhouette({3, false}), negative);
}

}  // namespace
