#include "core/training/thread_team.h"

#include <gtest/gtest.h>

#include <atomic>
#include <vector>

namespace featurescope {
namespace {

TEST(ThreadTeam, DoesEveryPieceExactlyOnce) {
    for (const int threads : {1, 2, 5}) {
        ThreadTeam team(threads);
        for (const std::int64_t pieces : {0, 1, 3, 1000}) {
            std::vector<std::atomic<int>> done(static_cast<std::size_t>(pieces));
            team.run(pieces, [&](std::int64_t piece) { ++done[static_cast<std::size_t>(piece)]; });
            for (const auto& count : done) EXPECT_EQ(count.load(), 1);
        }
    }
}

TEST(ThreadTeam, ManyShortRunsFollowEachOther) {
    ThreadTeam team(3);
    std::int64_t sum = 0;
    for (int round = 0; round < 20000; ++round) {
        std::atomic<std::int64_t> part{0};
        team.run(3, [&](std::int64_t piece) { part += piece; });
        sum += part.load();
    }
    EXPECT_EQ(sum, 60000);
}

}  // namespace
}  // namespace featurescope
