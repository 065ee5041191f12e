#include "ui/view_models/ridge_view.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace featurescope::ui {
namespace {

constexpr std::size_t kMiddle = kHistoryBins / 2;

std::vector<double> edgesFor(DirectionChoice choice) {
    std::vector<double> edges;
    if (choice.own) edges.push_back(0);
    for (std::size_t bin = choice.own ? kMiddle + 1 : 0; bin <= kHistoryBins; ++bin)
        edges.push_back(-1 + 2 * static_cast<double>(bin) / kHistoryBins);
    return edges;
}

std::vector<std::int32_t> copied(const CosineCounts& counts) { return {counts.begin(), counts.end()}; }

void addFolded(std::vector<std::int32_t>& bins, const CosineCounts& counts) {
    bins[0] += counts[kMiddle];
    for (std::size_t k = 1; k <= kMiddle; ++k) bins[k] += counts[kMiddle - k] + counts[kMiddle + k];
}

RidgeRow rowOf(const NeuronHistoryRow& row, DirectionChoice choice, const std::optional<OwnDirections>& own) {
    if (!choice.own) {
        const DirectionCounts none,
            &counts = choice.place < row.counts.size() ? row.counts[choice.place] : none;
        return {row.step, copied(counts.positive), copied(counts.negative)};
    }
    RidgeRow joined{row.step, std::vector<std::int32_t>(kMiddle + 1), {}};
    if (own && std::max(own->positive, own->negative) < row.counts.size()) {
        addFolded(joined.positive, row.counts[own->positive].positive);
        addFolded(joined.positive, row.counts[own->negative].negative);
    }
    return joined;
}

/// Rows are immutable and shared: while the source lives, the same address is the same row.
bool continues(const RidgeView& view, const NeuronHistoryView& history) {
    const std::size_t known = view.source.size();
    if (known == 0) return true;
    return known <= history.size() && &view.source[known - 1] == &history[known - 1];
}

/// Neurons per unit of cosine.
double density(const RidgeView& view, std::span<const std::int32_t> counts, std::size_t bin) {
    return counts.empty() ? 0 : counts[bin] / (view.edges[bin + 1] - view.edges[bin]);
}

}  // namespace

void follow(RidgeView& view, const NeuronHistoryView& history, DirectionChoice choice,
            const std::optional<OwnDirections>& own) {
    if (view.edges.empty() || view.choice != choice || !continues(view, history))
        view = {.choice = choice, .edges = edgesFor(choice), .rows = {}, .source = {}};
    while (view.rows.size() < history.size())
        view.rows.push_back(rowOf(history[view.rows.size()], choice, own));
    view.source = history;
}

const RidgeRow* rowAt(const RidgeView& view, double step) {
    const auto after = std::upper_bound(
        view.rows.begin(), view.rows.end(), step,
        [](double wanted, const RidgeRow& row) { return wanted < static_cast<double>(row.step); });
    return after == view.rows.begin() ? nullptr : &*std::prev(after);
}

RidgePicture ridgePicture(const RidgeView& view, std::span<const double> columnSteps, double lastStep) {
    RidgePicture picture{.bins = view.edges.empty() ? 0 : view.edges.size() - 1,
                         .columns = columnSteps.size(),
                         .positive = {},
                         .negative = {}};
    const bool joined = view.choice.own;
    picture.positive.assign(picture.bins * picture.columns, 0);
    if (!joined) picture.negative = picture.positive;
    double largest = 0;
    for (const RidgeRow& row : view.rows) {
        for (std::size_t bin = 0; bin < picture.bins; ++bin)
            largest = std::max({largest, density(view, row.positive, bin), density(view, row.negative, bin)});
    }
    if (!(largest > 0)) return picture;
    for (std::size_t column = 0; column < picture.columns; ++column) {
        const RidgeRow* row = columnSteps[column] > lastStep ? nullptr : rowAt(view, columnSteps[column]);
        if (!row) continue;
        for (std::size_t bin = 0; bin < picture.bins; ++bin) {
            const std::size_t at = (picture.bins - 1 - bin) * picture.columns + column;
            picture.positive[at] = static_cast<float>(std::sqrt(density(view, row->positive, bin) / largest));
            if (!joined)
                picture.negative[at] =
                    static_cast<float>(std::sqrt(density(view, row->negative, bin) / largest));
        }
    }
    return picture;
}

std::optional<double> quantileOf(const RidgeView& view, const RidgeRow& row, double share) {
    const double wanted = share * std::accumulate(row.positive.begin(), row.positive.end(), 0.0);
    double below = 0;
    for (std::size_t bin = 0; bin < row.positive.size(); ++bin) {
        const double here = row.positive[bin];
        if (here > 0 && below + here >= wanted) {
            const double inside = (wanted - below) / here;
            return view.edges[bin] + inside * (view.edges[bin + 1] - view.edges[bin]);
        }
        below += here;
    }
    return std::nullopt;
}

std::vector<RidgeLine> ridgeLines(const Snapshot& snapshot, DirectionChoice choice,
                                  std::span<const std::int32_t> neurons) {
    const NeuronHistoryView& history = snapshot.history;
    std::vector<RidgeLine> lines;
    for (const std::int32_t neuron : neurons) {
        const auto place = std::ranges::lower_bound(history.tracked(), neuron);
        const auto j = static_cast<std::size_t>(neuron);
        if (place == history.tracked().end() || *place != neuron || j >= snapshot.neurons.norm.size())
            continue;
        const auto k = static_cast<std::size_t>(place - history.tracked().begin());
        const std::int8_t sign = snapshot.neurons.signOf(j);
        if (sign == 0 || lackOf(snapshot.neurons, choice) != DirectionLack::none) continue;
        const std::size_t direction = choice.own ? snapshot.neurons.own->of(sign) : choice.place;
        RidgeLine line{.positive = sign > 0, .points = {}};
        for (std::size_t row = 0; row < history.size() && history[row].step <= snapshot.step; ++row) {
            if (direction >= history[row].directions()) continue;
            const std::vector<float>& cosines = history[row].cosines[direction];
            if (k >= cosines.size() || !std::isfinite(cosines[k])) continue;
            const double cosine = static_cast<double>(cosines[k]);
            line.points.push_back(
                {static_cast<double>(history[row].step), choice.own ? std::abs(cosine) : cosine});
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace featurescope::ui
