#include "core/run/baseline_session.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <exception>
#include <limits>
#include <optional>
#include <tuple>

#include "core/math/plane.h"
#include "core/run/background_task.h"
#include "core/run/kernel_baselines.h"
#include "core/run/run_data.h"
#include "core/run/view_planes.h"

namespace featurescope {
namespace {

// Error rates on some thousand samples need no double precision, whatever the run is computed in.
using Real = float;

constexpr std::int64_t kMostFeatureValues = std::int64_t{1} << 26;  // numbers, 256 MiB

/// What a baseline is trained on.
struct Material {
    Dataset<Real> data;
    TwoLayerNetwork<Real> start;
    ExperimentSpec spec;
};

Baseline<Real> fitIdeal(const Material& material, const std::stop_token& stop) {
    return idealRule<Real>(material.data, stop);
}
Baseline<Real> fitThroughOrigin(const Material& material, const std::stop_token& stop) {
    return linearBaseline<Real>(material.data, false, {}, stop);
}
Baseline<Real> fitWithBias(const Material& material, const std::stop_token& stop) {
    return linearBaseline<Real>(material.data, true, {}, stop);
}
Baseline<Real> fitRandomFeatures(const Material& material, const std::stop_token& stop) {
    const auto samples = std::max(material.data.train.inputs.cols(), material.data.test.inputs.cols());
    if (material.start.weights.rows() * samples > kMostFeatureValues) return {};
    return randomFeatureBaseline<Real>(material.data, material.start, {}, stop);
}
Baseline<Real> fitLazy(const Material& material, const std::stop_token& stop) {
    const auto neurons = static_cast<std::int64_t>(material.start.weights.rows());
    return lazyBaseline<Real>(material.data, neurons + neurons % 2, material.spec.seeds.weights, {}, {},
                              stop);
}

// Rules that are no network have errors alone.
Baseline<Real> fitKernelMargin(const Material& material, const std::stop_token& stop) {
    return {kernelMarginErrors(material.data, material.spec.network.bias, stop), {}, 0};
}
Baseline<Real> fitLeastSquares(const Material& material, const std::stop_token& stop) {
    return {leastSquaresErrors(material.data, stop), {}, 0};
}
Baseline<Real> fitRidgeReadout(const Material& material, const std::stop_token& stop) {
    return {
        ridgeReadoutErrors(material.data, material.start, material.spec.training.readoutRidge, stop), {}, 0};
}
Baseline<Real> fitFirstKernel(const Material& material, const std::stop_token& stop) {
    return {firstKernelErrors(material.data, material.start, material.spec.network.trained, stop), {}, 0};
}

/// What targets a baseline is about.
enum class Targets { labels, numbers };

struct Kind {
    std::string_view id, label, statement;
    Baseline<Real> (*fit)(const Material&, const std::stop_token&);
    Targets targets = Targets::labels;
};

constexpr std::array kKinds{
    Kind{"ideal", "Ideal rule",
         "sgn(|⟨μ₁, x⟩| − |⟨μ₂, x⟩|), four neurons (eq. 2); the Bayes rule of Gaussian clusters.", fitIdeal},
    Kind{"logistic-origin", "Linear, through the origin",
         "Logistic regression without a bias. Its clean error over the population is exactly 1/2: x and −x "
         "have the same label and get opposite predictions.",
         fitThroughOrigin},
    Kind{
        "logistic-bias", "Linear, with a bias",
        "Logistic regression with a bias. The best half-space comes down to 25 %, giving up one cluster, but "
        "the logistic loss is least at w = 0 and does not find it.",
        fitWithBias},
    Kind{"random-features", "Random features",
         "The first layer stays as it was drawn; logistic regression trains the second. It is left out when "
         "its features would take more than 256 MiB.",
         fitRandomFeatures},
    Kind{"lazy", "Lazy network",
         "The same number of neurons, a symmetric start of norm 60, 400 steps of size 0.5: so large a start "
         "that training hardly turns the features.",
         fitLazy},
    Kind{
        "kernel-margin", "Kernel, largest margin",
        "The classifier of largest margin with infinitely many random relu features: what training the "
        "output "
        "layer alone would end with. It is left out for more than 512 samples and where it does not separate "
        "them.",
        fitKernelMargin},
    Kind{"least-squares", "Least squares",
         "The linear function of the inputs, with a constant, that fits best.", fitLeastSquares,
         Targets::numbers},
    Kind{"ridge-readout", "Ridge on the first features",
         "The first layer stays as it was drawn; ridge regression finds the second, on the readout samples "
         "where "
         "there are any.",
         fitRidgeReadout, Targets::numbers},
    Kind{"first-kernel", "First kernel",
         "Where training would end if the tangent kernel stayed that of step 0: the lazy limit of this "
         "network. "
         "It is left out for more than 1000 samples.",
         fitFirstKernel, Targets::numbers},
};

/// The plane of the data's directions; nothing when there are none.
std::optional<Plane> directionsPlane(const Dataset<Real>& data, const std::stop_token& stop) {
    if (data.directions.cols() == 0) return std::nullopt;
    return ViewPlanes<Real>(data).plane({.kind = PlaneKind::means}, stop);
}

/// The part of the line {x nx + y ny + offset = 0} inside the area.
std::vector<BoundaryLine> straightBoundary(double nx, double ny, double offset, const PlaneRectangle& area) {
    const double squared = nx * nx + ny * ny;
    if (squared == 0) return {};
    const double x0 = -offset * nx / squared, y0 = -offset * ny / squared;
    double from = -std::numeric_limits<double>::infinity(), to = -from;
    const auto clip = [&](double start, double direction, double low, double high) {
        if (direction == 0) {
            if (start < low || start > high) to = -std::numeric_limits<double>::infinity();
            return;
        }
        const double first = (low - start) / direction, last = (high - start) / direction;
        from = std::max(from, std::min(first, last));
        to = std::min(to, std::max(first, last));
    };
    clip(x0, -ny, area.left, area.right);
    clip(y0, nx, area.bottom, area.top);
    if (!(from < to)) return {};
    return {{{x0 - from * ny, y0 + from * nx}, {x0 - to * ny, y0 + to * nx}}};
}

/// A trained baseline as it is kept: its errors, and itself on the plane of the directions.
struct Fitted {
    BaselineErrors errors;
    std::vector<PlaneNeuron> neurons;  ///< empty without directions
    double bias = 0;

