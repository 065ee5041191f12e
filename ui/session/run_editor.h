#pragma once

#include <QObject>
#include <memory>
#include <optional>
#include <vector>

#include "ui/session/edit_history.h"
#include "ui/session/pinned_runs.h"

namespace featurescope::ui {

class SessionPresenter;

/// Carries out edits of the present run so that nothing is lost: every change can be undone, and a run that
/// is left, or whose future a change cuts off, is kept first, when it was trained at all.
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
    /// Opens another experiment at a step; can be undone like an edit. `engine` as in Restart.
    void open(const ExperimentSpec& spec, std::shared_ptr<const GivenData> data, std::int64_t step = 0,
              const std::string& engine = {});
    /// Opens a run that was left, at one of its steps.
    void reopen(std::shared_ptr<const RunArchive> archive, std::int64_t step);
    /// Goes back to a kept run, at the step at which it stands there.
    void goTo(const PinnedMoment& moment);
    /// Keeps the present run for comparison.
    void keep();
    /// After a divergence: half the step size from `step` on, standing there.
    void halveStepSizeAt(std::int64_t step);
    EditHistory& history() { return history_; }

  private:
    using Action = std::function<void()>;

    void change(std::vector<Command> commands, bool cutsOff);
    void carryOut(Action action, bool cutsOff);
    void restore(const EditMoment& moment);
    void comeTo(const EditMoment& moment, std::shared_ptr<const RunArchive> archive);
    void noteArrival();
    void keepPresent();
    void carryOn();
    void noteLeavingFor(const EditMoment& after);
    EditMoment here() const;

    SessionPresenter& presenter_;
    PinnedRuns& pinned_;
    OnlyDifference onlyDifference_;
    EditHistory history_;
    std::string draggedPath_;  ///< setting whose control made the last edit by a drag; empty for none
    int drag_ = 0;             ///< the drag that made the last edit
    std::optional<EditMoment> coming_;  ///< where the run will be, until a snapshot shows that it is there
    std::vector<Action> waiting_;       ///< for the two below
    bool keeping_ = false;              ///< the archive of the run as it stands has been asked for
    bool restoring_ = false;            ///< entries are being undone or done again
    bool presentIsShown_ = false;       ///< when that began, the present run was that of the snapshot
};

}  // namespace featurescope::ui
