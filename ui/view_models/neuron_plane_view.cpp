#include "ui/view_models/neuron_plane_view.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "core/theory/paper_conditions.h"
#include "core/theory/population_gradient.h"
#include "core/theory/xor_setting.h"
#include "ui/view_models/nice_scale.h"
#include "ui/view_models/recorded_rows.h"

namespace featurescope::ui {
namespace {

// Median size of the part of the tracked neurons across the plane.
double medianPerpendicular(const NeuronHistoryRow& row) {
    std::vector<double> sizes;
    for (std::size_t k = 0; k < row.projectionMu1.size(); ++k) {
        const double norm = row.norm[k], x = row.projectionMu1[k], y = row.projectionMu2[k];
        sizes.push_back(std::sqrt(std::max(0.0, norm * norm - x * x - y * y)));
    }
    if (sizes.empty()) return 0;
    const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
    std::nth_element(sizes.begin(), middle, sizes.end());
    return *middle;
}

}  // namespace

std::vector<PlaneNeuronMark> planeMarks(const NeuronTable& neurons) {
    std::vector<PlaneNeuronMark> marks;
    const std::size_t count = std::min(neurons.projectionMu1.size(), neurons.projectionMu2.size());
    marks.reserve(count);
    for (std::size_t j = 0; j < count; ++j) {
        const double x = neurons.projectionMu1[j], y = neurons.projectionMu2[j];
        if (!std::isfinite(x) || !std::isfinite(y)) continue;
        marks.push_back({x, y, static_cast<std::int32_t>(j), neurons.signOf(j)});
    }
    return marks;
}

std::vector<NeuronTrail> neuronTrails(const Snapshot& snapshot, std::size_t most,
                                      const std::vector<std::int32_t>& always) {
    const NeuronHistoryView& history = snapshot.history;
    const std::size_t rows = rowsUpTo(history, snapshot.step);
    std::vector<NeuronTrail> trails;
    for (const std::size_t k : chosenNeurons(history.tracked(), most, always)) {
        const std::int32_t neuron = history.tracked()[k];
        const auto index = static_cast<std::size_t>(neuron);
        if (index >= snapshot.neurons.norm.size()) continue;
        NeuronTrail trail{.neuron = neuron, .sign = snapshot.neurons.signOf(index), .points = {}};
        for (std::size_t row = 0; row < rows; ++row) {
            if (k >= history[row].projectionMu1.size()) break;
            trail.points.push_back({history[row].projectionMu1[k], history[row].projectionMu2[k]});
        }
        if (trail.points.size() > 1) trails.push_back(std::move(trail));
    }
    return trails;
}

std::vector<PredictedPath> pathsOf(const std::vector<PredictedPath>& all,
                                   const std::vector<std::int32_t>& neurons) {
    std::vector<PredictedPath> paths;
    std::ranges::copy_if(all, std::back_inserter(paths), [&](const PredictedPath& path) {
        return std::binary_search(neurons.begin(), neurons.end(), path.neuron);
    });
    return paths;
}

double planeRadius(const std::vector<PlaneNeuronMark>& now, const std::vector<PlaneNeuronMark>& start) {
    double largest = 0;
    for (const auto* marks : {&now, &start}) {
        for (const PlaneNeuronMark& mark : *marks)
            largest = std::max({largest, std::abs(mark.x), std::abs(mark.y)});
    }
    return niceTop(largest * 1.04, 4);
}

std::optional<double> orthogonalityBand(const Snapshot& snapshot) {
    const std::optional<double> outputWeight = snapshot.neurons.commonOutputWeightSize();
    if (!outputWeight) return std::nullopt;
    return AlmostOrthogonality::kBand * stepSizeAt(snapshot.spec.training, snapshot.step) * *outputWeight;
}

std::vector<PlaneArrow> planeFlow(const Snapshot& snapshot, const PlaneRectangle& area, int columns,
                                  int rows) {
    const auto setting = xorSettingOf(snapshot.spec);
    const std::size_t rowsKnown = rowsUpTo(snapshot.history, snapshot.step);
    if (!setting || rowsKnown == 0) return {};
    const double perpendicular = medianPerpendicular(snapshot.history[rowsKnown - 1]);
    const double cellWidth = (area.right - area.left) / columns, cellHeight = (area.top - area.bottom) / rows;
    std::vector<PlaneArrow> arrows;
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            const double x = area.left + (column + 0.5) * cellWidth;
            const double y = area.bottom + (row + 0.5) * cellHeight;
            const PlanePull pull = startStep(*setting, {x, y, perpendicular}, outputWeightSize(*setting));
            arrows.push_back({x, y, pull.alongMu1, pull.alongMu2});
        }
    }
    return arrows;
}

std::optional<std::int32_t> nearestNeuron(const std::vector<PlaneNeuronMark>& marks, double x, double y,
                                          double xUnit, double yUnit, double reach) {
    std::optional<std::int32_t> nearest;
    double smallest = reach * reach;
    for (const PlaneNeuronMark& mark : marks) {
        const double dx = (mark.x - x) * xUnit, dy = (mark.y - y) * yUnit;
        if (dx * dx + dy * dy > smallest) continue;
        smallest = dx * dx + dy * dy;
        nearest = mark.neuron;
    }
    return nearest;
}

}  // namespace featurescope::ui
