#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/run/training_session.h"

namespace featurescope::ui {

/// Runs that a change has replaced, so that undo brings them back as they were. Nothing shows them. When they
/// take too much memory the oldest goes; undo then trains it again, to the same bits.
class LeftRuns {
  public:
    static constexpr std::size_t kMost = 32;
    static constexpr std::uint64_t kBudget = std::uint64_t{512} << 20;

    /// Takes a run over as the newest. Of one that is known, the longer stays.
    void add(std::shared_ptr<const RunArchive> archive);
    void remove(const RunArchive& archive);
    /// See PinnedRuns.
    std::shared_ptr<const RunArchive> archiveOf(const ExperimentSpec& spec, const std::string& engine) const;
    std::size_t size() const { return runs_.size(); }

  private:
    std::vector<std::shared_ptr<const RunArchive>> runs_;
};

}  // namespace featurescope::ui
