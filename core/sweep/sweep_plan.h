#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/sweep/sweep_spec.h"

namespace featurescope {

/// One run that a sweep asks for.
struct PlannedRun {
    GridPoint point;
    std::int64_t seed = 0;
    bool operator==(const PlannedRun&) const = default;
};

/// A sweep whose base is found, whose axes are numbers and whose every point is a valid spec; this machine
/// need not be able to run it.
class SweepPlan {
  public:
    /// Throws InputError for anything that stands in the way of any run, naming the setting, its value and
    /// what is allowed.
    explicit SweepPlan(SweepSpec sweep);

    const SweepSpec& sweep() const { return sweep_; }
    const ExperimentSpec& base() const { return base_; }
    const std::vector<double>& xValues() const { return x_; }
    /// A single 0 without a second axis.
    const std::vector<double>& yValues() const { return y_; }
    /// Points along x that need runs of their own: 1 where x is the step.
    std::int64_t columns() const;
    std::int64_t rows() const;
    const std::vector<std::int64_t>& seeds() const { return seeds_; }
    std::int64_t runCount() const;
    const RecordingSchedule& schedule() const { return schedule_; }
    /// Upper bound of the bytes that a single run takes.
    std::uint64_t memoryPerRun() const { return memoryPerRun_; }
    /// Throws InputError when this machine cannot carry out so many runs side by side.
    void requireMachine(int runsAtOnce) const;
    /// How a single run is computed here. InputError when this machine lacks the instruction set.
    LearnerOptions learner() const;

    /// The complete spec of a run: base, axes, ties, seeds.
    ExperimentSpec specOf(GridPoint point, std::int64_t seed) const;
    ExperimentSpec specOf(const PlannedRun& run) const { return specOf(run.point, run.seed); }

    /// Where a sweep begins: all points, coarse ones first; of one that is refined only the coarse grid, or
    /// the points that it already asks for.
    std::vector<GridPoint> firstPoints() const;
    /// The runs of these points; all seeds of a point together.
    std::vector<PlannedRun> runsOf(const std::vector<GridPoint>& points) const;

  private:
    void findAxis(const SweepAxis& axis, const char* place, std::vector<double>& values) const;
    void requireTies() const;
    void requireOneOwner() const;
    void requireCount() const;
    void requirePoints();
    void requireSteps(std::int64_t fewestSteps) const;
    std::string pointText(GridPoint point) const;
    double factorOf(const TiedSetting& tied, const ExperimentSpec& spec, GridPoint point) const;

    SweepSpec sweep_;
    ExperimentSpec base_;
    std::vector<double> x_, y_{0};
    std::vector<std::int64_t> seeds_;
    RecordingSchedule schedule_;
    std::uint64_t memoryPerRun_ = 0;
    GridPoint largest_;  ///< whose runs need most memory
};

/// Every shards-th run from `shard` on, so that every shard gets cheap and dear runs alike.
std::vector<PlannedRun> shardOf(const std::vector<PlannedRun>& runs, std::int64_t shard, std::int64_t shards);

/// What the runs of two sweeps do not share, for a message: "the values of x"; empty when both plan the same
/// runs with the same steps, computed in the same way.
std::string differenceOf(const SweepPlan& one, const SweepPlan& other);

}  // namespace featurescope
