#include <iostream>

#include "app/command_line.h"
#include "app/exit_code.h"
#include "app/failure.h"
#include "app/file_commands.h"
#include "app/interrupt_watch.h"
#include "app/lesson_command.h"
#include "app/run_command.h"
#include "app/session_commands.h"
#include "app/sweep_commands.h"
#include "core/base/cancel.h"
#include "core/base/errors.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"

namespace featurescope {
namespace {

ExitCode carryOut(const ShowText& wish, const InterruptWatch&) {
    std::cout << wish.text;
    return kExitDone;
}

ExitCode carryOut(const ListScenarios&, const InterruptWatch&) {
    std::size_t widest = 0;
    for (const Scenario& scenario : scenarios()) widest = std::max(widest, scenario.name.size());
    for (const Scenario& scenario : scenarios()) {
        std::cout << scenario.name << std::string(widest + 2 - scenario.name.size(), ' ')
                  << scenario.spec.title << '\n';
    }
    return kExitDone;
}

ExitCode carryOut(const PrintSpec& command, const InterruptWatch&) {
    std::cout << specToJson(chosenSpec(command.spec), OptionalKeys::all);
    return kExitDone;
}

ExitCode carryOut(const RunOptions& command, const InterruptWatch& watch) {
    return runExperiment(command, std::cout, std::cerr, watch);
}

ExitCode carryOut(const ShowInfo& command, const InterruptWatch&) {
    showInfo(command, std::cout);
    return kExitDone;
}

ExitCode carryOut(const ImportTable& command, const InterruptWatch&) {
    importTable(command, std::cout);
    return kExitDone;
}

/// What Ctrl-C ends before anything was done.
template <typename Work>
ExitCode unlessInterrupted(const Work& work) {
    try {
        return work();
    } catch (const Cancelled&) {
        std::cerr << "featurescope-cli: Interrupted; nothing was written.\n";
        return kExitInterrupted;
    }
}

ExitCode carryOut(const ExportSession& command, const InterruptWatch& watch) {
    return unlessInterrupted([&] {
        exportSession(command, std::cerr, watch);
        return kExitDone;
    });
}

ExitCode carryOut(const RunSweep& command, const InterruptWatch& watch) {
    return runSweep(command, std::cout, std::cerr, watch);
}

ExitCode carryOut(const PlanSweep& command, const InterruptWatch& watch) {
    return unlessInterrupted([&] { return planSweep(command, std::cout, watch); });
}

ExitCode carryOut(const WorkOnSweep& command, const InterruptWatch& watch) {
    return workOnSweep(command, std::cout, std::cerr, watch);
}

ExitCode carryOut(const CollectSweep& command, const InterruptWatch& watch) {
    return collectSweep(command, std::cout, std::cerr, watch);
}

ExitCode carryOut(const ShowSweepStatus& command, const InterruptWatch&) {
    return showSweepStatus(command, std::cout);
}

ExitCode carryOut(const PrintSweepScript& command, const InterruptWatch& watch) {
    return unlessInterrupted([&] { return printSweepScript(command, std::cout, watch); });
}

ExitCode carryOut(const ExportSweep& command, const InterruptWatch&) {
    exportSweep(command);
    return kExitDone;
}

ExitCode carryOut(const CheckLesson& command, const InterruptWatch& watch) {
    try {
        return checkLesson(command, std::cout, std::cerr, watch);
    } catch (const Cancelled&) {
        std::cerr << "featurescope-cli: Interrupted.\n";
        return kExitInterrupted;
    }
}

ExitCode runProgram(int argc, char** argv) {
    const InterruptWatch watch;
    const CliCommand command = parseCommandLine(argc, argv);
    const ExitCode code = std::visit([&](const auto& wish) { return carryOut(wish, watch); }, command);
    if (!std::cout.flush()) throw FileError("Standard output cannot be written.");
    return code;
}

}  // namespace
}  // namespace featurescope

int main(int argc, char** argv) {
    using namespace featurescope;
    try {
        return runProgram(argc, argv);
    } catch (...) {
        return reportFailure("featurescope-cli");
    }
}
