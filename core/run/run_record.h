#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "core/recording/checkpoint_store.h"
#include "core/recording/markers.h"
#include "core/recording/neuron_history.h"
#include "core/recording/timeline.h"
#include "core/run/experiment.h"
#include "core/run/run_archive.h"

namespace featurescope {

/// What is kept of one run while it is trained, looked at again and trained on. Rows and memory stay bounded
/// however long it is. Owned by one thread; views and archives that it hands out may go anywhere.
class RunRecord {
  public:
    /// A new run that stands at step 0, with nothing recorded yet.
    void begin(const ExperimentSpec& spec);
    /// Goes on with what an archive holds.
    void reopen(const RunArchive& archive);
    /// Forgets what came after `step`, because from there on the run follows this spec.
    void branch(const ExperimentSpec& spec, std::int64_t step);

    /// Last step ever trained in this run.
    std::int64_t trainedTo() const { return trainedTo_; }
    /// Notes that training has reached this step, for the first time or again.
    void noteStep(std::int64_t step);
    const std::optional<Divergence>& divergence() const { return divergence_; }
    /// Notes that the step after trainedTo() is not acceptable.
    void noteDivergence(const Divergence& divergence);

    /// Notes a measurement. Steps before the last row have their rows already. Beyond the logarithmic steps a
    /// row is kept when `isResting`, or when it is a thousandth of the steps away from the last one.
    void note(const TimelineRow& row, MeasureDepth depth, bool isResting);
    /// Notes the neurons of a logarithmic step.
    void note(std::int64_t step, const NeuronTable& neurons, std::vector<float> margins);

    /// Those of the whole run.
    CheckpointStore& checkpoints() { return checkpoints_; }
    /// The nearest checkpoint at or before `step`; null when only step 0 is left.
    CheckpointPtr checkpointBefore(std::int64_t step) const;
    /// Prepares to keep more checkpoints on the way to this step, for going back and forth around it.
    void expectVisitsAround(std::int64_t step);
    /// Those around that step.
    CheckpointStore& nearby() { return nearby_; }
    /// Bytes that all checkpoints together may take.
    void setBudget(std::uint64_t bytes);

    const Timeline& timeline() const { return timeline_; }
    const NeuronHistoryView& history() const { return history_.view(); }
    const std::vector<Marker>& markers() const { return finder_.markers(); }
    KeptMemory memory() const;
    /// A sentence when one checkpoint alone is larger than the memory for all of them; else empty.
    std::string whatIsScarce() const;
    /// Everything above, for the run of this spec; `data`, `learner` and `step` go into it as they are.
    std::shared_ptr<const RunArchive> archive(const ExperimentSpec& spec,
                                              std::shared_ptr<const GivenData> data,
                                              const LearnerInfo& learner, std::int64_t step) const;

  private:
    Timeline timeline_;
    NeuronHistory history_;
    MarkerFinder finder_;
    std::uint64_t budget_ = CheckpointStore::kDefaultBudget;
    CheckpointStore checkpoints_;
    CheckpointStore nearby_;
    std::optional<Divergence> divergence_;
    std::int64_t trainedTo_ = 0;
};

}  // namespace featurescope
