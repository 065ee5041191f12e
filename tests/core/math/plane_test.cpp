#include "core/math/plane.h"

#include <gtest/gtest.h>

namespace featurescope {
namespace {

void expectOrthonormal(const Plane& plane) {
    EXPECT_NEAR(plane.horizontal.norm(), 1, 1e-12);
    EXPECT_NEAR(plane.vertical.norm(), 1, 1e-12);
    EXPECT_NEAR(plane.horizontal.dot(plane.vertical), 0, 1e-12);
}

TEST(Plane, ThroughTwoDirectionsContainsBoth) {
    const Vector<double> first = Eigen::Vector4d(1, 2, 0, 1);
    const Vector<double> second = Eigen::Vector4d(3, 0, 1, 1);
    const Plane plane = planeThrough(first, second);
    expectOrthonormal(plane);
    EXPECT_NEAR(plane.horizontal.dot(first), first.norm(), 1e-12);
    const double inPlane = std::hypot(plane.horizontal.dot(second), plane.vertical.dot(second));
    EXPECT_NEAR(inPlane, second.norm(), 1e-12);
}

TEST(Plane, ThroughParallelDirectionsTakesACoordinateAxisInstead) {
    const Vector<double> first = Eigen::Vector3d(1, 0, 0);
    expectOrthonormal(planeThrough(first, -2 * first));
    expectOrthonormal(planeThrough(Vector<double>::Zero(3), Vector<double>::Zero(3)));
}

TEST(Plane, OfOneDimensionHasNoVerticalAxis) {
    const Vector<double> direction = Vector<double>::Constant(1, -3);
    EXPECT_TRUE(planeThrough(direction, direction).vertical.isZero());
    EXPECT_TRUE(coordinatePlane(1).vertical.isZero());
}

}  // namespace
}  // namespace featurescope
