#include "app/sweep_progress.h"

#include <cmath>
#include <ostream>

#include "app/duration_text.h"
#include "core/base/number_text.h"

namespace featurescope {

SweepProgress::~SweepProgress() {
    if (wasShown_) err_ << "\r\033[K" << std::flush;
}

void SweepProgress::noteOld(RunOutcomeState state) {
    done_ += state == RunOutcomeState::done;
    diverged_ += state == RunOutcomeState::diverged;
    failed_ += state == RunOutcomeState::failed;
}

void SweepProgress::noteNew(const RunOutcome& outcome) {
    noteOld(outcome.state);
    ++new_;
    if (outcome.state == RunOutcomeState::failed) ++errors_[outcome.error];
}

double SweepProgress::seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

double SweepProgress::runsPerSecond() const { return static_cast<double>(new_) / seconds(); }

void SweepProgress::show() {
    constexpr std::chrono::milliseconds kPause{200};
    const auto now = std::chrono::steady_clock::now();
    if (!shown_ || now - last_ < kPause) return;
    last_ = now;
    wasShown_ = true;
    const std::int64_t seen = withResult() + failed_;
    err_ << "\r\033[K" << numberText(seen) << " of " << numberText(planned_) << " runs";
    if (new_ > 0)
        err_ << ", " << numberText(std::round(runsPerSecond() * 10) / 10) << " runs/s, "
             << durationText(static_cast<double>(planned_ - seen) / runsPerSecond()) << " left";
    err_ << std::flush;
}

void SweepProgress::printSummary(std::ostream& out, bool quiet) const {
    if (!quiet) {
        if (diverged_ > 0) out << "diverged: " << numberText(diverged_) << '\n';
        if (failed_ > 0) out << "failed: " << numberText(failed_) << '\n';
        for (const auto& [message, count] : errors_)
            out << "  " << numberText(count) << " times: " << message << '\n';
    }
    out << "runs: " << numberText(withResult()) << " of " << numberText(planned_) << '\n'
        << "runs per second: " << numberText(runsPerSecond()) << '\n';
}

}  // namespace featurescope
