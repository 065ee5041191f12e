#include "ui/view_models/projection_view.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/sample_snapshot.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

TEST(ClusterSpread, IsTheRootMeanSquareDistanceInTheFirstGroup) {
    EXPECT_FALSE(clusterSpread({}));
    const std::vector<MarkedPoint> points{{9, 9, {3, false}, 0},
                                          {1, 2, {1, false}, 1},
                                          {3, 2, {1, true}, 2},
                                          {2, 4, {1, false}, 3},
                                          {2, 0, {1, false}, 4}};
    const auto spread = clusterSpread(points);
    ASSERT_TRUE(spread);
    EXPECT_EQ(spread->colour, 1);
    EXPECT_NEAR(spread->centre.x, 2, 1e-12);
    EXPECT_NEAR(spread->centre.y, 2, 1e-12);
    EXPECT_NEAR(spread->radius, std::sqrt((1 + 1 + 4 + 4) / 4.0), 1e-6);
}

TEST(ProjectionView, ShowsEverySampleWhenThereAreFew) {
    const auto snapshot = test::sampleSnapshot(50);
    const ProjectionPoints points = projectionPoints(*snapshot->scene);
    EXPECT_EQ(points.points.size(), 200U);
    EXPECT_EQ(points.total, 200U);
    EXPECT_EQ(points.corrupted, 40U);
}

TEST(ProjectionView, ThinsManySamplesEvenlyOverTheClusters) {
    const auto snapshot = test::sampleSnapshot(5000);
    const ProjectionPoints points = projectionPoints(*snapshot->scene, 1000);
    ASSERT_EQ(points.points.size(), 1000U);
    EXPECT_EQ(points.total, 20000U);
    int perCluster[4] = {};
    for (const MarkedPoint& point : points.points) ++perCluster[point.marker.colour];
    for (const int count : perCluster) EXPECT_EQ(count, 250);
}

TEST(ProjectionView, DrawsCorruptedSamplesLast) {
    const ProjectionPoints points = projectionPoints(*test::sampleSnapshot()->scene);
    bool ringSeen = false;
    for (const MarkedPoint& point : points.points) {
        EXPECT_TRUE(point.marker.corrupted || !ringSeen);
        ringSeen = ringSeen || point.marker.corrupted;
    }
    EXPECT_TRUE(ringSeen);
}

TEST(ProjectionView, FallsBackToLabelsWithoutGroups) {
    RunScene scene = *test::sampleSnapshot()->scene;
    scene.samples.groups.clear();
    for (const MarkedPoint& point : projectionPoints(scene).points) {
        EXPECT_TRUE(point.marker.colour == 0 || point.marker.colour == 2);
    }
}

TEST(ProjectionView, VisibleAreaHasTheSameUnitOnBothAxes) {
    for (const auto& [width, height] : {std::pair{400.0, 200.0}, {200.0, 400.0}, {300.0, 300.0}}) {
        const PlaneRectangle area = visibleArea(1.5, width, height);
        EXPECT_DOUBLE_EQ((area.right - area.left) / width, (area.top - area.bottom) / height);
        EXPECT_DOUBLE_EQ(std::min(area.right, area.top), 1.5);
        EXPECT_DOUBLE_EQ(area.left, -area.right);
    }
}

TEST(ProjectionView, MarksDirectionsAndTheirOpposites) {
    const std::vector<PlanePoint> means = directionMarks(*test::sampleSnapshot()->scene);
    ASSERT_EQ(means.size(), 4U);
    EXPECT_EQ(means[1].x, -means[0].x);
    EXPECT_EQ(means[3].y, -means[2].y);
}

}  // namespace
