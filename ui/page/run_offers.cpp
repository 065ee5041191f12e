#include "ui/page/run_offers.h"

#include "ui/controls/offer_bar.h"
#include "ui/look/number_format.h"
#include "ui/session/pinned_runs.h"
#include "ui/session/run_editor.h"
#include "ui/session/session_presenter.h"
#include "ui/view_models/spec_difference.h"

namespace featurescope::ui {
namespace {

const QString kBefore = QStringLiteral("offer-before");
const QString kWhole = QStringLiteral("offer-whole");
const QString kMore = QStringLiteral("offer-more");

}  // namespace

RunOffers::RunOffers(SessionPresenter& presenter, RunEditor& editor, PinnedRuns& pinned, OfferBar& bar,
                     QObject* parent)
    : QObject(parent), presenter_(presenter), editor_(editor), pinned_(pinned), bar_(bar) {
    connect(&editor, &RunEditor::beforeChanged, this, [this] {
        // What to call it is known when the run that has replaced it is there.
        if (!editor_.before()) offerBefore();
    });
    connect(&editor, &RunEditor::branched, this, &RunOffers::offerWhole);
    connect(&pinned, &PinnedRuns::refused, this, &RunOffers::sayFull);
}

void RunOffers::showSnapshot(const Snapshot& snapshot) {
    if (bar_.id() == kMore && snapshot.step < snapshot.spec.training.steps) offerBefore();
    if (snapshot.spec == shown_) return;
    shown_ = snapshot.spec;
    // A branch that was undone.
    if (bar_.id() == kWhole && shown_.training.stepSizeChanges.empty()) bar_.clear();
    offerBefore();
}

void RunOffers::offerBefore() {
    const std::shared_ptr<const RunArchive>& before = editor_.before();
    if (!before || !presenter_.snapshot()) {
        if (bar_.id() != kWhole) bar_.clear();
        return;
    }
    if (bar_.id() == kWhole) return;
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
