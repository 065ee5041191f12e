#include "core/run/theory_session.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <optional>

#include "core/base/cancel.h"
#include "core/run/background_task.h"
#include "core/run/kernel_flow.h"
#include "core/run/predicted_paths.h"
#include "core/run/recursion_track.h"
#include "core/theory/alignment_law.h"
#include "core/theory/predictions.h"

namespace featurescope {
namespace {

constexpr int kCurvePoints = 160;
constexpr std::size_t kPopulation = 2000;

/// What predictions depend on: a title or the number of steps to train does not change them.
ExperimentSpec essence(const ExperimentSpec& spec) {
    ExperimentSpec rest = spec;
    rest.title.clear();
    rest.watch.clear();
    rest.claims.clear();
    rest.opening = {};
    rest.training.steps = 0;
    return rest;
}

/// Increasing steps from 0 to `last`, evenly spaced in log(step + 1).
std::vector<std::int64_t> curveSteps(std::int64_t last) {
    std::vector<std::int64_t> steps{0};
    for (int i = 1; i < kCurvePoints; ++i) {
        const double place = std::log1p(static_cast<double>(last)) * i / (kCurvePoints - 1);
        const auto step = std::min<std::int64_t>(std::llround(std::expm1(place)), last);
        if (step > steps.back()) steps.push_back(step);
    }
    return steps;
}

std::vector<PredictedCurve> curvesOf(const PredictedRun& run, std::int64_t last,
                                     const std::stop_token& stop) {
    const std::vector<std::int64_t> all = curveSteps(last);
    std::vector<std::int64_t> ends{0};
    if (last > 0) ends.push_back(last);
    std::vector<PredictedCurve> curves;
    for (const Prediction& prediction : predictions()) {
        PredictedCurve curve{prediction.id,     prediction.label,   prediction.metric,
                             prediction.source, prediction.isLevel, {}};
        for (const std::int64_t step : prediction.isLevel ? ends : all) {
            throwIfCancelled(stop);
            const std::optional<double> value = prediction.at(run, step);
            if (value) curve.points.emplace_back(static_cast<double>(step), *value);
        }
        if (!curve.points.empty()) curves.push_back(std::move(curve));
    }
    return curves;
}

/// The moving histogram was checked up to step 100 on crisp clusters and 50 on wide ones (theory.md 3e). In
/// units of the clock of amplification that is 1.9 and 0.9, and it shrinks with the noise sigma sqrt(d). The
/// recursion takes flips to be even: with others only the start is as predicted.
std::int64_t trustedSteps(const XorSetting& setting) {
    if (!setting.uniformFlips) return 0;
    const double noise = setting.sigma * std::sqrt(static_cast<double>(setting.dimension));
    const double steps = 2.2 * amplificationTime(setting) / std::max(1.0, noise);
    return std::isfinite(steps) ? static_cast<std::int64_t>(std::min(steps, 1e15)) : 0;
}

/// Keeps what was computed for a run and goes on from there.
class TheoryComputation {
  public:
    using Publish = BackgroundTask<TheoryRequest, TheoryOverlay>::Publish;

    void answer(const TheoryRequest& request, const Publish& publish, const std::stop_token& stop) {
        resumable_ = false;
        if (!spec_ || *spec_ != essence(request.spec)) startOver(request.spec);
        const bool otherRun = overlay_.runId != request.runId || !published_;
        overlay_.runId = request.runId;
        if (!run_) {
            const bool isNew = isKernelFlow(request.spec) && updateFlow(request, stop);
            if (otherRun || isNew) send(publish);
            return;
        }
        updateCurves(request, otherRun, publish, stop);
        resumable_ = true;
        updatePopulation(request, publish, stop);
        updatePaths(request, publish, stop);
    }

    /// Any thread: true while what is under way can be broken off without losing what was done.
    bool isResumable() const { return resumable_; }

  private:
    void startOver(const ExperimentSpec& spec) {
        spec_ = essence(spec);
        run_ = predictedRunOf(spec);
        overlay_ = TheoryOverlay{};
        published_ = false;
        population_.reset();
        paths_.reset();
        flow_.reset();
        curvesTo_ = -1;
        if (!run_) return;
        overlay_.applies = true;
        overlay_.assumptions = checkAssumptions(run_->setting, overlay_.failureProbability);
        overlay_.population.step = -1;
        overlay_.population.trustedTo = trustedSteps(run_->setting);
        population_.emplace(
            run_->setting, expectedStatistics(run_->setting), drawnPopulation(run_->setting, kPopulation, 1),
            static_cast<double>(run_->setting.neurons) / static_cast<double>(kPopulation), spec.training);
        overlay_.recursionEndsAt = population_->endsAt();
    }

