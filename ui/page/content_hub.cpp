#include "ui/page/content_hub.h"

#include <algorithm>

#include "ui/page/page.h"
#include "ui/session/session_presenter.h"

namespace featurescope::ui {

Selection selectionWithin(Selection selection, std::int64_t neurons, std::int64_t samples) {
    std::erase_if(selection.neurons, [&](std::int32_t j) { return j < 0 || j >= neurons; });
    std::erase_if(selection.samples, [&](std::int32_t i) { return i < 0 || i >= samples; });
    return selection;
}

ContentHub::ContentHub(SessionPresenter& presenter, Page& page, QObject* parent)
    : QObject(parent), presenter_(presenter), page_(page) {
    connect(&presenter_, &SessionPresenter::arrived, this, &ContentHub::show);
    connect(&page_, &Page::needsChanged, this, &ContentHub::askForNeeds);
    connect(&page_, &Page::selectionWanted, this, &ContentHub::select);
    connect(&page_, &Page::stepWanted, this, [this](std::int64_t step) {
        Selection selection = content_.selection;
        selection.step = step;
        select(selection);
        presenter_.send(ShowStep{step});
    });
    connect(&insight_, &InsightPresenter::changed, this, &ContentHub::takeInsight);
    connect(&summaries_, &QTimer::timeout, &page_, &Page::refreshSummaries);
    summaries_.start(1000);
}

void ContentHub::select(const Selection& selection) {
    Selection known = selection;
    if (content_.snapshot && content_.snapshot->scene) {
        const RunScene& scene = *content_.snapshot->scene;
        known = selectionWithin(std::move(known), static_cast<std::int64_t>(scene.startNeurons.norm.size()),
                                static_cast<std::int64_t>(scene.samples.x.size()));
    }
    if (known == content_.selection) return;
    content_.selection = std::move(known);
    if (content_.snapshot) insight_.follow(content_.snapshot, content_.selection, presenter_.data());
    askForNeeds();
    redraw();
    Q_EMIT selectionChanged();
}

void ContentHub::setPinned(std::vector<PinnedView> pinned) {
    content_.pinned = std::move(pinned);
    redraw();
}

void ContentHub::show(const std::shared_ptr<const Snapshot>& snapshot, bool everything) {
    const bool isNew = content_.snapshot != snapshot;
    content_.snapshot = snapshot;
    insight_.follow(snapshot, content_.selection, presenter_.data());
    // A run that is being prepared has no scene yet.
    if (snapshot->scene && snapshot->runId != runOfSelection_) {
        Selection kept = content_.selection;
        // A moment of one run means nothing in another.
        if (runOfSelection_) kept.step.reset();
        runOfSelection_ = snapshot->runId;
        select(kept);
    }
    // The same one comes again for those that are drawn less often; the page takes care of its own.
    if (isNew) page_.followContent(content_);
    if (snapshot->state != RunState::running) page_.refreshSummaries();
    Q_EMIT shown(snapshot, everything);
}

void ContentHub::redraw() {
    if (content_.snapshot) page_.followContent(content_);
}

void ContentHub::takeInsight() {
    content_.theory = insight_.theory();
    content_.baselines = insight_.baselines();
    redraw();
}

bool ContentHub::insightIsCurrent() const {
    if (!content_.snapshot || !content_.snapshot->scene) return true;
    const PageNeeds needs = page_.needs();
    return (!needs.theory || theoryIsCurrent()) && (!needs.baselines || baselinesAreCurrent());
}

bool ContentHub::theoryIsCurrent() const {
    const Snapshot& snapshot = *content_.snapshot;
    const TheoryOverlay* theory = content_.theory.get();
    if (!theory || theory->runId != snapshot.runId) return false;
    return !theory->applies || theory->population.step == std::min(snapshot.step, theory->recursionEndsAt);
}

bool ContentHub::baselinesAreCurrent() const {
    const BaselineReport* baselines = content_.baselines.get();
    return baselines && baselines->runId == content_.snapshot->runId && baselines->complete;
}

void ContentHub::askForNeeds() {
    const PageNeeds needs = page_.needs();
    ViewRequest view = needs.view;
    view.selection = content_.selection;
    presenter_.setView(view);
    if (view.field.width > 0 && view.plane.kind == PlaneKind::means)
        insight_.setBoundaryArea(view.field.area);
    insight_.setWanted(needs.theory, needs.baselines);
}

}  // namespace featurescope::ui
