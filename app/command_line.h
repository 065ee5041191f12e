#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "app/spec_choice.h"
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
    std::optional<std::string> data;                ///< --data FILE.npz
    LearnerOptions learner;                         ///< --engine, --threads (all cores by default)
    bool engineIsGiven = false;                     ///< --engine was there
    std::optional<RecordingSchedule> metricsEvery;  ///< --metrics-every K|log; empty = log, or as in --resume
    std::optional<std::string> out;                 ///< --out DIR
    std::optional<std::string> checkpoint;          ///< --checkpoint FILE.npz
    std::optional<std::string> resume;              ///< --resume FILE.npz
    bool force = false;
    bool quiet = false;
};

using CliCommand = std::variant<ShowText, ListScenarios, PrintSpec, RunOptions>;

/// What the arguments of featurescope-cli ask for. Throws InputError for anything it does not know.
CliCommand parseCommandLine(int argc, const char* const* argv);

}  // namespace featurescope
