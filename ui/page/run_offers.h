#pragma once

#include <QObject>

#include "core/spec/experiment_spec.h"

namespace featurescope {
struct Snapshot;
}

namespace featurescope::ui {

class CompanionRun;
class OfferBar;
class PinnedRuns;
class RunEditor;
class SessionPresenter;

/// What the window offers about runs: to compare with the one that a change has replaced, or with the
/// controls that a scenario names, to train the whole run again with another step size, to go on beyond the
/// last step.
class RunOffers : public QObject {
    Q_OBJECT

  public:
    /// All of these must outlive it.
    RunOffers(SessionPresenter& presenter, RunEditor& editor, PinnedRuns& pinned, CompanionRun& companion,
              OfferBar& bar, QObject* parent);
    void showSnapshot(const Snapshot& snapshot);
    /// Play at the last step: says so and offers more, which a second Play takes.
    void play();

  private:
    void offerBefore();
    /// False when the experiment names nothing to compare it with, or that is there, or was declined.
    bool offerControls();
    void trainControl(const Comparison& control);
    void decline();
    void offerWhole(const ExperimentSpec& whole, std::int64_t step);
    void offerMore();
    void sayFull();

    SessionPresenter& presenter_;
    RunEditor& editor_;
    PinnedRuns& pinned_;
    CompanionRun& companion_;
    OfferBar& bar_;
    ExperimentSpec shown_;
    std::string declinedFor_;  ///< title of the experiment whose controls are not wanted
};

}  // namespace featurescope::ui
