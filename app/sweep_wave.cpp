#include "app/sweep_wave.h"

#include "core/sweep/run_key.h"

namespace featurescope {

void carryOut(const SweepWave& wave, const std::vector<PlannedRun>& runs,
              const std::map<std::string, RunOutcomeState>& known, SweepProgress& progress,
              const SweepSink& sink) {
    std::vector<SweepJob> jobs;
    std::map<std::string, std::vector<PlannedRun>> sharing;  // cells whose run is computed for another one
    for (const PlannedRun& run : runs) {
        if (wave.interrupted.stop_requested()) return;
        std::string key = runKey(wave.plan.specOf(run));
        const auto found = known.find(key);
        if (found != known.end() && !(wave.retryFailed && found->second == RunOutcomeState::failed)) {
            sink.addCell(run, key);
            progress.noteOld(found->second);
            continue;
        }
        const auto [others, isFirst] = sharing.try_emplace(key);
        if (isFirst)
            jobs.push_back({run, std::move(key)});
        else
            others->second.push_back(run);
    }
    SweepPool pool(wave.plan, std::move(jobs), wave.pool, wave.interrupted);
    while (true) {
        constexpr std::chrono::milliseconds kLongest{200};
        const bool isLast = pool.hasEnded();
        for (const RunOutcome& outcome : pool.take(kLongest)) {
            sink.add(outcome);
            progress.noteNew(outcome);
            for (const PlannedRun& run : sharing[outcome.key]) {
                sink.addCell(run, outcome.key);
                progress.noteOld(outcome.state);
            }
        }
        sink.pause();
        progress.show();
        if (isLast) return;
    }
}

}  // namespace featurescope
