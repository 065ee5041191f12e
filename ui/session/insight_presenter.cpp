#include "ui/session/insight_presenter.h"

#include <algorithm>

namespace featurescope::ui {
namespace {

constexpr int kLookEvery = 50;              // milliseconds
constexpr int kAskEveryWhileRunning = 200;  // milliseconds

}  // namespace

InsightPresenter::InsightPresenter(QObject* parent) : QObject(parent) {
    timer_.setInterval(kLookEvery);
    connect(&timer_, &QTimer::timeout, this, &InsightPresenter::look);
    sinceAsked_.start();
}

void InsightPresenter::setWanted(bool theory, bool baselines) {
    if (wantsTheory_ == theory && wantsBaselines_ == baselines) return;
    if (!baselines) baselineSession_.pause();
    wantsTheory_ = theory;
    wantsBaselines_ = baselines;
    theory || baselines ? timer_.start() : timer_.stop();
    askedTheory_.reset();
    askedBaselines_.reset();
    newsToAsk_ = true;
    look();
}

void InsightPresenter::follow(const std::shared_ptr<const Snapshot>& snapshot, const Selection& selection,
                              const std::shared_ptr<const GivenData>& data) {
    snapshot_ = snapshot;
    selection_ = selection;
    data_ = data;
    newsToAsk_ = true;
    dropOtherRuns();
}

void InsightPresenter::setBoundaryArea(const PlaneRectangle& area) {
    area_ = area;
    newsToAsk_ = true;
}

/// What belongs to another run must not be drawn over this one.
void InsightPresenter::dropOtherRuns() {
    const std::uint64_t run = snapshot_ ? snapshot_->runId : 0;
    const bool oldTheory = theory_ && theory_->runId != run;
    const bool oldBaselines = baselines_ && baselines_->runId != run;
    if (oldTheory) theory_.reset();
    if (oldBaselines) baselines_.reset();
    if (oldTheory || oldBaselines) Q_EMIT changed();
}

void InsightPresenter::look() {
    const bool running = snapshot_ && snapshot_->state == RunState::running;
    if (newsToAsk_ && snapshot_ && snapshot_->scene &&
        (!running || sinceAsked_.elapsed() >= kAskEveryWhileRunning)) {
        ask();
    }
    const std::uint64_t run = snapshot_ ? snapshot_->runId : 0;
    bool news = false;
    if (auto theory = theorySession_.take(); theory && theory->runId == run && wantsTheory_) {
        theory_ = std::move(theory);
        news = true;
    }
    if (auto baselines = baselineSession_.take(); baselines && baselines->runId == run && wantsBaselines_) {
        baselines_ = std::move(baselines);
        news = true;
    }
    if (news) Q_EMIT changed();
}

void InsightPresenter::ask() {
    newsToAsk_ = false;
    sinceAsked_.restart();
    if (wantsTheory_) {
        const TheoryQuestion question{snapshot_->runId, snapshot_->spec, snapshot_->step,
                                      std::max(snapshot_->spec.training.steps, snapshot_->step),
                                      selection_.neurons};
        if (askedTheory_ != question) {
            askedTheory_ = question;
            theorySession_.request({question.runId, question.spec, question.step, question.shownTo,
                                    question.neurons, snapshot_->scene});
        }
    }
    if (wantsBaselines_) {
        const BaselineQuestion question{snapshot_->runId, snapshot_->spec, area_};
        if (askedBaselines_ != question) {
            askedBaselines_ = question;
            baselineSession_.request({question.runId, question.spec, data_, question.area});
        }
    }
}

}  // namespace featurescope::ui
