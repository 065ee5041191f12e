#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <map>
#include <string>

#include "core/sweep/run_outcome.h"

namespace featurescope {

/// Counts the runs of a sweep and shows on a terminal how far it is.
class SweepProgress {
  public:
    /// @param shown  whether standard error is to show it
    SweepProgress(std::ostream& err, bool shown) : err_(err), shown_(shown) {}
    ~SweepProgress();
    SweepProgress(const SweepProgress&) = delete;
    SweepProgress& operator=(const SweepProgress&) = delete;

    /// Notes that so many more runs are asked for.
    void plan(std::int64_t runs) { planned_ += runs; }
    /// Notes a run that was there already.
    void noteOld(RunOutcomeState state);
    void noteNew(const RunOutcome& outcome);
    void show();

    std::int64_t planned() const { return planned_; }
    /// Runs with a result; those that diverged have one.
    std::int64_t withResult() const { return done_ + diverged_; }
    bool isComplete() const { return withResult() == planned_; }
    double runsPerSecond() const;
    /// The lines that `--quiet` leaves, and before them what else there is to say.
    void printSummary(std::ostream& out, bool quiet) const;

  private:
    double seconds() const;

    std::ostream& err_;
    bool shown_, wasShown_ = false;
    std::int64_t planned_ = 0, done_ = 0, diverged_ = 0, failed_ = 0, new_ = 0;
    std::map<std::string, std::int64_t> errors_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now(), last_ = start_;
};

}  // namespace featurescope
