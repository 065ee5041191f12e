#include "core/training/thread_team.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <limits>
#include <vector>

#include "tests/support/failing_allocation.h"

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

/// Address space this process uses, in bytes.
rlim_t addressSpace() {
    std::ifstream file("/proc/self/statm");
    rlim_t pages = 0;
    file >> pages;
    return pages * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE));
}

/// Asks for more threads than there is memory for and counts who works.
[[noreturn]] void workWithTooLittleMemory() {
    constexpr rlim_t kRoom = 64 << 20;
    constexpr int kWanted = 500;
    const rlimit limit{addressSpace() + kRoom, RLIM_INFINITY};
    ::setrlimit(RLIMIT_AS, &limit);
    std::atomic<int> calls{0};
    bool isSmaller = false;
    {
        ThreadTeam team(kWanted);
        isSmaller = team.size() < kWanted;
        for (int round = 0; round < 10; ++round) team.run([&](int) { ++calls; });
        isSmaller = isSmaller && calls == 10 * team.size();
    }
    ::_exit(isSmaller ? 0 : 1);
}

TEST(ThreadTeam, MakesDoWithTheThreadsThatThereWasMemoryFor) {
    constexpr int kWanted = 4;
    int fewest = kWanted, most = 0;
    // Each thread takes some memory, so the first fails, then the second, and at last none.
    for (int successes = 0; most < kWanted; ++successes) {
        std::atomic<int> calls{0};
        const test::FailingAllocation failing(successes);
        ThreadTeam team(kWanted);
        team.run([&](int) { ++calls; });
        EXPECT_EQ(calls, team.size());
        fewest = std::min(fewest, team.size());
        most = std::max(most, team.size());
    }
    EXPECT_EQ(fewest, 1);
}

TEST(ThreadTeamDeathTest, MakesDoWithTheThreadsThatTheMachineHas) {
    constexpr rlim_t kOfASanitizer = rlim_t{1} << 40;
    if (addressSpace() == 0 || addressSpace() > kOfASanitizer)
        GTEST_SKIP() << "needs an address space that can be limited";
    EXPECT_EXIT(workWithTooLittleMemory(), testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace featurescope