    Fitted(const Baseline<Real>& baseline, const std::optional<Plane>& plane)
        : errors(baseline.errors), bias(static_cast<double>(baseline.bias)) {
        const std::optional<Piecewise> activation = piecewiseOf(baseline.network.activation);
        const bool hasBiases = plane && baseline.network.weights.cols() > plane->horizontal.size();
        if (!activation || hasBiases) return;  // its boundary has no rays to draw
        const TwoLayerNetwork<Real> relu =
            reluForm(baseline.network.weights, baseline.network.outputWeights, *activation);
        for (Eigen::Index j = 0; plane && j < relu.weights.rows(); ++j) {
            const auto w = relu.weights.row(j).cast<double>();
            neurons.push_back({static_cast<double>(relu.outputWeights[j]), w.dot(plane->horizontal),
                               w.dot(plane->vertical)});
        }
    }

    std::vector<BoundaryLine> boundary(const PlaneRectangle& area) const {
        if (bias == 0) return decisionBoundary(neurons, area);
        return neurons.empty() ? std::vector<BoundaryLine>{}
                               : straightBoundary(neurons[0].x, neurons[0].y, bias, area);
    }
};

bool sameTask(const BaselineRequest& first, const BaselineRequest& second) {
    const auto parts = [](const BaselineRequest& request) {
        return std::tie(request.spec.data, request.spec.network, request.spec.seeds,
                        request.spec.training.readoutRidge, request.data);
    };
    return parts(first) == parts(second);
}

/// Keeps the baselines that are trained.
class BaselineComputation {
  public:
    using Publish = BackgroundTask<BaselineRequest, BaselineReport>::Publish;

