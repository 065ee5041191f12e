#include "core/training/thread_team.h"

namespace featurescope {

ThreadTeam::ThreadTeam(int threads) {
    for (int i = 1; i < threads; ++i) {
        helpers_.emplace_back([this](const std::stop_token& stop) { help(stop); });
    }
}

ThreadTeam::~ThreadTeam() {
    for (std::jthread& helper : helpers_) helper.request_stop();
    round_.fetch_add(1);
    round_.notify_all();
}

void ThreadTeam::run(std::int64_t pieces, const std::function<void(std::int64_t)>& work) {
    work_ = &work;
    pieces_ = pieces;
    nextPiece_.store(0);
    if (!helpers_.empty()) {
        busyHelpers_.store(static_cast<int>(helpers_.size()));
        round_.fetch_add(1);
        round_.notify_all();
    }
    takePieces();
    for (int busy = busyHelpers_.load(); busy != 0; busy = busyHelpers_.load()) busyHelpers_.wait(busy);
}

void ThreadTeam::help(const std::stop_token& stop) {
    std::uint32_t seen = 0;
    while (true) {
        round_.wait(seen);
        seen = round_.load();
        if (stop.stop_requested()) return;
        takePieces();
        if (busyHelpers_.fetch_sub(1) == 1) busyHelpers_.notify_one();
    }
}

void ThreadTeam::takePieces() {
    for (std::int64_t piece = nextPiece_.fetch_add(1); piece < pieces_; piece = nextPiece_.fetch_add(1)) {
        (*work_)(piece);
    }
}

}  // namespace featurescope
