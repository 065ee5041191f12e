#pragma once

#include <QObject>
#include <QTimer>
#include <functional>
#include <memory>
#include <vector>

#include "core/base/machine_memory.h"
#include "core/run/training_session.h"

namespace featurescope::ui {

/// A kept run as it is shown now.
struct PinnedMoment {
    QString name;  ///< "A", "B", …
    std::shared_ptr<const RunArchive> archive;
    std::shared_ptr<const Snapshot> snapshot;  ///< null until its session has shown a state
};

/// Whether the two make the same steps, perhaps not equally many.
bool areSameSteps(const ExperimentSpec& one, const ExperimentSpec& other);

/// Runs that were kept to compare the present one with, the newest last. Each is a session of its own, opened
/// from what its run left, that only ever shows states it was trained to: nothing new is trained.
class PinnedRuns : public QObject {
    Q_OBJECT

  public:
    static constexpr std::size_t kMost = 4;
    /// Together the kept runs hold at most this much.
    static constexpr std::uint64_t kBudget = std::uint64_t{512} << 20;

    /// @param memory  bytes that all runs together, the present one too, may need
    explicit PinnedRuns(SessionOptions options, std::uint64_t memory = machineMemory(),
                        QObject* parent = nullptr);
    ~PinnedRuns() override;

    /// Keeps a run, which is selected then. One with the same spec and engine is replaced, under its name,
    /// unless it was trained farther. False when there is no room for one more: nothing is dropped for it.
    bool keep(std::shared_ptr<const RunArchive> archive);
    void remove(std::size_t index);
    /// Lets the oldest go until what is left fits into memory beside a run of this spec, which is the present
    /// one from now on.
    void leaveRoomFor(const ExperimentSpec& spec);
    /// Says what else is under way and needs memory, such as films; it counts like a run.
    void countAlso(std::function<std::uint64_t()> bytes) { also_ = std::move(bytes); }
    /// Whether something that needs so many bytes fits beside the runs and what else is under way.
    bool hasRoomBeside(std::uint64_t bytes) const { return fits(bytes + bytesBeside(nullptr)); }
    void remove(const RunArchive& archive);
    /// Keeps no run any more, and gives back those that were.
    std::vector<std::shared_ptr<const RunArchive>> takeAll();
    /// Chooses the run that stands beside the present one where there is room for one only.
    void select(std::size_t index);
    /// Its index, that of the newest until another is chosen; 0 when no run is kept.
    std::size_t selected() const;
    std::size_t size() const { return runs_.size(); }
    std::vector<PinnedMoment> moments() const;
    /// Grows whenever a run comes or goes.
    std::uint64_t revision() const { return revision_; }
    /// What is kept of the run with this spec, or else of one that only was to be trained for another number
    /// of steps; null when neither is kept. `engine`: only a run that it computed; empty for any.
    std::shared_ptr<const RunArchive> archiveOf(const ExperimentSpec& spec,
                                                const std::string& engine = {}) const;

    /// Whether all runs stand at the step of the present one, as far as they were trained, or each at its
    /// own.
    void setSameStep(bool same);
    bool isSameStep() const { return sameStep_; }
    /// The step of the present run.
    void follow(std::int64_t step);
    /// True when every run shows the step it should, exactly.
    bool isSettled() const;
    /// Shows a step of one run; for runs that stand at their own steps.
    void show(std::size_t index, std::int64_t step);
    /// What the panels want to see, as of the present run.
    void setView(const ViewRequest& view);
    /// Bytes that the checkpoints of the present run may take. Each kept run gets its share of as much.
    void setMemoryBudget(std::uint64_t bytes);

  Q_SIGNALS:
    /// There was no room for a run.
    void refused();
    /// A run came, went, or shows another state.
    void changed();
    /// So many kept runs went, because memory does not suffice for them beside the present one.
    void didNotFit(int runs);

  private:
    struct Run;
    void look();
    bool hasRoomFor(const RunArchive& archive, const Run* known) const;
    std::uint64_t bytesBeside(const Run* known) const;
    bool fits(std::uint64_t bytes) const { return bytes <= memory_; }
    void dropOldest();
    Run* runOf(const ExperimentSpec& spec, const std::string& engine) const;
    SetMemoryBudget share() const;
    std::int64_t wantedStep(const Run& run) const;
    void sendStep(Run& run) const;

    SessionOptions options_;
    const std::uint64_t memory_;
    std::uint64_t presentNeed_ = 0;  ///< bytes that the present run needs
    std::function<std::uint64_t()> also_ = [] { return std::uint64_t{0}; };
    std::vector<std::unique_ptr<Run>> runs_;
    ViewRequest view_;
    QTimer timer_;
    std::int64_t step_ = 0;
    std::uint64_t budget_ = SetMemoryBudget{}.bytes;
    bool sameStep_ = true;
    const Run* selected_ = nullptr;  ///< one of runs_, or null when there is none
    std::uint64_t revision_ = 0;
    int named_ = 0;  ///< runs that have got a name so far
};

}  // namespace featurescope::ui
