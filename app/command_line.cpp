#include "app/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <sstream>
#include <thread>

#include "app/plain_names.h"
#include "core/base/errors.h"
#include "core/base/number_text.h"

namespace featurescope {
namespace {

constexpr const char* kProgram = "featurescope-cli";

/// The options of `check-lesson` that are not read further than text by the parser.
struct LessonTexts {
    std::optional<std::string> seeds, threads;
};

/// The options of `run` that are not read further than text by the parser.
struct RunTexts {
    std::optional<std::string> engine, isa, threads, metricsEvery;
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
    command
        .add_option("--data", run.data,
                    "Use the arrays of this .npz file (X, y, ...), or this table with --label")
        ->type_name("FILE.npz|FILE.csv");
    addTableOptions(command, run.table);
    command.add_option("--steps", run.spec.steps, "Number of gradient steps")->type_name("T");
    command.add_option("--precision", run.spec.precision, "float or double")->type_name("TYPE");
    command.add_option("--engine", texts.engine, plainNames<Engine>())->type_name("NAME");
    command.add_option("--isa", texts.isa, "Instruction set: auto, baseline, avx2 or avx512")
        ->type_name("NAME");
    command.add_option("--threads", texts.threads, "Most threads to use; all cores when left out")
        ->type_name("K");
    command
        .add_option("--metrics-every", texts.metricsEvery,
                    "Record every K-th step, or log: ever sparser, or last; single steps may follow: log,50")
        ->type_name("K|log");
    command.add_option("--out", run.out, "Folder for spec.json, metrics.csv and final.npz")->type_name("DIR");
    command.add_option("--session", run.session, "Write the run as a session for the window")
        ->type_name("FILE.fscope");
    command
        .add_option("--checkpoint", run.checkpoint,
                    "Keep the state of the run in this file, at the end, on Ctrl-C and every 30 seconds")
        ->type_name("FILE.npz");
    command
        .add_option(
            "--resume", run.resume,
            "Go on from the file that --checkpoint has written, to the same bits; its spec is the base "
            "when no other is named, and only training.steps may differ")
        ->type_name("FILE.npz");
    command.add_flag("--force", run.force, "Write into DIR and over FILE even when something is there");
    command.add_flag("--quiet", run.quiet,
                     "Print only steps per second (training alone) and the SHA-256 of what was trained");
}

std::int64_t countFrom(const std::string& option, const std::string& text, const std::string& allowed,
                       std::int64_t largest) {
    const std::optional<std::int64_t> count = parseInteger(text);
    if (!count || *count < 1 || *count > largest) {
        throw InputError(option + " is \"" + text + "\"; it must be " + allowed + ".");
    }
    return *count;
}

int threadsFrom(const std::optional<std::string>& text) {
    constexpr std::int64_t kMostThreads = 1024;
    if (text)
        return static_cast<int>(countFrom("--threads", *text, "an integer from 1 to 1024", kMostThreads));
    return static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, unsigned{kMostThreads}));
}

void readTexts(const RunTexts& texts, RunOptions& run) {
    if (texts.engine) {
        const std::optional<Engine> engine = kindNamed<Engine>(*texts.engine);
        if (!engine) {
            throw InputError("--engine is \"" + *texts.engine + "\"; it must be " + allowedNames<Engine>() +
                             ".");
        }
        run.learner.engine = *engine;
        run.engineIsGiven = true;
    }
    if (texts.isa) {
        const std::optional<InstructionSet> set = kindNamed<InstructionSet>(*texts.isa);
        if (!set) {
            throw InputError("--isa is \"" + *texts.isa + "\"; it must be " + allowedNames<InstructionSet>() +
                             ".");
        }
        run.learner.instructionSet = chosenInstructionSet(*set);
        run.instructionSetIsGiven = true;
    }
    run.learner.threads = threadsFrom(texts.threads);
    if (texts.metricsEvery) {
        run.metricsEvery = RecordingSchedule::fromText(*texts.metricsEvery, "--metrics-every");
    }
    requireTableFor(run.table, run.data && isTableName(*run.data), "--data FILE.csv");
    const auto requireName = [](const std::optional<std::string>& given, const char* option,
                                const char* what) {
        if (given && given->empty())
            throw InputError(std::string(option) + " is empty; it must name a " + what + ".");
    };
    requireName(run.session, "--session", "file");
    requireName(run.checkpoint, "--checkpoint", "file");
    requireName(run.out, "--out", "folder");
}

