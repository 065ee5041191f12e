#pragma once

#include <QObject>
#include <memory>
#include <optional>
#include <vector>

#include "ui/session/edit_history.h"
#include "ui/session/pinned_runs.h"

namespace featurescope::ui {

class SessionPresenter;

/// Carries out edits of the present run so that nothing is lost: every change can be undone, and a run whose
/// future a change cuts off is kept first, when it was trained at all.
class RunEditor : public QObject {
    Q_OBJECT

  public:
    /// The path of the one setting in which two specs differ; empty when there are more or none.
    using OnlyDifference =
        std::function<std::string(const ExperimentSpec& before, const ExperimentSpec& after)>;

    RunEditor(SessionPresenter& presenter, PinnedRuns& pinned, EditHistory::Describe describe,
              OnlyDifference onlyDifference, QObject* parent = nullptr);

    /// Lets the run follow an edit of the spec shown. `held`: the control is still being dragged.
    void edit(const ExperimentSpec& edited, bool held);
    /// Opens another experiment at a step; can be undone like an edit.
    void open(const ExperimentSpec& spec, std::shared_ptr<const GivenData> data, std::int64_t step = 0);
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
    void change(std::vector<Command> commands, bool cutsOff);
    void restore(const EditMoment& moment);
    void takeArchive();
    void noteLeavingFor(const EditMoment& after);
    EditMoment here() const;

    SessionPresenter& presenter_;
    PinnedRuns& pinned_;
    OnlyDifference onlyDifference_;
    EditHistory history_;
    std::string draggedPath_;  ///< setting whose control is held since its last edit; empty for none
    // What waits until the archive of the run as it stands has come.
    bool keeping_ = false;
    std::vector<Command> waiting_;
};

}  // namespace featurescope::ui
