#include "core/documents/sweep_result_file.h"

#include "core/base/errors.h"
#include "core/base/machine_memory.h"

namespace featurescope {

SweepResult sweepResultIn(SweepFile& file, const std::string& name) {
    SweepResult result(std::make_shared<const SweepPlan>(file.sweep()));
    std::uint64_t bytes = 0;
    file.visitCells([&](const RunOutcome& outcome) {
        bytes += sizeof(RunOutcome) + (outcome.steps.size() + outcome.curves.size()) * sizeof(double);
        if (bytes > machineMemory() / 4)
            throw InputError(name +
                             " holds more than a quarter of the memory of this machine; take parts of it "
                             "with featurescope-cli sweep-export.");
        result.add(std::make_shared<const RunOutcome>(outcome));
    });
    return result;
}

}  // namespace featurescope
