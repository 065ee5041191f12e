#include "core/run/view_planes.h"

#include <gtest/gtest.h>

#include <Eigen/Eigenvalues>
#include <cmath>

#include "core/data/xor_clusters.h"

namespace featurescope {
namespace {

Dataset<float> clusters(std::int64_t dimension, double variance, std::int64_t samples = 200) {
    XorClusters settings;
    settings.dimension = dimension;
    settings.trainSamples = samples;
    settings.testSamples = 0;
    settings.clusterVariance = variance;
    return draw<float>(settings, {}, {});
}

void expectOrthonormal(const Plane& plane) {
    EXPECT_NEAR(plane.horizontal.norm(), 1, 1e-6);
    EXPECT_NEAR(plane.vertical.norm(), 1, 1e-6);
    EXPECT_NEAR(plane.horizontal.dot(plane.vertical), 0, 1e-6);
}

TEST(ViewPlanes, OfTheMeansHasThemAsAxes) {
    const Dataset<float> data = clusters(20, 0.04);
    ViewPlanes<float> planes(data);
    const Plane& plane = planes.plane({}, {});
    EXPECT_LT((plane.horizontal - data.directions.col(0).cast<double>()).norm(), 1e-6);
    EXPECT_LT((plane.vertical - data.directions.col(1).cast<double>()).norm(), 1e-6);
}

TEST(ViewPlanes, OfPrincipalComponentsCatchAsMuchAsAnyPlaneCan) {
    for (const std::int64_t dimension : {2, 5, 40}) {
        const Dataset<float> data = clusters(dimension, 0.09);
        ViewPlanes<float> planes(data);
        const Plane plane = planes.plane({.kind = PlaneKind::principal}, {});
        expectOrthonormal(plane);
        const Matrix<double> x = data.train.inputs.cast<double>();
        const Matrix<double> moments = x * x.transpose();
        const Eigen::SelfAdjointEigenSolver<Matrix<double>> solver(moments);
        const Vector<double> best = solver.eigenvalues().reverse();
        EXPECT_NEAR((plane.horizontal.transpose() * x).squaredNorm() / best[0], 1, 1e-3) << dimension;
        EXPECT_NEAR((plane.vertical.transpose() * x).squaredNorm() / best[1], 1, 1e-3) << dimension;
    }
}

TEST(ViewPlanes, OfCoordinatesAreThose) {
    const Dataset<float> data = clusters(9, 0.04);
    ViewPlanes<float> planes(data);
    const Plane& plane =
        planes.plane({.kind = PlaneKind::coordinates, .firstCoordinate = 7, .secondCoordinate = 3}, {});
    EXPECT_EQ(plane.horizontal, Vector<double>::Unit(9, 7));
    EXPECT_EQ(plane.vertical, Vector<double>::Unit(9, 3));
}

TEST(ViewPlanes, AtRandomDependOnTheSeedAlone) {
    const Dataset<float> data = clusters(31, 0.04), other = clusters(31, 0.5);
    ViewPlanes<float> planes(data), again(other);
    const Plane first = planes.plane({.kind = PlaneKind::random, .seed = 1}, {});
    const Plane second = planes.plane({.kind = PlaneKind::random, .seed = 2}, {});
    expectOrthonormal(first);
    EXPECT_GT((first.horizontal - second.horizontal).norm(), 0.1);
    EXPECT_EQ(first.horizontal, again.plane({.kind = PlaneKind::random, .seed = 1}, {}).horizontal);
}

TEST(ViewPlanes, ComeBackWhenTheChoiceDoes) {
    const Dataset<float> data = clusters(12, 0.04);
    ViewPlanes<float> planes(data);
    const Plane means = planes.plane({}, {});
    for (std::int64_t seed = 0; seed < 20; ++seed)
        planes.plane({.kind = PlaneKind::random, .seed = seed}, {});
    EXPECT_EQ(planes.plane({}, {}).horizontal, means.horizontal);
    EXPECT_EQ(planes.plane({}, {}).vertical, means.vertical);
}

TEST(ViewPlanes, WithoutDirectionsFallBackOnThePrincipalPlaneOrTheWholePlane) {
    Dataset<float> data = clusters(5, 0.04);
    data.directions.resize(5, 0);
    ViewPlanes<float> planes(data);
    EXPECT_EQ(planes.drawable({}).kind, PlaneKind::principal);
    EXPECT_EQ(planes.plane({}, {}).vertical, planes.plane({.kind = PlaneKind::principal}, {}).vertical);
    Dataset<float> flat = clusters(2, 0.04);
    flat.directions.resize(2, 0);
    ViewPlanes<float> plane(flat);
    EXPECT_EQ(plane.drawable({}).kind, PlaneKind::coordinates);
    EXPECT_EQ(plane.plane({}, {}).vertical, Vector<double>::Unit(2, 1));
}

TEST(ViewPlanes, WithOneDirectionTakeTheLargestSpreadAcrossIt) {
    Dataset<float> data = clusters(5, 0.0004);  // hardly anything but the means spreads
    data.directions = 3 * data.directions.leftCols(1).eval();
    ViewPlanes<float> planes(data);
    EXPECT_EQ(planes.drawable({}).kind, PlaneKind::means);
    const Plane plane = planes.plane({}, {});
    expectOrthonormal(plane);
    EXPECT_NEAR(plane.horizontal[0], 1, 1e-6);
    EXPECT_NEAR(std::abs(plane.vertical[1]), 1, 1e-3);
}

TEST(ViewPlanes, MoveCoordinatesThatDoNotExistAndSayWhatIsAllowed) {
    const Dataset<float> data = clusters(5, 0.04);
    ViewPlanes<float> planes(data);
    PlaneChoice beyond{.kind = PlaneKind::coordinates, .firstCoordinate = 4, .secondCoordinate = 99};
    EXPECT_EQ(planes.drawable(beyond).firstCoordinate, 4);
    EXPECT_EQ(planes.drawable(beyond).secondCoordinate, 3);
    EXPECT_EQ(planeProblem(beyond, 5), "Coordinate 99 does not exist; these data have 0 to 4.");
    beyond.secondCoordinate = 4;
    EXPECT_EQ(planeProblem(beyond, 5), "Both axes are coordinate 4; the two must be different.");
    beyond.secondCoordinate = 0;
    EXPECT_EQ(planeProblem(beyond, 5), "");
    EXPECT_EQ(planes.drawable(beyond), beyond);
    EXPECT_NE(planeProblem({.kind = PlaneKind::random, .seed = -1}, 5), "");
    EXPECT_EQ(planes.drawable({.kind = PlaneKind::random, .seed = -1}).seed, 0);
}

TEST(ViewPlanes, OfOneDimensionHaveNoVerticalAxis) {
    Dataset<float> data;
    data.train.inputs = Matrix<float>::Ones(1, 3);
    data.directions.resize(1, 0);
    ViewPlanes<float> planes(data);
    for (const PlaneKind kind :
         {PlaneKind::means, PlaneKind::principal, PlaneKind::coordinates, PlaneKind::random}) {
        const Plane& plane = planes.plane({.kind = kind}, {});
        EXPECT_NEAR(std::abs(plane.horizontal[0]), 1, 1e-6) << nameOf(kind);
        EXPECT_EQ(plane.vertical[0], 0) << nameOf(kind);
    }
}

}  // namespace
}  // namespace featurescope
