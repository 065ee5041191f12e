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

// Where a neuron of this norm lies, given its projections on the directions; nothing without a direction.
template <typename Projections>
std::optional<PlanePoint> placeOf(const Projections& projections, std::size_t k, double norm) {
    if (projections.empty() || k >= projections[0].size()) return std::nullopt;
    const auto x = static_cast<double>(projections[0][k]);
    if (projections.size() > 1) return PlanePoint{x, static_cast<double>(projections[1][k])};
    return PlanePoint{x, std::sqrt(std::max(0.0, norm * norm - x * x))};
}

// Median size of the part of the tracked neurons across the plane.
double medianPerpendicular(const NeuronHistoryRow& row) {
    std::vector<double> sizes;
    for (std::size_t k = 0; row.directions() > 1 && k < row.norm.size(); ++k) {
        const double norm = row.norm[k], x = row.projections[0][k], y = row.projections[1][k];
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
    marks.reserve(neurons.norm.size());
    for (std::size_t j = 0; j < neurons.norm.size(); ++j) {
        const std::optional<PlanePoint> at = placeOf(neurons.projections, j, neurons.norm[j]);
        if (!at || !std::isfinite(at->x) || !std::isfinite(at->y)) continue;
        marks.push_back({at->x, at->y, static_cast<std::int32_t>(j), neurons.signOf(j)});
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
            const auto at = placeOf(history[row].projections, k, static_cast<double>(history[row].norm[k]));
            if (!at) break;
            trail.points.push_back(*at);
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
    if (!outputWeight || !snapshot.neurons.own || !trainsAsThePaper(snapshot.spec)) return std::nullopt;
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
