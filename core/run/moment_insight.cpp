#include "core/run/moment_insight.h"

#include <algorithm>
#include <stdexcept>

namespace featurescope {
namespace {

/// Waits until the session has said something that is complete.
template <typename Session, typename Answer>
void waitFor(Session& session, std::shared_ptr<const Answer>& answer, const std::stop_token& stop,
             const auto& isComplete) {
    while (!answer || !isComplete(*answer)) {
        auto next = session.wait(stop);
        if (!next) throw std::runtime_error("What is computed beside the run has ended incomplete.");
        answer = std::move(next);
    }
}

}  // namespace

std::shared_ptr<const TheoryOverlay> MomentInsight::theory(const std::shared_ptr<const Snapshot>& snapshot,
                                                           const std::stop_token& stop) {
    if (theoryStep_ == snapshot->step) return theory_;
    if (!theorySession_) theorySession_.emplace(0);
    const std::int64_t shownTo = std::max(snapshot->spec.training.steps, snapshot->step);
    theorySession_->request({snapshot->runId, snapshot->spec, snapshot->step, shownTo, {}, snapshot->scene});
    // An overlay of the moment before may still be on its way, so completeness is about the step.
    waitFor(*theorySession_, theory_, stop, [&](const TheoryOverlay& overlay) {
        return !overlay.applies ||
               overlay.population.step == std::min(snapshot->step, overlay.recursionEndsAt);
    });
    theoryStep_ = snapshot->step;
    return theory_;
}

std::shared_ptr<const BaselineReport> MomentInsight::baselines(const Snapshot& snapshot,
                                                               const std::shared_ptr<const GivenData>& data,
                                                               const PlaneRectangle& area,
                                                               const std::stop_token& stop) {
    if (baselineArea_ == area) return baselines_;
    if (!baselineSession_) baselineSession_.emplace(0);
    baselines_.reset();
    baselineSession_->request({snapshot.runId, snapshot.spec, data, area});
    waitFor(*baselineSession_, baselines_, stop,
            [](const BaselineReport& report) { return report.complete; });
    baselineArea_ = area;
    return baselines_;
}

}  // namespace featurescope
