#pragma once

#include <QObject>

#include "core/spec/experiment_spec.h"

namespace featurescope {
struct Snapshot;
}

namespace featurescope::ui {

class OfferBar;
class PinnedRuns;
class RunEditor;
class SessionPresenter;

/// What the window offers about runs: to compare with the one that a change has replaced, to train the whole
/// run again with another step size, to go on beyond the last step.
class RunOffers : public QObject {
    Q_OBJECT

  public:
    /// All of these must outlive it.
    RunOffers(SessionPresenter& presenter, RunEditor& editor, PinnedRuns& pinned, OfferBar& bar,
              QObject* parent);
    void showSnapshot(const Snapshot& snapshot);
    /// Play at the last step: says so and offers more, which a second Play takes.
    void play();

  private:
    void offerBefore();
    void offerWhole(const ExperimentSpec& whole, std::int64_t step);
    void offerMore();
    void sayFull();

    SessionPresenter& presenter_;
    RunEditor& editor_;
    PinnedRuns& pinned_;
    OfferBar& bar_;
    ExperimentSpec shown_;
};

}  // namespace featurescope::ui
