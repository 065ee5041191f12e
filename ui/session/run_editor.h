#pragma once

#include <QObject>
#include <memory>
#include <optional>
#include <vector>

#include "ui/session/edit_history.h"
#include "ui/session/left_runs.h"
#include "ui/session/pinned_runs.h"

namespace featurescope::ui {

class SessionPresenter;

/// Carries out edits of the present run so that nothing is lost: every change can be undone, and a run that
/// is left, or whose future a change cuts off, is put aside first, when it was trained at all. It is compared
/// with the present one only when somebody asks for it.
class RunEditor : public QObject {
    Q_OBJECT

  public:
    /// The path of the one setting in which two specs differ; empty when there are more or none.
    using OnlyDifference =
        std::function<std::string(const ExperimentSpec& before, const ExperimentSpec& after)>;

    RunEditor(SessionPresenter& presenter, PinnedRuns& pinned, EditHistory::Describe describe,
              OnlyDifference onlyDifference, QObject* parent = nullptr);

    /// Lets the run follow an edit of the spec shown. `drag`: which drag of a control made it, 0 for none.
    void edit(const ExperimentSpec& edited, int drag);
    /// Trains the whole run again, to the step, with what was first applied from that step on only.
    void runWhole(const ExperimentSpec& whole, std::int64_t step);
    /// Opens another experiment at a step; can be undone like an edit. `engine` as in Restart. What was
    /// compared with the present run is put aside, too.
    void open(const ExperimentSpec& spec, std::shared_ptr<const GivenData> data, std::int64_t step = 0,
              const std::string& engine = {});
    /// Opens a run of another document, at one of its steps. Likewise.
    void reopen(std::shared_ptr<const RunArchive> archive, std::int64_t step);
    /// Compares the present run with none any more; undo still has them.
    void putComparedAside();
    /// Goes back to a kept run, at the step at which it stands there.
    void goTo(const PinnedMoment& moment);
    /// Keeps the present run for comparison.
    void keep();
    /// The run that the last change has replaced; null when there is none, or undo has brought it back.
    const std::shared_ptr<const RunArchive>& before() const { return before_; }
    /// Compares the present run with before(), or drops that for good.
    void compareBefore();
    void forgetBefore();
    const LeftRuns& left() const { return left_; }
    /// After a divergence: half the step size from `step` on, standing there.
    void halveStepSizeAt(std::int64_t step);
    EditHistory& history() { return history_; }

  Q_SIGNALS:
    /// before() is another one.
    void beforeChanged();
    /// Undo or redo leads to what was open before or after.
    void cameToOtherDocument();
    /// Another step size applies from `step` on; `whole` is the run that would have it from the start.
    void branched(const featurescope::ExperimentSpec& whole, std::int64_t step);

  private:
    using Action = std::function<void()>;

    void change(std::vector<Command> commands, bool cutsOff);
    void carryOut(Action action, bool cutsOff);
    void restore(const EditMoment& moment);
    void comeTo(const EditMoment& moment, std::shared_ptr<const RunArchive> archive);
    void noteArrival();
    void keepPresent();
    void store(const std::shared_ptr<const RunArchive>& archive);
    void setBefore(std::shared_ptr<const RunArchive> archive);
    std::shared_ptr<const RunArchive> archiveOf(const EditMoment& moment) const;
    void carryOn();
    void noteLeavingFor(const EditMoment& after);
    void showArchive(std::shared_ptr<const RunArchive> archive, std::int64_t step);
    EditMoment here() const;

    SessionPresenter& presenter_;
    PinnedRuns& pinned_;
    OnlyDifference onlyDifference_;
    EditHistory history_;
    LeftRuns left_;
    std::shared_ptr<const RunArchive> before_;
    std::vector<StepSizeChange> schedule_;  ///< of the run before the last change of the step size
    std::string draggedPath_;  ///< setting whose control made the last edit by a drag; empty for none
    int drag_ = 0;             ///< the drag that made the last edit
    std::optional<EditMoment> coming_;  ///< where the run will be, until a snapshot shows that it is there
    std::vector<Action> waiting_;       ///< for the two below
    int document_ = 0, documents_ = 0;  ///< the one that is open, and how many have been
    bool keeping_ = false;              ///< the archive of the run as it stands has been asked for
    bool pinning_ = false;              ///< and is to be compared with
    bool offering_ = false;             ///< and is what a change replaces
    bool restoring_ = false;            ///< entries are being undone or done again
    bool presentIsShown_ = false;       ///< when that began, the present run was that of the snapshot
};

}  // namespace featurescope::ui
