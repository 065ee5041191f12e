#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "app/spec_choice.h"
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
    std::optional<std::string> data;           ///< --data FILE.npz
    LearnerOptions learner;                    ///< --engine, --isa, --threads (all cores by default)
    std::optional<std::int64_t> metricsEvery;  ///< --metrics-every K; empty = log
    std::optional<std::string> out;            ///< --out DIR
    bool force = false;
    bool quiet = false;
};

using CliCommand = std::variant<ShowText, ListScenarios, PrintSpec, RunOptions>;

/// What the arguments of featurescope-cli ask for. Throws InputError for anything it does not know.
CliCommand parseCommandLine(int argc, const char* const* argv);

}  // namespace featurescope
