#pragma once

#include <Eigen/Core>
#include <algorithm>
#include <stop_token>

#include "core/base/cancel.h"
#include "core/training/thread_team.h"

namespace featurescope {

/// Calls work(first, count) for consecutive blocks of 0 .. size - 1 on the team. The cut depends on the size
/// only, never on the number of threads. Throws Cancelled after the blocks under way.
template <typename Work>
void forEachBlock(ThreadTeam& team, const std::stop_token& stop, Eigen::Index size, const Work& work) {
    constexpr Eigen::Index kBlock = 64;
    team.run((size + kBlock - 1) / kBlock, [&](std::int64_t block) {
        if (stop.stop_requested()) return;
        const Eigen::Index first = block * kBlock;
        work(first, std::min(kBlock, size - first));
    });
    throwIfCancelled(stop);
}

}  // namespace featurescope
