#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "app/spec_choice.h"
#include "app/sweep_options.h"
#include "app/table_options.h"
#include "core/recording/recording_schedule.h"
#include "core/run/experiment.h"

namespace featurescope {

/// `--help` or `--version`: only print this.
struct ShowText {
    std::string text;
};

/// `featurescope-cli scenarios`
struct ListScenarios {};

/// `featurescope-cli spec`
struct PrintSpec {
    SpecChoice spec;
};

/// `featurescope-cli run`
struct RunOptions {
    SpecChoice spec;
    std::optional<std::string> data;                ///< --data FILE.npz or FILE.csv
    TableOptions table;                             ///< how to read a FILE.csv
    LearnerOptions learner;                         ///< --engine, --isa, --threads (all cores by default)
    bool engineIsGiven = false;                     ///< --engine was there
    bool instructionSetIsGiven = false;             ///< --isa was there
    std::optional<RecordingSchedule> metricsEvery;  ///< --metrics-every K|log; empty = log, or as in --resume
    std::optional<std::string> out;                 ///< --out DIR
    std::optional<std::string> session;             ///< --session FILE.fscope
    std::optional<std::string> checkpoint;          ///< --checkpoint FILE.npz
    std::optional<std::string> resume;              ///< --resume FILE.npz
    bool force = false;
    bool quiet = false;
};

/// `featurescope-cli info`
struct ShowInfo {
    std::string file;
    bool specOnly = false;  ///< --spec-only
};

/// `featurescope-cli import`
struct ImportTable {
    std::string file;
    TableOptions table;
    std::string out;  ///< --out FILE.npz
    bool force = false;
};

/// `featurescope-cli export`
struct ExportSession {
    std::string session;
    std::optional<std::string> data;  ///< --data FILE.npz, for sessions on own data
    std::optional<std::string> csv;   ///< --csv FILE.csv or DIR
    std::optional<std::string> npz;   ///< --npz FILE
    bool force = false;
};

/// `featurescope-cli check-lesson`
struct CheckLesson {
    std::string lesson;           ///< file or name
    std::int64_t otherSeeds = 0;  ///< --seeds: so many more for the pages that are meant for any
    LearnerOptions learner;       ///< --threads (all cores by default)
};

using CliCommand = std::variant<ShowText, ListScenarios, PrintSpec, RunOptions, ShowInfo, ImportTable,
                                ExportSession, CheckLesson, RunSweep, PlanSweep, WorkOnSweep, CollectSweep,
                                ShowSweepStatus, PrintSweepScript, ExportSweep>;

/// What the arguments of featurescope-cli ask for. Throws InputError for anything it does not know.
CliCommand parseCommandLine(int argc, const char* const* argv);

}  // namespace featurescope
