#include "core/training/thread_team.h"

#include <gtest/gtest.h>

#include <atomic>
#include <limits>
#include <vector>

namespace featurescope {
namespace {

TEST(ThreadTeam, RunsTheWorkOncePerThread) {
    for (const int threads : {1, 2, 3, 7}) {
        ThreadTeam team(threads);
        std::vector<int> calls(static_cast<std::size_t>(threads));
        for (int round = 0; round < 200; ++round) {
            team.run([&](int thread) { ++calls[static_cast<std::size_t>(thread)]; });
        }
        EXPECT_EQ(calls, std::vector<int>(static_cast<std::size_t>(threads), 200));
    }
}

TEST(ThreadTeam, NobodyPassesABarrierBeforeAllHaveCome) {
    ThreadTeam team(4);
    std::atomic<int> arrived{0};
    std::atomic<int> tooEarly{0};
    for (int round = 0; round < 200; ++round) {
        arrived = 0;
        team.run([&](int) {
            ++arrived;
            team.barrier();
            if (arrived != 4) ++tooEarly;
        });
    }
    EXPECT_EQ(tooEarly, 0);
}

TEST(ThreadTeam, EveryThreadFlushesDenormals) {
    ThreadTeam team(3);
    std::vector<float> quotients(3, 1.0F);
    const volatile float smallest = std::numeric_limits<float>::min();
    team.run([&](int thread) { quotients[static_cast<std::size_t>(thread)] = smallest / 4; });
    const float outside = smallest / 4;
    EXPECT_NE(outside, 0.0F);
#if defined(__SSE2__)
    EXPECT_EQ(quotients, std::vector<float>(3, 0.0F));
#endif
}

}  // namespace
}  // namespace featurescope
