#include "app/sweep_options.h"

#include <CLI/CLI.hpp>

#include "app/plain_names.h"
#include "core/sweep/sweep_spec.h"

namespace featurescope {
namespace {

constexpr const char* kSweepHelp = "A sweep (.sweep.json) or the name of a shipped one";
constexpr const char* kStoreHelp = "The folder where workers leave their results";

void addShardOptions(CLI::App& command, ShardWish& wish) {
    command.add_option("--shards", wish.shards, "Into how many shards to divide the runs")->type_name("N");
    command.add_option("--minutes", wish.minutes, "How long a shard should take; 20 when left out")
        ->type_name("M");
    command
        .add_option("--seconds-per-run", wish.secondsPerRun,
                    "How long a run takes, instead of trying five of them")
        ->type_name("S");
}

void addRun(CLI::App& command, RunSweep& run) {
    command.add_option("SWEEP", run.sweep, kSweepHelp);
    command.add_option("--base", run.base, "The scenario whose settings are changed")->type_name("SCENARIO");
    command.add_option("--spec", run.spec, "The same, from a file")->type_name("FILE");
    command.add_option("--set", run.settings, "Change one setting of the base; may be repeated")
        ->type_name("KEY=VALUE")
        ->allow_extra_args(false);
    command
        .add_option("--x", run.x,
                    "The first setting and its values: KEY=log:FIRST:LAST:COUNT, KEY=linear:... or KEY=4,6,8")
        ->type_name("AXIS");
    command.add_option("--y", run.y, "The second one; a curve without it")->type_name("AXIS");
    command.add_option("--seeds", run.seeds, "Runs of each point, with the seeds 1 to N")->type_name("N");
    command.add_option("--steps", run.steps, "Number of gradient steps")->type_name("T");
    command.add_option("--refine", run.refine, "Add points only where the metric crosses the level")
        ->type_name("METRIC@STEP=LEVEL");
    command.add_option("--out", run.out, "The result; what it holds already is not run again")
        ->type_name("FILE.fsweep")
        ->required();
    command.add_option("--threads", run.threads, "Runs side by side; all cores when left out")
        ->type_name("K");
    command.add_option("--isa", run.isa, "Instruction set: auto, baseline, avx2 or avx512")
        ->type_name("NAME");
    command.add_option("--engine", run.engine, plainNames<Engine>())->type_name("NAME");
    command.add_flag("--retry-failed", run.retryFailed, "Try runs again that have failed");
    command.add_flag("--force", run.force, "Replace a FILE of another sweep");
    command.add_flag("--quiet", run.quiet, "Print only the runs done and the runs per second");
}

void addExport(CLI::App& command, ExportSweep& wish) {
    command.add_option("FILE", wish.file, "A result (.fsweep)")->required();
    command.add_option("--csv", wish.csv, "Write a row for every run and step")->type_name("FILE");
    command.add_option("--npz", wish.npz, "Write arrays [x, y, seed, step] for NumPy")->type_name("FILE");
    command.add_option("--metric", wish.metric, "Only this column")->type_name("NAME");
    command.add_option("--step", wish.step, "Only this step")->type_name("K");
    command.add_flag("--force", wish.force, "Replace existing files");
}

}  // namespace

void SweepCommands::addTo(CLI::App& app) {
    addRun(*app.add_subcommand("sweep", "Run all values of one or two settings, with several seeds"), run);

    CLI::App& planning =
        *app.add_subcommand("sweep-plan", "Say how many runs a sweep has and how long they take");
    planning.add_option("SWEEP", plan.sweep, kSweepHelp)->required();
    planning.add_option("STORE", plan.store, "The folder to prepare for workers");
    addShardOptions(planning, plan.wish);
    planning.add_flag("--round", plan.round, "Add the points that refining asks for next to the STORE");

    CLI::App& working = *app.add_subcommand("sweep-work", "Do what is missing of one shard of a sweep");
    working.add_option("SWEEP", work.sweep, kSweepHelp)->required();
    working.add_option("STORE", work.store, kStoreHelp)->required();
    working.add_option("--shard", work.shard, "Shard I of N, counted from 0")->type_name("I/N")->required();
    working.add_flag("--retry-failed", work.retryFailed, "Try runs again that have failed");

    CLI::App& collecting = *app.add_subcommand("sweep-collect", "Put what workers have left into one file");
    collecting.add_option("STORE", collect.store, kStoreHelp)->required();
    collecting.add_option("--out", collect.out, "The result")->type_name("FILE.fsweep")->required();
    collecting.add_flag("--watch", collect.watch, "Go on until every run is there");

    app.add_subcommand("sweep-status", "Say what is done, what failed and what is missing")
        ->add_option("PLACE", status.place, "A store or a result (.fsweep)")
        ->required();

    CLI::App& scripting = *app.add_subcommand("sweep-script", "Print a script for a cluster");
    scripting.add_option("ENGINE", script.engine, "slurm or snakemake")->required();
    scripting.add_option("SWEEP", script.sweep, kSweepHelp)->required();
    scripting.add_option("STORE", script.store, kStoreHelp)->required();
    addShardOptions(scripting, script.wish);

    addExport(*app.add_subcommand("sweep-export", "Turn the result of a sweep into .csv and .npz files"),
              exports);
}

std::optional<SweepCommand> SweepCommands::parsed(const CLI::App& app) const {
    if (app.got_subcommand("sweep")) return run;
    if (app.got_subcommand("sweep-plan")) return plan;
    if (app.got_subcommand("sweep-work")) return work;
    if (app.got_subcommand("sweep-collect")) return collect;
    if (app.got_subcommand("sweep-status")) return status;
    if (app.got_subcommand("sweep-script")) return script;
    if (app.got_subcommand("sweep-export")) return exports;
    return std::nullopt;
}

}  // namespace featurescope
