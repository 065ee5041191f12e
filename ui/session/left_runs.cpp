#include "ui/session/left_runs.h"

#include <algorithm>

#include "ui/session/pinned_runs.h"

namespace featurescope::ui {

void LeftRuns::add(std::shared_ptr<const RunArchive> archive) {
    if (!archive) return;
    const auto known = std::ranges::find_if(
        runs_, [&](const auto& run) { return run->spec == archive->spec && run->engine == archive->engine; });
    if (known != runs_.end()) {
        if ((*known)->trainedTo > archive->trainedTo) archive = *known;
        runs_.erase(known);
    }
    runs_.push_back(std::move(archive));
    std::uint64_t bytes = 0;
    for (const auto& run : runs_) bytes += bytesOf(*run);
    while (runs_.size() > 1 && (runs_.size() > kMost || bytes > kBudget)) {
        bytes -= bytesOf(*runs_.front());
        runs_.erase(runs_.begin());
    }
}

void LeftRuns::remove(const RunArchive& archive) {
    std::erase_if(runs_, [&](const auto& run) { return run.get() == &archive; });
}

std::shared_ptr<const RunArchive> LeftRuns::archiveOf(const ExperimentSpec& spec,
                                                      const std::string& engine) const {
    std::shared_ptr<const RunArchive> similar;
    for (const auto& run : runs_) {
        if (!engine.empty() && run->engine != engine) continue;
        if (run->spec == spec) return run;
        if (!similar && areSameSteps(run->spec, spec)) similar = run;
    }
    return similar;
}

}  // namespace featurescope::ui
