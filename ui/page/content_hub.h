#pragma once

#include <QObject>
#include <QTimer>
#include <cstdint>
#include <optional>

#include "core/run/training_session.h"
#include "ui/session/insight_presenter.h"
#include "ui/view_models/panel_content.h"

namespace featurescope::ui {

class Page;
class SessionPresenter;

/// Puts together what the panels draw from and hands it to them; tells the session what they need. What is
/// selected in one panel is selected in all.
class ContentHub : public QObject {
    Q_OBJECT

  public:
    ContentHub(SessionPresenter& presenter, Page& page, QObject* parent = nullptr);

    /// Of the moment shown; its snapshot is null before the first.
    const PanelContent& content() const { return content_; }
    /// Selects in every panel; what the present run does not have is left out.
    void select(const Selection& selection);
    /// Runs to compare the present one with.
    void setPinned(std::vector<PinnedView> pinned);

    /// False while some panel on screen waits for what theory says of the moment shown, or for baselines.
    bool insightIsCurrent() const;

  Q_SIGNALS:
    /// A moment was handed to the page, whose panels draw it in turns; `everything` as in
    /// SessionPresenter::arrived.
    void shown(const std::shared_ptr<const Snapshot>& snapshot, bool everything);
    void selectionChanged();

  private:
    void show(const std::shared_ptr<const Snapshot>& snapshot, bool everything);
    void redraw();
    void takeInsight();
    void askForNeeds();
    bool theoryIsCurrent() const;
    bool baselinesAreCurrent() const;

    SessionPresenter& presenter_;
    Page& page_;
    InsightPresenter insight_;
    PanelContent content_;
    std::optional<std::uint64_t> runOfSelection_;
    QTimer summaries_;  // what a screen reader says need not be newer than a second
};

/// The part of a selection that a run with so many neurons and samples has.
Selection selectionWithin(Selection selection, std::int64_t neurons, std::int64_t samples);

}  // namespace featurescope::ui
