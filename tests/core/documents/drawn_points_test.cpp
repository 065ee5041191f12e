#include "core/documents/drawn_points.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/io/npz.h"

namespace featurescope {
namespace {

TEST(DrawnPoints, EveryPointIsOneMoreSample) {
    const DrawnData first = firstPoints();
    EXPECT_EQ(first.data->x.cols(), 4);
    const DrawnData more = withPoint(*first.data, {0.25, -0.5}, -1);
    EXPECT_EQ(more.data->x.cols(), 5);
    EXPECT_EQ(more.data->x(0, 4), 0.25);
    EXPECT_EQ(more.data->x(1, 4), -0.5);
    EXPECT_EQ(more.data->y, (std::vector<std::int8_t>{1, 1, -1, -1, -1}));
    EXPECT_EQ(more.data->means, first.data->means);
    EXPECT_NE(more.data->sha256, first.data->sha256);
    EXPECT_EQ(withPoint(*first.data, {0.25, -0.5}, -1).npz, more.npz);
}

TEST(DrawnPoints, NothingElseOfTheDataIsLost) {
    const std::string npz = npzBytes({{"X", {{1, 2}, std::vector<double>{1, 2}}},
                                      {"y", {{1}, std::vector<std::int64_t>{1}}},
                                      {"y_clean", {{1}, std::vector<std::int64_t>{-1}}},
                                      {"X_test", {{1, 2}, std::vector<double>{3, 4}}},
                                      {"y_test", {{1}, std::vector<std::int64_t>{-1}}},
                                      {"y_test_clean", {{1}, std::vector<std::int64_t>{1}}},
                                      {"W0", {{2, 2}, std::vector<double>{1, 2, 3, 4}}},
                                      {"a", {{2}, std::vector<double>{0.5, -0.5}}}});
    const GivenData before = givenDataFromBytes(npz, "data");
    const DrawnData after = withPoint(before, {5, 6}, 1);
    EXPECT_EQ(after.data->xTest, before.xTest);
    EXPECT_EQ(after.data->yTest, before.yTest);
    EXPECT_EQ(after.data->yTestClean, before.yTestClean);
    EXPECT_EQ(after.data->yClean, (std::vector<std::int8_t>{-1, 1}));
    EXPECT_EQ(*after.data->w0, *before.w0);
    EXPECT_EQ(*after.data->a, *before.a);
    EXPECT_EQ(after.data->means.cols(), 0);
}

TEST(DrawnPoints, APlaceOfThePlaneIsAnInput) {
    const GivenData data = *firstPoints().data;
    const auto onMeans = inputAt(data, {}, {0.3, 0.4});
    ASSERT_TRUE(onMeans);
    EXPECT_DOUBLE_EQ(onMeans->x, 0.3);
    EXPECT_DOUBLE_EQ(onMeans->y, 0.4);
    GivenData turned = data;
    turned.means << 1, -1, 1, 1;  // mu1 = (1, 1), mu2 = (-1, 1)
    const auto input = inputAt(turned, {}, {std::sqrt(2.0), 0});
    EXPECT_NEAR(input->x, 1, 1e-15);
    EXPECT_NEAR(input->y, 1, 1e-15);
    const PlaneChoice swapped{.kind = PlaneKind::coordinates, .firstCoordinate = 1, .secondCoordinate = 0};
    EXPECT_EQ(inputAt(data, swapped, {1, 2})->x, 2);
    EXPECT_FALSE(inputAt(data, {.kind = PlaneKind::random}, {1, 2}));
    turned.x = Matrix<double>::Zero(3, 4);
    EXPECT_FALSE(inputAt(turned, {}, {1, 2}));
}

}  // namespace
}  // namespace featurescope