    void answer(const BaselineRequest& request, const Publish& publish, const std::stop_token& stop) {
        if (!task_ || !sameTask(*task_, request)) {
            fitted_.clear();
            material_.reset();
        }
        task_ = request;
        if (!fitted_.empty()) publish(report());
        train(publish, stop);
    }

  private:
    void train(const Publish& publish, const std::stop_token& stop) {
        while (fitted_.size() < kKinds.size()) {
            fitted_.push_back(fit(kKinds[fitted_.size()], stop));
            if (fitted_.size() == kKinds.size()) material_.reset();
            publish(report());
        }
    }

    Fitted fit(const Kind& kind, const std::stop_token& stop) {
        try {
            if (!material_) prepare(stop);
            // One about classes says nothing of real numbers, and the other way round.
            const Targets targets =
                material_->data.train.targets.empty() ? Targets::labels : Targets::numbers;
            if (kind.targets != targets) return {Baseline<Real>{}, std::nullopt};
            return {kind.fit(*material_, stop), directionsPlane(material_->data, stop)};
        } catch (const std::exception&) {
            // Not enough memory, or data that the run itself could not use either. It is left out, so that
            // nobody waits for it for ever.
            return {Baseline<Real>{}, std::nullopt};
        }
    }

    void prepare(const std::stop_token& stop) {
        material_.emplace(Material{runData<Real>(task_->spec, task_->data.get(), stop),
                                   runStart<Real>(task_->spec, task_->data.get(), stop), task_->spec});
    }

    std::shared_ptr<const BaselineReport> report() const {
        auto report = std::make_shared<BaselineReport>();
        report->runId = task_->runId;
        report->complete = fitted_.size() == kKinds.size();
        for (std::size_t i = 0; i < fitted_.size(); ++i) {
            // Left out, or without directions not defined.
            if (std::isnan(fitted_[i].errors.train)) continue;
            report->results.push_back({kKinds[i].id, kKinds[i].label, kKinds[i].statement, fitted_[i].errors,
                                       fitted_[i].boundary(task_->area)});
        }
        return report;
    }

    std::optional<BaselineRequest> task_;
    std::optional<Material> material_;  // while something is left to train
    std::vector<Fitted> fitted_;        // the first of kKinds
};

}  // namespace

class BaselineSession::Worker {
  public:
    explicit Worker(int niceness)
        : task_([this](const BaselineRequest& request, const BaselineComputation::Publish& publish,
                       const std::stop_token& stop) { computation_.answer(request, publish, stop); },
                niceness) {}

    void request(BaselineRequest request) {
        const bool interrupts = last_ && !sameTask(*last_, request);
        last_ = request;
        task_.request(std::move(request), interrupts);
    }
    void pause() { task_.cancel(); }
    std::shared_ptr<const BaselineReport> take() { return task_.take(); }
    std::shared_ptr<const BaselineReport> wait(const std::stop_token& stop) { return task_.wait(stop); }

  private:
    std::optional<BaselineRequest> last_;  // the caller's thread only
    BaselineComputation computation_;      // the task's thread only
    BackgroundTask<BaselineRequest, BaselineReport> task_;
};

BaselineSession::BaselineSession(int niceness) : worker_(std::make_unique<Worker>(niceness)) {}
BaselineSession::~BaselineSession() = default;
void BaselineSession::request(BaselineRequest request) { worker_->request(std::move(request)); }
void BaselineSession::pause() { worker_->pause(); }
std::shared_ptr<const BaselineReport> BaselineSession::take() { return worker_->take(); }
std::shared_ptr<const BaselineReport> BaselineSession::wait(const std::stop_token& stop) {
    return worker_->wait(stop);
}

}  // namespace featurescope