void addImportOptions(CLI::App& command, ImportTable& import) {
    command.add_option("FILE", import.file, "A table (.csv) with a row for each sample")->required();
    addTableOptions(command, import.table);
    command.add_option("--out", import.out, "The data file to write")->type_name("FILE.npz")->required();
    command.add_flag("--force", import.force, "Replace an existing file");
}

void addInfoOptions(CLI::App& command, ShowInfo& info) {
    command
        .add_option("FILE", info.file,
                    "A spec, metrics.csv, final.npz, data, session, or exported picture (PNG, SVG, PDF, GIF)")
        ->required();
    command.add_flag("--spec-only", info.specOnly, "Print nothing but the spec, as JSON for --spec");
}

void addExportOptions(CLI::App& command, ExportSession& wish) {
    command.add_option("SESSION", wish.session, "A session (.fscope)")->required();
    command.add_option("--data", wish.data, "The data file of a session on own data")->type_name("FILE.npz");
    command
        .add_option("--csv", wish.csv,
                    "Write the curves to this .csv file, or curves and tables into this folder")
        ->type_name("FILE.csv|DIR");
    command.add_option("--npz", wish.npz, "Write everything as arrays for NumPy")->type_name("FILE.npz");
    command.add_flag("--force", wish.force, "Replace existing files");
}

void addLessonOptions(CLI::App& command, CheckLesson& check, LessonTexts& texts) {
    command.add_option("LESSON", check.lesson, "A lesson (NAME.lesson.json), or the name of a shipped one")
        ->type_name("FILE|NAME")
        ->required();
    command.add_option("--seeds", texts.seeds, "Check pages that say any_seed with so many other seeds, too")
        ->type_name("N");
    command.add_option("--threads", texts.threads, "Most threads to use; all cores when left out")
        ->type_name("K");
}

void readTexts(const LessonTexts& texts, CheckLesson& check) {
    constexpr std::int64_t kMostSeeds = 10000;
    if (texts.seeds)
        check.otherSeeds = countFrom("--seeds", *texts.seeds, "an integer from 1 to 10000", kMostSeeds);
    check.learner.threads = threadsFrom(texts.threads);
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
    ShowInfo info;
    const CLI::App* const shows = app.add_subcommand("info", "Say what run a file or picture is from");
    addInfoOptions(*app.get_subcommand("info"), info);
    ImportTable import;
    const CLI::App* const imports =
        app.add_subcommand("import", "Turn a table (.csv) into data for run --data");
    addImportOptions(*app.get_subcommand("import"), import);
    ExportSession wish;
    const CLI::App* const exports = app.add_subcommand("export", "Turn a session into .csv and .npz files");
    addExportOptions(*app.get_subcommand("export"), wish);
    CheckLesson check;
    LessonTexts lessonTexts;
    CLI::App* const checks = app.add_subcommand("check-lesson", "Run a lesson and say what is wrong with it");
    addLessonOptions(*checks, check, lessonTexts);
    SweepCommands sweeps;
    sweeps.addTo(app);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& help) {  // --help and --version
        std::ostringstream text;
        app.exit(help, text, text);
        return ShowText{text.str()};
    } catch (const CLI::ParseError& error) {
        throw InputError(std::string(error.what()) + ".\nRun \"" + kProgram + " --help\" for what there is.");
    }
    if (list->parsed()) return ListScenarios{};
    if (spec->parsed()) return print;
    if (shows->parsed()) return info;
    if (imports->parsed()) return import;
    if (exports->parsed()) {
        if (!wish.csv && !wish.npz)
            throw InputError("export needs --csv or --npz, or both: where to write what.");
        return wish;
    }
    if (checks->parsed()) {
        readTexts(lessonTexts, check);
        return check;
    }
    if (auto sweep = sweeps.parsed(app))
        return std::visit([](auto& command) { return CliCommand(std::move(command)); }, *sweep);
    if (!runs->parsed())
        throw InputError(
            "No command was given; there are scenarios, spec, run, info, import, export, check-lesson, sweep "
            "and its sweep-plan, -work, -collect, -status, -script and -export, and --help.");
    readTexts(texts, run);
    return run;
}

}  // namespace featurescope
