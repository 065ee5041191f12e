#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace CLI {
class App;
}

namespace featurescope {

/// `featurescope-cli sweep`
struct RunSweep {
    std::optional<std::string> sweep;   ///< SWEEP.json or the name of a shipped one
    std::optional<std::string> base;    ///< --base SCENARIO
    std::optional<std::string> spec;    ///< --spec FILE
    std::vector<std::string> settings;  ///< --set KEY=VALUE
    std::optional<std::string> x, y;    ///< --x AXIS, --y AXIS
    std::optional<std::string> seeds, steps, refine, isa, engine, threads;
    std::string out;  ///< --out FILE.fsweep
    bool retryFailed = false, force = false, quiet = false;
};

/// How a sweep is divided among workers.
struct ShardWish {
    std::optional<std::string> shards, minutes, secondsPerRun;
};

/// `featurescope-cli sweep-plan`
struct PlanSweep {
    std::string sweep;
    std::optional<std::string> store;
    ShardWish wish;
    bool round = false;
};

/// `featurescope-cli sweep-work`
struct WorkOnSweep {
    std::string sweep, store;
    std::string shard;  ///< I/N
    bool retryFailed = false;
};

/// `featurescope-cli sweep-collect`
struct CollectSweep {
    std::string store, out;
    bool watch = false;
};

/// `featurescope-cli sweep-status`
struct ShowSweepStatus {
    std::string place;  ///< a store or a file
};

/// `featurescope-cli sweep-script`
struct PrintSweepScript {
    std::string engine, sweep, store;
    ShardWish wish;
};

/// `featurescope-cli sweep-export`
struct ExportSweep {
    std::string file;
    std::optional<std::string> csv, npz, metric, step;
    bool force = false;
};

using SweepCommand = std::variant<RunSweep, PlanSweep, WorkOnSweep, CollectSweep, ShowSweepStatus,
                                  PrintSweepScript, ExportSweep>;

/// The commands about sweeps while the command line is read.
struct SweepCommands {
    RunSweep run;
    PlanSweep plan;
    WorkOnSweep work;
    CollectSweep collect;
    ShowSweepStatus status;
    PrintSweepScript script;
    ExportSweep exports;

    /// Adds the commands to the parser, which must not outlive this.
    void addTo(CLI::App& app);
    /// The one that was given; nothing when it was none of them.
    std::optional<SweepCommand> parsed(const CLI::App& app) const;
};

}  // namespace featurescope
