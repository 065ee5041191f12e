#include "ui/view_models/error_laws.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/theory/setting_levels.h"
#include "ui/view_models/combined_curve.h"
#include "ui/view_models/predicted_lines.h"
#include "ui/view_models/readouts_view.h"

namespace featurescope::ui {
namespace {

const std::vector<Observable> kRegressionErrors = {Observable::trainNmse, Observable::testNmse,
                                                   Observable::readoutMse};

std::optional<double> finiteLevel(double value) {
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

}  // namespace

bool hasRealTargets(const Snapshot& snapshot) {
    // A file's targets are numbers when the loss says so, which its traits do not know.
    const DataTraits data = traitsOf(snapshot.spec.data);
    return data.hasRealTargets ||
           (!data.isDrawn() && std::isfinite(lastKnown(snapshot, Observable::trainNmse)));
}

RegressionCurves::RegressionCurves() : measured_(kRegressionErrors, ValueScale::logarithmic) {}

void RegressionCurves::follow(const Snapshot& snapshot) {
    if (std::exchange(scene_, snapshot.scene) != snapshot.scene)
        measured_ = CurvesView(kRegressionErrors, ValueScale::logarithmic);
    measured_.follow(snapshot);
    const double unit = std::log10(targetVariance(snapshot.spec));
    readout_.clear();
    for (const CurvePoint& point : measured_.curve(2).points())
        readout_.append(point.step, point.value - unit);
}

double RegressionCurves::largest() const {
    return std::max({measured_.curve(0).largest(), measured_.curve(1).largest(), readout_.largest()});
}

double RegressionCurves::lowest() const {
    return std::min({measured_.curve(0).lowest(), measured_.curve(1).lowest(), readout_.lowest()});
}

double RegressionCurves::lowestOfTests() const {
    return std::min(measured_.curve(1).lowest(), readout_.lowest());
}

RegressionLevels regressionLevels(const Snapshot& snapshot) {
    return {.kernel = finiteLevel(lastKnown(snapshot, Observable::kernelRegressionNmse)),
            .bestLinear = settingLevel(snapshot.spec, "best-linear-predictor"),
            .noise = settingLevel(snapshot.spec, "target-noise")};
}

std::optional<double> bestLinearError(const Snapshot& snapshot) {
    return settingLevel(snapshot.spec, "best-linear");
}

std::optional<double> kernelMarginLevel(const Snapshot& snapshot) {
    return finiteLevel(lastKnown(snapshot, Observable::kernelMarginError));
}

void KernelFlowLine::follow(const PanelContent& content) {
    constexpr double kMoved = 0.3;  // ||W - W(0)|| / ||W(0)||: in trial runs errors then differ by a third
    const TimelineView& timeline = content.snapshot->timeline;
    double end = std::numeric_limits<double>::infinity();
    for (std::size_t row = 0; row < timeline.size() && std::isinf(end); ++row) {
        if (timeline[row].values[Observable::relativeDistance] > kMoved)
            end = static_cast<double>(timeline[row].step);
    }
    if (theory_ == content.theory && end_ == end) return;
    theory_ = content.theory;
    end_ = end;
    curve_.clear();
    const PredictedCurve* const found = predictionNamed(content, "kernel-flow");
    for (std::size_t i = 0; found && i < found->points.size() && found->points[i].first <= end; ++i)
        curve_.append(found->points[i].first, std::log10(found->points[i].second));
}

void LinearBoundaryLine::follow(const Snapshot& snapshot) {
    measured_.follow(snapshot);
    curve_.clear();
    // Around several directions the sum of the neurons does not stand for the network.
    if (traitsOf(snapshot.spec.data).directions.size() != 1) return;
    curve_ = combinedCurve(measured_.curve(0), measured_.curve(1), [&](double cosine, double agreement) {
        constexpr double kNearlyLinear = 0.97;  // share of test samples on which the boundary is that of v
        return agreement >= kNearlyLinear ? linearErrorAt(snapshot.spec, cosine).value_or(kUndefined)
                                          : kUndefined;
    });
}

}  // namespace featurescope::ui
