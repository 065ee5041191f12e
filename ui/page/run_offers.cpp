#include "ui/page/run_offers.h"

#include "core/base/errors.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_validation.h"
#include "ui/controls/offer_bar.h"
#include "ui/look/number_format.h"
#include "ui/session/companion_run.h"
#include "ui/session/pinned_runs.h"
#include "ui/session/run_editor.h"
#include "ui/session/session_presenter.h"
#include "ui/view_models/spec_difference.h"

namespace featurescope::ui {
namespace {

const QString kBefore = QStringLiteral("offer-before");
const QString kWhole = QStringLiteral("offer-whole");
const QString kMore = QStringLiteral("offer-more");
const QString kControl = QStringLiteral("offer-control");
const QString kTraining = QStringLiteral("offer-training");

/// Nothing when the settings have been changed so that the control makes no sense any more.
std::optional<ExperimentSpec> controlOf(const ExperimentSpec& spec, const Comparison& control) {
    try {
        ExperimentSpec wanted = comparedWith(spec, control);
        requireValid(wanted);
        return wanted;
    } catch (const InputError&) {
        return std::nullopt;
    }
}

}  // namespace

RunOffers::RunOffers(SessionPresenter& presenter, RunEditor& editor, PinnedRuns& pinned,
                     CompanionRun& companion, OfferBar& bar, QObject* parent)
    : QObject(parent),
      presenter_(presenter),
      editor_(editor),
      pinned_(pinned),
      companion_(companion),
      bar_(bar) {
    connect(&editor, &RunEditor::beforeChanged, this, [this] {
        // What to call it is known when the run that has replaced it is there.
        if (!editor_.before()) offerBefore();
    });
    connect(&editor, &RunEditor::branched, this, &RunOffers::offerWhole);
    connect(&pinned, &PinnedRuns::refused, this, &RunOffers::sayFull);
    connect(&companion, &CompanionRun::ready, this, [this](const std::shared_ptr<const RunArchive>& archive) {
        if (bar_.id() == kTraining) bar_.clear();
        if (pinned_.keep(archive)) offerBefore();
    });
    connect(&companion, &CompanionRun::failed, this, [this](const QString& problem) {
        bar_.show({.id = kControl,
                   .text = problem,
                   .choices = {{QStringLiteral("declineControls"), tr("Close"), tr("Leave it as it is"),
                                [this] { decline(); }}}});
    });
}

void RunOffers::showSnapshot(const Snapshot& snapshot) {
    if (bar_.id() == kMore && snapshot.step < snapshot.spec.training.steps) offerBefore();
    if (snapshot.spec == shown_) return;
    shown_ = snapshot.spec;
    // A branch that was undone.
    if (bar_.id() == kWhole && shown_.training.stepSizeChanges.empty()) bar_.clear();
    if (bar_.id() == kTraining) companion_.stop();  // it belonged to what was shown before
    offerBefore();
}

void RunOffers::offerBefore() {
    if (bar_.id() == kWhole) return;
    const std::shared_ptr<const RunArchive>& before = editor_.before();
    const std::shared_ptr<const Snapshot>& now = presenter_.snapshot();
    // What another scenario left is worth less beside this one than the control it names.
    const bool isTweak = before && now && before->spec.title == now->spec.title;
    if (now && !isTweak && offerControls()) return;
    if (!before || !now) return bar_.clear();
    bar_.show({.id = kBefore,
               .text = tr("before: %1").arg(nameBeside(before->spec, presenter_.snapshot()->spec)),
               .choices = {
                   {QStringLiteral("compareBefore"), tr("Compare"),
                    tr("Draw that run together with the present one"),
                    [this] {
                        editor_.compareBefore();
                        offerBefore();
                    }},
                   {QStringLiteral("forgetBefore"), tr("Forget"),
                    tr("Free its memory; undo would train it again"), [this] { editor_.forgetBefore(); }}}});
}

bool RunOffers::offerControls() {
    const ExperimentSpec& spec = presenter_.snapshot()->spec;
    Offer offer{.id = kControl, .text = tr("Compare with:")};
    for (const Comparison& control : spec.opening.compare) {
        const std::optional<ExperimentSpec> wanted = controlOf(spec, control);
        if (!wanted || pinned_.archiveOf(*wanted)) continue;
        const QString label = QString::fromStdString(control.label);
        offer.choices.push_back({QStringLiteral("control-%1").arg(offer.choices.size()), label,
                                 tr("Train that run, too, and draw the two together"),
                                 [this, control] { trainControl(control); }});
    }
    if (offer.choices.empty() || spec.title == declinedFor_) return false;
    offer.choices.push_back(
        {QStringLiteral("declineControls"), tr("Close"), tr("Leave it as it is"), [this] { decline(); }});
    bar_.show(offer);
    return true;
}

void RunOffers::decline() {
    declinedFor_ = presenter_.snapshot()->spec.title;
    offerBefore();
}

void RunOffers::trainControl(const Comparison& control) {
    const std::optional<ExperimentSpec> wanted = controlOf(presenter_.snapshot()->spec, control);
    if (!wanted) return offerBefore();
    companion_.start(*wanted, isDrawn(wanted->data) ? nullptr : presenter_.data());
    bar_.show({.id = kTraining,
               .text = tr("Training: %1").arg(QString::fromStdString(control.label)),
               .choices = {{QStringLiteral("stopControl"), tr("Stop"), tr("Do without it"), [this] {
                                companion_.stop();
                                decline();
                            }}}});
}

void RunOffers::offerWhole(const ExperimentSpec& whole, std::int64_t step) {
    bar_.show({.id = kWhole,
               .text = tr("α %1 from step %2 on, as a branch")
                           .arg(numberLabel(whole.training.stepSize, 4), QString::number(step)),
               .choices = {{QStringLiteral("wholeRunAgain"), tr("The whole run again (Enter)"),
                            tr("Train from step 0 with this step size, to the step shown"),
                            [this, whole, step] { editor_.runWhole(whole, step); }},
                           {QStringLiteral("keepBranch"), tr("Keep the branch"), tr("Leave it as it is"),
                            [this] { offerBefore(); }}},
               .takesEnter = true});
}

void RunOffers::play() {
    const std::shared_ptr<const Snapshot>& now = presenter_.snapshot();
    const bool isAtEnd =
        now && now->state != RunState::running && now->scene && now->step >= now->spec.training.steps;
    if (!isAtEnd) return presenter_.togglePlay();
    if (bar_.id() == kMore) return bar_.takeFirst();
    offerMore();
}

void RunOffers::offerMore() {
    const ExperimentSpec& spec = presenter_.snapshot()->spec;
    const std::int64_t more = std::max<std::int64_t>(1, spec.training.steps);
    bar_.show({.id = kMore,
               .text = tr("Step %1 is the last one.").arg(QString::number(presenter_.snapshot()->step)),
               .choices = {{QStringLiteral("trainMore"), tr("Train %1 more (Space)").arg(more),
                            tr("Longer training, from here on"),
                            [this, more] {
                                ExperimentSpec longer = presenter_.snapshot()->spec;
                                longer.training.steps = presenter_.snapshot()->step + more;
                                editor_.edit(longer, 0);
                                presenter_.send(Play{});
                            }},
                           {QStringLiteral("playAgain"), tr("Again from the start"),
                            tr("Back to step 0 with the same data and weights, and play"),
                            [this] {
                                presenter_.send(Rewind{});
                                presenter_.send(Play{});
                            }}},
               .takesEnter = true});
}

void RunOffers::sayFull() {
    bar_.show({.id = QStringLiteral("offer-full"),
               .text = tr("No room for another run to compare with: %1 are kept.").arg(pinned_.size()),
               .choices = {{QStringLiteral("forgetAllKept"), tr("Forget all kept runs"),
                            tr("Stop comparing with any of them"), [this] { pinned_.takeAll(); }},
                           {QStringLiteral("leaveKept"), tr("Close"), tr("Leave it as it is"),
                            [this] { offerBefore(); }}}});
}

}  // namespace featurescope::ui
