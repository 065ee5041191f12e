#include <gtest/gtest.h>

#include <QImage>
#include <QRegularExpression>
#include <array>
#include <cmath>
#include <numeric>

#include "core/spec/scenario_table.h"
#include "tests/support/drawn_figure.h"
#include "ui/panels/field_layer.h"

// How much of each cluster the drawn band covers: what an audience sees of the difference between turned
// features and random ones.

using namespace featurescope;

namespace {

/// An image of an SVG and where it stands on the page.
struct PlacedImage {
    QImage image;
    QRectF place;

    /// The share of a disc on the page that the image does not leave transparent.
    double shareOfDisc(const QPointF& centre, double radius) const {
        constexpr int kSteps = 60;
        int inside = 0, covered = 0;
        for (int i = -kSteps; i <= kSteps; ++i) {
            for (int j = -kSteps; j <= kSteps; ++j) {
                if (i * i + j * j > kSteps * kSteps) continue;
                const QPointF at = centre + QPointF(i, j) * radius / kSteps - place.topLeft();
                const int column = static_cast<int>(std::floor(at.x() / place.width() * image.width()));
                const int row = static_cast<int>(std::floor(at.y() / place.height() * image.height()));
                ++inside;
                covered += image.valid(column, row) && qAlpha(image.pixel(column, row)) > 0;
            }
        }
        return static_cast<double>(covered) / inside;
    }
};

std::vector<PlacedImage> imagesIn(const QByteArray& svg) {
    static const QRegularExpression pattern(
        QStringLiteral("<image transform=\"matrix\\(1,0,0,1,([-0-9.]+),([-0-9.]+)\\)\" x=\"([-0-9.]+)\" "
                       "y=\"([-0-9.]+)\" width=\"([0-9.]+)\" height=\"([0-9.]+)\"[^>]*base64,([^\"]*)\""));
    std::vector<PlacedImage> images;
    QRegularExpressionMatchIterator found = pattern.globalMatch(QString::fromLatin1(svg));
    while (found.hasNext()) {
        const QRegularExpressionMatch match = found.next();
        const auto number = [&](int group) { return match.captured(group).toDouble(); };
        images.push_back({QImage::fromData(QByteArray::fromBase64(match.captured(7).toLatin1())),
                          QRectF(number(1) + number(3), number(2) + number(4), number(5), number(6))});
    }
    return images;
}

constexpr std::array<std::array<double, 2>, 4> kMeans{{{1, 0}, {-1, 0}, {0, 1}, {0, -1}}};
using Shares = std::array<double, kMeans.size()>;  // one for each cluster

double average(const Shares& shares) { return std::accumulate(shares.begin(), shares.end(), 0.0) / 4; }

double deviationOf(const ExperimentSpec& spec) {
    return std::sqrt(std::get<XorClusters>(spec.data).clusterVariance);
}

/// How much of the disc of one standard deviation around each mean the band covers that the Input space of a
/// scenario shows by itself at this step.
Shares drawnShares(const char* scenario, std::int64_t step) {
    const ExperimentSpec spec = scenarioNamed(scenario);
    const test::DrawnFigure figure(spec, step, QStringLiteral("projection"));
    const std::vector<PlacedImage> images = imagesIn(figure.svg());
    Shares shares{};
    EXPECT_EQ(images.size(), 2U) << "the output, and the band over it";
    if (images.size() != 2) return shares;
    const double radius = figure.placeOf(deviationOf(spec), 0).x() - figure.placeOf(0, 0).x();
    for (std::size_t i = 0; i < kMeans.size(); ++i)
        shares[i] = images[1].shareOfDisc(figure.placeOf(kMeans[i][0], kMeans[i][1]), radius);
    return shares;
}

TEST(UncertainBand, CoversAThirdOfTheClustersWhereFeaturesStayedRandom) {
    EXPECT_GT(average(drawnShares("lazy", 200)), 0.5);
    EXPECT_GT(average(drawnShares("lazy", 400)), 1.0 / 3);
}

TEST(UncertainBand, LeavesTheClustersFreeWhereFeaturesTurned) {
    for (const double share : drawnShares("first-screen", 400)) EXPECT_LE(share, 0.1);
}

TEST(UncertainBand, EndsOnPaperWhereItsShareIsATenth) {
    DecisionField share{.area = {}, .width = 12, .height = 10, .values = {}};
    for (int row = 0; row < share.height; ++row) {
        for (int column = 0; column < share.width; ++column)
            share.values.push_back(static_cast<float>(0.08 * (column + 0.5) + 0.03 * (row + 0.5)));
    }
    constexpr int kFineness = 8;
    const QImage image = ui::shadedBand(share, Qt::black, kFineness);
    ASSERT_EQ(image.size(), QSize(share.width, share.height) * kFineness);
    // Within the centres of the outer pixels, beyond which nothing is known.
    for (int row = kFineness; row < image.height() - kFineness; ++row) {
        for (int column = kFineness; column < image.width() - kFineness; ++column) {
            const double value = (0.08 * (column + 0.5) + 0.03 * (row + 0.5)) / kFineness;
            if (std::abs(value - 0.1) < 1e-5 || std::abs(value - 0.9) < 1e-5) continue;
            ASSERT_EQ(qAlpha(image.pixel(column, row)) > 0, value > 0.1 && value < 0.9)
                << column << ", " << row;
        }
    }
}

}  // namespace
