#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/name_table.h"
#include "core/observables/observable_table.h"
#include "core/recording/recording_schedule.h"
#include "core/spec/experiment_spec.h"
#include "core/sweep/sweep_axis.h"
#include "core/training/learner.h"

namespace featurescope {

/// Where a sweep starts from: a scenario or a whole spec, then single settings.
struct SweepBase {
    std::string scenario;                                       ///< empty when there is a spec
    std::optional<ExperimentSpec> spec;                         ///< else
    std::vector<std::pair<std::string, std::string>> settings;  ///< key and value as JSON text, in order
    bool operator==(const SweepBase&) const = default;
};

/// A setting that follows others: factor times a product of powers of settings and symbols.
struct TiedSetting {
    std::string key;
    double factor = 1;
    std::vector<std::pair<std::string, double>> powers;
    bool operator==(const TiedSetting&) const = default;
};

/// The runs of a point: seeds first, first + 1, ... of these streams; the other streams keep the base's seed.
struct SweepSeeds {
    std::int64_t count = 1;
    std::int64_t first = 1;
    std::vector<std::string> streams;  ///< of "data", "labels", "weights" and "test"
    bool operator==(const SweepSeeds&) const = default;
};

/// How runs are computed. Part of no key, but of whether two results may be joined.
struct SweepCompute {
    InstructionSet instructionSet = InstructionSet::automatic;
    Engine engine = Engine::automatic;
    std::optional<double> secondsPerRun;  ///< a run that takes longer has failed
    bool operator==(const SweepCompute&) const = default;
};

/// What is made of the values of all seeds of a point.
enum class SeedStatistic { mean, median, spread, least, largest, shareBelow };

template <>
struct NameTable<SeedStatistic> {
    static constexpr std::array kinds{
        NamedKind<SeedStatistic>{SeedStatistic::mean, "mean", "Mean over the seeds."},
        NamedKind<SeedStatistic>{SeedStatistic::median, "median", "Median over the seeds."},
        NamedKind<SeedStatistic>{SeedStatistic::spread, "spread", "Largest minus least value."},
        NamedKind<SeedStatistic>{SeedStatistic::least, "least", "Least value of any seed."},
        NamedKind<SeedStatistic>{SeedStatistic::largest, "largest", "Largest value of any seed."},
        NamedKind<SeedStatistic>{SeedStatistic::shareBelow, "share-below",
                                 "Share of the seeds whose value is below the threshold."},
    };
};

/// A number of every point: a metric at a step, over the seeds.
struct CellValue {
    Observable metric = Observable::testErrorClean;
    std::int64_t step = 0;
    SeedStatistic statistic = SeedStatistic::mean;
    double threshold = 0;  ///< of shareBelow
    bool operator==(const CellValue&) const = default;
};

/// Where points are added between those of a coarse grid.
struct SweepRefinement {
    Observable metric = Observable::testErrorClean;
    std::int64_t step = 0;
    std::optional<double> level;     ///< where the mean over the seeds crosses it
    std::optional<double> contrast;  ///< else where corners differ by more
    std::int64_t start = 8;          ///< stride of the coarse grid
    bool operator==(const SweepRefinement&) const = default;
};

/// What a diagram shows at first.
struct SweepView {
    CellValue value;
    std::optional<std::pair<double, double>> range;
    std::vector<double> lines;
    bool operator==(const SweepView&) const = default;
};

/// A statement about the point nearest to (x, y).
struct SweepClaim {
    double x = 0, y = 0;
    CellValue value;
    Claim::Bound bound = Claim::Bound::atLeast;
    double limit = 0;
    bool operator==(const SweepClaim&) const = default;
};

/// What computed a result: other values of it may give other bits.
struct SweepProvenance {
    std::string programVersion, engine, instructionSet;
    bool operator==(const SweepProvenance&) const = default;
};

/// A grid point by the positions of its values; y is 0 without a second axis, and so is the position on an
/// axis of steps.
struct GridPoint {
    std::int64_t x = 0, y = 0;
    bool operator==(const GridPoint&) const = default;
    auto operator<=>(const GridPoint&) const = default;
};

/// Two settings, the values they take, and the seeds of every point: the content of a .sweep.json file.
struct SweepSpec {
    std::string title;
    SweepBase base;
    SweepAxis x;
    std::optional<SweepAxis> y;
    std::vector<TiedSetting> tied;
    std::optional<SweepSeeds> seeds;  ///< without: one run a point, with the seeds of the base
    RecordingSchedule record;
    SweepCompute compute;
    std::optional<SweepRefinement> refine;
    std::optional<SweepView> view;
    std::vector<std::string> theory;
    std::string watch;
    std::vector<SweepClaim> claims;
    // Of the copy in a store.
    std::optional<SweepProvenance> provenance;
    std::optional<std::vector<GridPoint>> points;  ///< asked for so far when a sweep is refined in rounds
    bool operator==(const SweepSpec&) const = default;
};

}  // namespace featurescope
