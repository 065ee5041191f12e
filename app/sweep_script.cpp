#include <algorithm>
#include <cmath>
#include <filesystem>
#include <ostream>

#include "app/sweep_choice.h"
#include "app/sweep_commands.h"
#include "app/sweep_shards.h"
#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/io/json.h"

namespace featurescope {
namespace {

std::string two(std::int64_t number) { return (number < 10 ? "0" : "") + numberText(number); }

/// Twice what a shard should take, as H:MM:SS: nodes differ.
std::string timeLimit(const ShardPlan& shards) {
    constexpr double kSecondsPerMinute = 60;
    const double seconds = 2 * std::max(shards.minutesWanted * kSecondsPerMinute, shards.secondsPerShard);
    const auto minutes = static_cast<std::int64_t>(std::ceil(seconds / kSecondsPerMinute));
    return two(minutes / 60) + ":" + two(minutes % 60) + ":00";
}

std::string memoryLimit(std::uint64_t bytes) {
    constexpr double kHundredMegabytes = 1e8, kReserve = 1.25;
    constexpr std::int64_t kLeast = 5;
    const auto hundreds =
        static_cast<std::int64_t>(std::ceil(kReserve * static_cast<double>(bytes) / kHundredMegabytes));
    return numberText(100 * std::max(kLeast, hundreds)) + "M";
}

/// The text as one word of a shell.
std::string quoted(const std::string& text) {
    const bool isPlain = text.find_first_not_of(
                             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                             "_./-") == std::string::npos;
    if (isPlain) return text;
    std::string word = "'";
    for (const char letter : text) word += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    return word + "'";
}

/// A name for a job without anything that a scheduler might take for syntax.
std::string jobName(const std::string& sweep) {
    std::string name = std::filesystem::path(sweep).filename().string();
    name = name.substr(0, name.find('.'));
    for (char& letter : name) {
        const bool isPlain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                             (letter >= '0' && letter <= '9');
        if (!isPlain) letter = '-';
    }
    return name.empty() ? "sweep" : name;
}

void printSlurm(const PrintSweepScript& options, const SweepPlan& plan, const ShardPlan& shards,
                std::ostream& out) {
    const std::string store = quoted(options.store), file = quoted(options.store + ".fsweep");
    out << "#!/bin/bash\n"
        << "#SBATCH --job-name=" << jobName(options.sweep) << " --array=0-" << numberText(shards.shards - 1)
        << " --cpus-per-task=1 --mem=" << memoryLimit(plan.memoryPerRun()) << " --time=" << timeLimit(shards)
        << " --requeue --open-mode=append --output=" << store << "/log-%a.txt\n"
        << "# Before the first time:  mkdir -p " << store << "\n"
        << "# Submit, as often as runs are missing:\n"
        << "#   a=$(sbatch --parsable FILE) && sbatch --dependency=afterany:$a --wrap 'featurescope-cli "
           "sweep-collect "
        << store << " --out " << file << "'\n"
        << "exec featurescope-cli sweep-work " << quoted(options.sweep) << ' ' << store
        << " --shard \"$SLURM_ARRAY_TASK_ID/" << numberText(shards.shards) << "\"\n";
}

void printSnakefile(const PrintSweepScript& options, const ShardPlan& shards, std::ostream& out) {
    const auto text = [](const std::string& word) { return jsonText(Json(word), false); };
    out << "# snakemake --snakefile FILE --cores all     (after a kill: --unlock, then --rerun-incomplete)\n"
        << "# After runs were added or are missing, remove STORE/done and start it again.\n"
        << "SHARDS = " << numberText(shards.shards) << "\n"
        << "SWEEP = " << text(options.sweep) << "\n"
        << "STORE = " << text(options.store) << "\n\n"
        << "rule collect:\n"
        << "    input: expand(STORE + \"/done/{i}\", i=range(SHARDS))\n"
        << "    output: STORE + \".fsweep\"\n"
        << "    params: store=STORE\n"
        << "    shell: \"featurescope-cli sweep-collect {params.store:q} --out {output:q} || [ $? -eq 5 "
           "]\"\n\n"
        << "rule shard:\n"
        << "    output: touch(STORE + \"/done/{i}\")\n"
        << "    params: sweep=SWEEP, store=STORE, shards=SHARDS\n"
        << "    retries: 2\n"
        << "    # Exit code 5: runs have failed, which is a result and no reason to stop.\n"
        << "    shell: \"featurescope-cli sweep-work {params.sweep:q} {params.store:q} \"\n"
        << "           \"--shard {wildcards.i}/{params.shards} || [ $? -eq 5 ]\"\n";
}

}  // namespace

ExitCode printSweepScript(const PrintSweepScript& options, std::ostream& out, const InterruptWatch& watch) {
    if (options.engine != "slurm" && options.engine != "snakemake")
        throw InputError("The engine is \"" + options.engine + "\"; it must be \"slurm\" or \"snakemake\".");
    for (const std::string* path : {&options.sweep, &options.store}) {
        if (path->find('\n') != std::string::npos)
            throw InputError("A name in a script must not hold a line break.");
    }
    const SweepPlan plan(sweepNamed(options.sweep));
    const ShardPlan shards = shardPlan(plan, options.wish, watch.heed());
    if (options.engine == "slurm")
        printSlurm(options, plan, shards, out);
    else
        printSnakefile(options, shards, out);
    return kExitDone;
}

}  // namespace featurescope
