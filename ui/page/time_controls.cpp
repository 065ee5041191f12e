#include "ui/page/time_controls.h"

#include <QUndoStack>

#include "ui/controls/banner.h"
#include "ui/controls/playback_bar.h"
#include "ui/controls/timeline_accessible.h"
#include "ui/controls/timeline_card.h"
#include "ui/look/number_format.h"
#include "ui/page/content_hub.h"
#include "ui/page/run_offers.h"
#include "ui/session/backward_player.h"
#include "ui/session/companion_run.h"
#include "ui/session/pinned_runs.h"
#include "ui/session/run_editor.h"
#include "ui/session/session_presenter.h"
#include "ui/view_models/spec_difference.h"

namespace featurescope::ui {
namespace {

QString describe(const ExperimentSpec& before, const ExperimentSpec& after) {
    const auto differences = specDifferences(before, after);
    if (differences.empty() || differences.size() > 3) {
        return after.title.empty() ? TimeControls::tr("another experiment")
                                   : TimeControls::tr("open “%1”").arg(QString::fromStdString(after.title));
    }
    return differenceText(differences);
}

std::string onlyDifference(const ExperimentSpec& before, const ExperimentSpec& after) {
    const auto differences = specDifferences(before, after);
    return differences.size() == 1 ? differences.front().path : std::string();
}

/// Two runs may have the same settings and differ in the engine, say.
QString uniqueName(const QString& name, const std::vector<KeptRunText>& known) {
    const auto count = std::ranges::count_if(known, [&](const KeptRunText& run) {
        return run.name == name || run.name.startsWith(name + QStringLiteral(" ("));
    });
    return count == 0 ? name : QStringLiteral("%1 (%2)").arg(name).arg(count + 1);
}

}  // namespace

TimeControls::TimeControls(SessionPresenter& presenter, ContentHub& hub, const SessionOptions& session,
                           QObject* parent)
    : QObject(parent),
      presenter_(presenter),
      hub_(hub),
      pinned_(std::make_unique<PinnedRuns>(session)),
      editor_(std::make_unique<RunEditor>(presenter, *pinned_, describe, onlyDifference)),
      backwards_(std::make_unique<BackwardPlayer>(presenter)),
      companion_(std::make_unique<CompanionRun>(session)) {
    connect(pinned_.get(), &PinnedRuns::changed, this, &TimeControls::showPinned);
    connect(&presenter_, &SessionPresenter::sent, pinned_.get(), [this](const Command& command) {
        if (const auto* restart = std::get_if<Restart>(&command)) pinned_->leaveRoomFor(restart->spec);
        if (const auto* reopen = std::get_if<Reopen>(&command)) pinned_->leaveRoomFor(reopen->archive->spec);
    });
    makeTimelineAccessible();
}

TimeControls::~TimeControls() = default;

TimelineCard* TimeControls::makeCard(QWidget* parent) {
    card_ = new TimelineCard(editor_->history().stack(), parent);
    connect(card_, &TimelineCard::stepWanted, &presenter_,
            [this](std::int64_t step, bool) { presenter_.send(ShowStep{step}); });
    connect(card_, &TimelineCard::keepWanted, this, [this] { editor_->keep(); });
    connect(card_, &TimelineCard::stopRuleChosen, &presenter_,
            [this](const std::optional<StopRule>& rule) { presenter_.send(SetStopRule{rule}); });
    connect(card_, &TimelineCard::memoryBudgetChosen, this, [this](std::uint64_t bytes) {
        presenter_.send(SetMemoryBudget{bytes});
        pinned_->setMemoryBudget(bytes);
    });
    connect(card_, &TimelineCard::selectRunWanted, this,
            [this](int index) { pinned_->select(static_cast<std::size_t>(index)); });
    connect(card_, &TimelineCard::stepOfRunWanted, this,
            [this](int index, std::int64_t step) { pinned_->show(static_cast<std::size_t>(index), step); });
    connect(card_, &TimelineCard::removeRunWanted, this,
            [this](int index) { pinned_->remove(static_cast<std::size_t>(index)); });
    connect(card_, &TimelineCard::forgetRunsWanted, this, [this] { pinned_->takeAll(); });
    connect(card_, &TimelineCard::sameStepChosen, this, [this](bool same) { pinned_->setSameStep(same); });
    connect(card_, &TimelineCard::goToRunWanted, this, [this](int index) {
        const auto moments = pinned_->moments();
        if (static_cast<std::size_t>(index) < moments.size())
            editor_->goTo(moments[static_cast<std::size_t>(index)]);
    });
    return card_;
}

void TimeControls::bind(Banner& banner, PlaybackBar& playback, OfferBar& offers) {
    offers_ = std::make_unique<RunOffers>(presenter_, *editor_, *pinned_, *companion_, offers, nullptr);
    connect(&playback, &PlaybackBar::playToggled, this, &TimeControls::togglePlay);
    connect(&playback, &PlaybackBar::backwardsToggled, this, &TimeControls::toggleBackwards);
    connect(backwards_.get(), &BackwardPlayer::playingChanged, &playback, &PlaybackBar::showBackwards);
    connect(&banner, &Banner::halveWanted, this,
            [this](std::int64_t step) { editor_->halveStepSizeAt(step); });
    connect(&banner, &Banner::goBackWanted, this,
            [this](std::int64_t step) { presenter_.send(ShowStep{step}); });
}

void TimeControls::showSnapshot(const Snapshot& snapshot) {
    pinned_->follow(snapshot.step);
    pinned_->setView(presenter_.view());
    if (card_) card_->showSnapshot(snapshot);
    if (offers_) offers_->showSnapshot(snapshot);
}

void TimeControls::setLook(const Look& look) {
    if (card_) card_->setLook(look);
}

void TimeControls::setPresented(bool presented) {
    if (card_) card_->setButtonsVisible(!presented);
}

void TimeControls::togglePlay() {
    if (backwards_->isPlaying()) return backwards_->stop();
    offers_->play();
}

void TimeControls::toggleBackwards() { backwards_->isPlaying() ? backwards_->stop() : backwards_->start(); }

void TimeControls::showLastStep() {
    if (const auto& snapshot = presenter_.snapshot()) presenter_.send(ShowStep{snapshot->trainedTo});
}

void TimeControls::setLogarithmic(bool logarithmic) {
    if (card_) card_->setLogarithmic(logarithmic);
}

void TimeControls::showPinned() {
    const std::shared_ptr<const Snapshot>& present = presenter_.snapshot();
    if (!present) return;
    std::vector<PinnedView> views;
    std::vector<KeptRunText> texts;
    const std::vector<PinnedMoment> moments = pinned_->moments();
    for (std::size_t i = 0; i < moments.size(); ++i) {
        const PinnedMoment& moment = moments[i];
        const bool isSelected = i == pinned_->selected();
        const QString difference = differenceText(specDifferences(present->spec, moment.archive->spec));
        const QString name = uniqueName(nameBeside(moment.archive->spec, present->spec), texts);
        const std::int64_t step = moment.snapshot ? moment.snapshot->step : moment.archive->step;
        texts.push_back({name,
                         tr("step %1 of %2").arg(countLabel(step), countLabel(moment.archive->trainedTo)),
                         step, moment.archive->trainedTo, isSelected});
        if (moment.snapshot) views.push_back({name, difference, moment.snapshot, isSelected});
    }
    hub_.setPinned(std::move(views));
    if (card_) card_->showKeptRuns(texts);
}

}  // namespace featurescope::ui
