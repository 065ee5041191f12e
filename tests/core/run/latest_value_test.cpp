#include "core/run/latest_value.h"

#include <gtest/gtest.h>

#include <thread>

namespace featurescope {
namespace {

TEST(LatestValue, IsWantedUntilPublishedAndAgainOnceTaken) {
    LatestValue<int> box;
    EXPECT_TRUE(box.wanted());
    EXPECT_EQ(box.take(), nullptr);
    box.publish(std::make_shared<const int>(1));
    EXPECT_FALSE(box.wanted());
    EXPECT_EQ(*box.take(), 1);
    EXPECT_TRUE(box.wanted());
    EXPECT_EQ(box.take(), nullptr);
}

TEST(LatestValue, KeepsOnlyTheNewest) {
    LatestValue<int> box;
    for (int value = 1; value <= 5; ++value) box.publish(std::make_shared<const int>(value));
    EXPECT_EQ(*box.take(), 5);
}

TEST(LatestValue, AReaderOnAnotherThreadSeesWholeValuesInOrder) {
    LatestValue<std::pair<int, int>> box;
    constexpr int kLast = 20000;
    std::jthread writer([&box] {
        for (int value = 1; value <= kLast; ++value)
            box.publish(std::make_shared<const std::pair<int, int>>(value, -value));
    });
    int seen = 0;
    while (seen < kLast) {
        const auto value = box.take();
        if (!value) continue;
        ASSERT_EQ(value->first, -value->second);
        ASSERT_GT(value->first, seen);
        seen = value->first;
    }
}

}  // namespace
}  // namespace featurescope