    void updateCurves(const TheoryRequest& request, bool otherRun, const Publish& publish,
                      const std::stop_token& stop) {
        if (curvesTo_ != request.shownTo) {
            overlay_.curves = curvesOf(*run_, request.shownTo, stop);
            curvesTo_ = request.shownTo;
            send(publish);
        } else if (otherRun) {
            send(publish);
        }
    }

    /// False when the curve is there already.
    bool updateFlow(const TheoryRequest& request, const std::stop_token& stop) {
        if (curvesTo_ == request.shownTo) return false;
        if (!flow_) flow_.emplace(request.spec, stop);
        PredictedCurve curve{.id = "kernel-flow",
                             .label = "Infinite width",
                             .metric = "test_nmse",
                             .source =
                                 "Gradient descent with the kernel of infinitely many neurons, on these "
                                 "samples; finite networks leave it as their features move.",
                             .points = flow_->testErrors(curveSteps(request.shownTo), stop)};
        overlay_.curves.clear();
        if (!curve.points.empty()) overlay_.curves.push_back(std::move(curve));
        curvesTo_ = request.shownTo;
        return true;
    }

    void updatePopulation(const TheoryRequest& request, const Publish& publish, const std::stop_token& stop) {
        const std::int64_t step = std::min(request.step, population_->endsAt());
        if (overlay_.population.step == step) return;
        overlay_.population.neurons = population_->at(step, stop).neurons();
        overlay_.population.step = step;
        send(publish);
    }

    void updatePaths(const TheoryRequest& request, const Publish& publish, const std::stop_token& stop) {
        if (request.neurons.empty() || !request.scene || request.scene->directions.size() != 2) {
            if (std::exchange(overlay_.paths, {}).empty()) return;
            pathsOf_.clear();
            send(publish);
            return;
        }
        if (!paths_) {
            paths_.emplace(run_->setting, *request.scene, request.spec.training);
            pathsOf_.clear();
        }
        if (pathsOf_ == request.neurons && pathsTo_ == request.shownTo) return;
        overlay_.paths = paths_->of(request.neurons, request.shownTo);
        if (!overlay_.paths.empty()) send(publish);
        paths_->extendTo(request.shownTo, stop);
        overlay_.paths = paths_->of(request.neurons, request.shownTo);
        pathsOf_ = request.neurons;
        pathsTo_ = request.shownTo;
        send(publish);
    }

    void send(const Publish& publish) {
        publish(std::make_shared<const TheoryOverlay>(overlay_));
        published_ = true;
    }

    std::atomic<bool> resumable_ = false;
    std::optional<ExperimentSpec> spec_;  // essence of the one everything below is of
    std::optional<PredictedRun> run_;
    TheoryOverlay overlay_;  // as last published
    bool published_ = false;
    std::optional<RecursionTrack> population_;
    std::optional<PredictedPaths> paths_;
    std::optional<KernelFlow> flow_;
    std::int64_t curvesTo_ = -1, pathsTo_ = -1;
    std::vector<std::int32_t> pathsOf_;
};

}  // namespace

class TheorySession::Worker {
  public:
    explicit Worker(int niceness)
        : task_([this](const TheoryRequest& request, const TheoryComputation::Publish& publish,
                       const std::stop_token& stop) { computation_.answer(request, publish, stop); },
                niceness) {}

    // Curves of the same spec are finished first, or requests that come often would never let them end.
    void request(TheoryRequest request) {
        const bool otherSpec = last_ && *last_ != essence(request.spec);
        last_ = essence(request.spec);
        task_.request(std::move(request), otherSpec || computation_.isResumable());
    }
    std::shared_ptr<const TheoryOverlay> take() { return task_.take(); }
    std::shared_ptr<const TheoryOverlay> wait(const std::stop_token& stop) { return task_.wait(stop); }

  private:
    std::optional<ExperimentSpec> last_;  // caller's thread only
    TheoryComputation computation_;       // the task's thread only, but for isResumable()
    BackgroundTask<TheoryRequest, TheoryOverlay> task_;
};

TheorySession::TheorySession(int niceness) : worker_(std::make_unique<Worker>(niceness)) {}
TheorySession::~TheorySession() = default;
void TheorySession::request(TheoryRequest request) { worker_->request(std::move(request)); }
std::shared_ptr<const TheoryOverlay> TheorySession::take() { return worker_->take(); }
std::shared_ptr<const TheoryOverlay> TheorySession::wait(const std::stop_token& stop) {
    return worker_->wait(stop);
}

}  // namespace featurescope
