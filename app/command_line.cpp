#include "app/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <sstream>
#include <thread>

#include "core/base/errors.h"
#include "core/base/number_text.h"

namespace featurescope {
namespace {

constexpr const char* kProgram = "featurescope-cli";

/// The options of `run` that are not read further than text by the parser.
struct RunTexts {
    std::string engine = "auto";
    std::string isa = "auto";
    std::optional<std::string> threads;
    std::string metricsEvery = "log";
};

void addSpecOptions(CLI::App& command, SpecChoice& choice) {
    command.add_option("SCENARIO", choice.scenario, "Name of a shipped scenario; first-screen when left out");
    command
        .add_option("--set", choice.settings,
                    "Change one setting, such as data.dimension=20; may be repeated")
        ->type_name("KEY=VALUE")
        ->allow_extra_args(false);
}

void addRunOptions(CLI::App& command, RunOptions& run, RunTexts& texts) {
    addSpecOptions(command, run.spec);
    command.add_option("--spec", run.spec.specFile, "Read the spec from a file instead of a scenario")
        ->type_name("FILE");
    command.add_option("--data", run.data, "Use the arrays of this .npz file (X, y, ...)")
        ->type_name("FILE.npz");
    command.add_option("--steps", run.spec.steps, "Number of gradient steps")->type_name("T");
    command.add_option("--precision", run.spec.precision, "float or double")->type_name("TYPE");
    command.add_option("--engine", texts.engine, "auto, primal or gram")->type_name("NAME");
    command.add_option("--isa", texts.isa, "Instruction set: auto, baseline, avx2 or avx512")
        ->type_name("NAME");
    command.add_option("--threads", texts.threads, "Most threads to use; all cores when left out")
        ->type_name("K");
    command.add_option("--metrics-every", texts.metricsEvery, "Record every K-th step, or log: ever sparser")
        ->type_name("K|log");
    command.add_option("--out", run.out, "Folder for spec.json, metrics.csv and final.npz")->type_name("DIR");
    command.add_flag("--force", run.force, "Write into DIR even when it is not empty");
    command.add_flag("--quiet", run.quiet,
                     "Print only steps per second (training alone) and the SHA-256 of the weights");
}

std::int64_t countFrom(const std::string& option, const std::string& text, const std::string& allowed,
                       std::int64_t largest) {
    const std::optional<std::int64_t> count = parseInteger(text);
    if (!count || *count < 1 || *count > largest) {
        throw InputError(option + " is \"" + text + "\"; it must be " + allowed + ".");
    }
    return *count;
}

void readTexts(const RunTexts& texts, RunOptions& run) {
    const std::optional<Engine> engine = kindNamed<Engine>(texts.engine);
    if (!engine) {
        throw InputError("--engine is \"" + texts.engine + "\"; it must be " + allowedNames<Engine>() + ".");
    }
    run.learner.engine = *engine;
    const std::optional<InstructionSet> set = kindNamed<InstructionSet>(texts.isa);
    if (!set) {
        throw InputError("--isa is \"" + texts.isa + "\"; it must be " + allowedNames<InstructionSet>() +
                         ".");
    }
    run.learner.instructionSet = chosenInstructionSet(*set);
    constexpr std::int64_t kMostThreads = 1024;
    run.learner.threads =
        texts.threads
            ? static_cast<int>(
                  countFrom("--threads", *texts.threads, "an integer from 1 to 1024", kMostThreads))
            : static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, unsigned{kMostThreads}));
    if (texts.metricsEvery != "log") {
        run.metricsEvery = countFrom("--metrics-every", texts.metricsEvery,
                                     "an integer of 1 or more, or \"log\"", std::int64_t{1} << 53);
    }
    if (run.out && run.out->empty()) throw InputError("--out is empty; it must name a folder.");
}

}  // namespace

CliCommand parseCommandLine(int argc, const char* const* argv) {
    CLI::App app("Trains two-layer networks and writes down how they learn their features.", kProgram);
    app.set_version_flag("--version", std::string(kProgram) + " " + FEATURESCOPE_VERSION);
    app.require_subcommand(
        0, 1);  // that there is one is checked below: the parser would hide what stands in its place
    const CLI::App* const list = app.add_subcommand("scenarios", "List the shipped scenarios");
    PrintSpec print;
    CLI::App* const spec = app.add_subcommand("spec", "Print the complete spec of a scenario");
    addSpecOptions(*spec, print.spec);
    RunOptions run;
    RunTexts texts;
    CLI::App* const runs = app.add_subcommand("run", "Train, and write the results");
    addRunOptions(*runs, run, texts);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& wish) {  // --help and --version
        std::ostringstream text;
        app.exit(wish, text, text);
        return ShowText{text.str()};
    } catch (const CLI::ParseError& error) {
        throw InputError(std::string(error.what()) + ".\nRun \"" + kProgram + " --help\" for what there is.");
    }
    if (list->parsed()) return ListScenarios{};
    if (spec->parsed()) return print;
    if (!runs->parsed())
        throw InputError("No command was given; there are scenarios, spec and run, and --help.");
    readTexts(texts, run);
    return run;
}

}  // namespace featurescope
