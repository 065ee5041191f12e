#include "ui/view_models/neuron_curves_view.h"

#include <algorithm>
#include <cmath>

#include "core/theory/learning_clock.h"
#include "core/theory/xor_setting.h"
#include "ui/view_models/recorded_rows.h"

namespace featurescope::ui {
namespace {

bool isMoving(RunState state) { return state == RunState::running || state == RunState::seeking; }

// The direction that neurons with this sign of a_j are followed along: their own, or the only one there is.
std::optional<std::size_t> followedDirection(const NeuronTable& neurons, int sign) {
    if (sign == 0) return std::nullopt;
    if (neurons.own) return neurons.own->of(sign);
    return neurons.directions() == 1 ? std::optional<std::size_t>(0) : std::nullopt;
}

// The value of neuron `k` of the columns; NaN when there is no direction to follow it along.
template <typename Columns>
float valueOf(const Columns& columns, std::size_t k, std::optional<std::size_t> direction,
              NeuronQuantity quantity) {
    if (quantity == NeuronQuantity::norm) return static_cast<float>(columns.norm[k]);
    if (!direction || *direction >= columns.cosines.size()) return std::nanf("");
    if (quantity == NeuronQuantity::projection) return static_cast<float>(columns.projections[*direction][k]);
    return static_cast<float>(std::abs(columns.cosines[*direction][k]));
}

void widen(NeuronCurves& curves, float value) {
    if (!std::isfinite(value)) return;
    curves.lowest = std::min(curves.lowest, static_cast<double>(value));
    curves.highest = std::max(curves.highest, static_cast<double>(value));
}

}  // namespace

const NeuronCurve* NeuronCurves::of(std::int32_t neuron) const {
    const auto found =
        std::lower_bound(curves.begin(), curves.end(), neuron,
                         [](const NeuronCurve& curve, std::int32_t wanted) { return curve.neuron < wanted; });
    return found != curves.end() && found->neuron == neuron ? &*found : nullptr;
}

NeuronCurves neuronCurves(const Snapshot& snapshot, NeuronQuantity quantity, std::size_t most,
                          const std::vector<std::int32_t>& always) {
    const NeuronHistoryView& history = snapshot.history;
    NeuronCurves result;
    result.tracked = history.tracked().size();
    for (std::size_t row = 0; row < history.size(); ++row) {
        result.steps.push_back(static_cast<double>(history[row].step));
    }
    // While training runs the present point would move every line in every frame.
    const bool present = !isMoving(snapshot.state) && !snapshot.neurons.norm.empty() &&
                         (history.empty() || snapshot.step > history[history.size() - 1].step);
    if (present) result.steps.push_back(static_cast<double>(snapshot.step));
    for (const std::size_t k : chosenNeurons(history.tracked(), most, always)) {
        const std::int32_t neuron = history.tracked()[k];
        const auto index = static_cast<std::size_t>(neuron);
        if (index >= snapshot.neurons.norm.size()) continue;
        NeuronCurve curve{.neuron = neuron, .sign = snapshot.neurons.signOf(index), .values = {}};
        const auto direction = followedDirection(snapshot.neurons, curve.sign);
        for (std::size_t row = 0; row < history.size(); ++row) {
            curve.values.push_back(valueOf(history[row], k, direction, quantity));
        }
        if (present) curve.values.push_back(valueOf(snapshot.neurons, index, direction, quantity));
        if (std::isnan(curve.values.empty() ? NAN : curve.values.front())) continue;
        for (const float value : curve.values) widen(result, value);
        result.curves.push_back(std::move(curve));
    }
    return result;
}

CurveData lemma14Bound(const Snapshot& snapshot, const StepAxis& axis) {
    constexpr int kPoints = 120;
    CurveData bound;
    const std::optional<double> outputWeight = snapshot.neurons.commonOutputWeightSize();
    if (!outputWeight || !isLemma14sSetting(snapshot.spec)) return bound;
    const LearningClock clock(snapshot.spec.training);
    double last = -1;
    for (int i = 0; i <= kPoints; ++i) {
        const double step = std::round(axis.stepAt(axis.end() * i / kPoints));
        if (step <= last) continue;
        last = step;
        // The lemma speaks of t >= 1, and at t = 0 its bound would be 0.
        const double time = clock.at(static_cast<std::int64_t>(step));
        if (step >= 1) bound.append(step, 2 * *outputWeight * time);
    }
    return bound;
}

}  // namespace featurescope::ui
