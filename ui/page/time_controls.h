#pragma once

#include <QObject>
#include <memory>

#include "core/run/training_session.h"
#include "ui/look/look.h"

namespace featurescope::ui {

class BackwardPlayer;
class CompanionRun;
class Banner;
class ContentHub;
class OfferBar;
class PinnedRuns;
class PlaybackBar;
class RunEditor;
class RunOffers;
class SessionPresenter;
class TimelineCard;

/// Binds the timeline, the history of edits, kept runs and the banner of a divergence to the session.
class TimeControls : public QObject {
    Q_OBJECT

  public:
    /// All of these must outlive it; `card` shows the history of editor().
    TimeControls(SessionPresenter& presenter, ContentHub& hub, const SessionOptions& session,
                 QObject* parent);
    ~TimeControls() override;

    RunEditor& editor() { return *editor_; }
    PinnedRuns& pinned() { return *pinned_; }
    /// Makes the card, whose parent owns it.
    TimelineCard* makeCard(QWidget* parent);
    void bind(Banner& banner, PlaybackBar& playback, OfferBar& offers);
    void showSnapshot(const Snapshot& snapshot);
    void setLook(const Look& look);
    /// In a presentation the line has all the room; the keys stay.
    void setPresented(bool presented);
    /// Trains or plays backwards when at rest, pauses whichever of the two is going on.
    void togglePlay();
    void toggleBackwards();
    /// Shows the last step that was trained.
    void showLastStep();
    /// How steps are spread along the timeline.
    void setLogarithmic(bool logarithmic);

  private:
    void showPinned();

    SessionPresenter& presenter_;
    ContentHub& hub_;
    std::unique_ptr<PinnedRuns> pinned_;
    std::unique_ptr<RunEditor> editor_;
    std::unique_ptr<BackwardPlayer> backwards_;
    std::unique_ptr<CompanionRun> companion_;
    std::unique_ptr<RunOffers> offers_;
    TimelineCard* card_ = nullptr;  // owned by its parent
};

}  // namespace featurescope::ui
