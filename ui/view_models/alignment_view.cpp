#include "ui/view_models/alignment_view.h"

#include <algorithm>
#include <cmath>

#include "core/theory/start_alignment_law.h"
#include "ui/view_models/selection_edit.h"

namespace featurescope::ui {
namespace {

constexpr std::size_t kPointsPerBin = 4;  // of a line; every second one lies on an edge or a centre

/// P(cos <= c) for a signed cosine: half of the law on each side of 0.
double signedCdf(std::int64_t dimension, double c) {
    return 0.5 + std::copysign(0.5 * startCosineCdf(dimension, std::abs(c)), c);
}

CountLine scaledLine(const std::vector<PlanePoint>& shares, int count) {
    CountLine line;
    if (count == 0) return line;
    line.reserve(shares.size());
    for (const PlanePoint& share : shares) line.push_back({share.x, share.y * count});
    return line;
}

CountLine centredLine(const AlignmentHistogram& bins,
                      const std::array<int, AlignmentHistogram::kBins>& counts, int population, int neurons) {
    CountLine line;
    if (population == 0 || neurons == 0) return line;
    for (std::size_t bin = 0; bin < counts.size(); ++bin) {
        const double centre = 0.5 * (bins.edge(bin) + bins.edge(bin + 1));
        line.push_back({centre, static_cast<double>(counts[bin]) * neurons / population});
    }
    return line;
}

/// The predicted neurons as a table, so that they are counted exactly as the real ones are.
NeuronTable tableOf(const ProjectedNeurons& population) {
    NeuronTable table{.outputWeight = population.outputWeight,
                      .norm = {},
                      .cosines = std::vector<std::vector<double>>(2),
                      .own = OwnDirections{0, 1}};
    for (std::size_t j = 0; j < population.size(); ++j) {
        const double x = population.alongMu1[j], y = population.alongMu2[j];
        const double norm = std::hypot(x, y, population.perpendicular[j]);
        table.cosines[0].push_back(norm > 0 ? x / norm : 0);
        table.cosines[1].push_back(norm > 0 ? y / norm : 0);
    }
    return table;
}

/// The whole number that the highest point of the lines does not exceed.
int roomFor(const CountLines& lines) {
    double highest = 0;
    for (const CountLine* line : {&lines.positive, &lines.negative}) {
        for (const PlanePoint& point : *line) highest = std::max(highest, point.y);
    }
    return static_cast<int>(std::ceil(highest));
}

std::array<int, AlignmentHistogram::kBins> sums(const AlignmentHistogram& histogram) {
    std::array<int, AlignmentHistogram::kBins> both{};
    for (std::size_t bin = 0; bin < both.size(); ++bin)
        both[bin] = histogram.positive[bin] + histogram.negative[bin];
    return both;
}

int mostInABar(const AlignmentHistogram& histogram) {
    const int positive = histogram.positiveNeurons(), negative = histogram.negativeNeurons();
    return histogram.joinsSigns() ? positive + negative : std::max(positive, negative);
}

}  // namespace

StartLaw startLaw(std::int64_t dimension, DirectionChoice choice) {
    StartLaw law{.dimension = dimension, .shares = {}};
    if (dimension < 2) return law;
    const AlignmentHistogram bins{.low = choice.own ? 0.0 : -1.0};
    const double half = bins.binWidth() / 2;
    const auto cdf = [&](double c) {
        return bins.joinsSigns() ? startCosineCdf(dimension, c) : signedCdf(dimension, c);
    };
    // From the centre of the first bin to that of the last: there the line is exactly a bin's expectation.
    const std::size_t steps = kPointsPerBin * (AlignmentHistogram::kBins - 1);
    for (std::size_t i = 0; i <= steps; ++i) {
        const double x = bins.low + half + bins.binWidth() * static_cast<double>(i) / kPointsPerBin;
        law.shares.push_back({x, cdf(x + half) - cdf(x - half)});
    }
    return law;
}

CountLines expectedAtStart(const StartLaw& law, const AlignmentHistogram& neurons) {
    if (neurons.joinsSigns())
        return {scaledLine(law.shares, neurons.positiveNeurons() + neurons.negativeNeurons()), {}};
    return {scaledLine(law.shares, neurons.positiveNeurons()),
            scaledLine(law.shares, neurons.negativeNeurons())};
}

CountLines predictedCounts(const ProjectedNeurons& population, DirectionChoice choice,
                           const AlignmentHistogram& neurons) {
    const AlignmentHistogram counted = alignmentHistogram(tableOf(population), choice);
    const int positive = counted.positiveNeurons(), negative = counted.negativeNeurons();
    if (neurons.joinsSigns()) {
        return {centredLine(neurons, sums(counted), positive + negative,
                            neurons.positiveNeurons() + neurons.negativeNeurons()),
                {}};
    }
    return {centredLine(neurons, counted.positive, positive, neurons.positiveNeurons()),
            centredLine(neurons, counted.negative, negative, neurons.negativeNeurons())};
}

AlignmentView alignmentView(const PanelContent& content, DirectionChoice choice, const StartLaw& law) {
    const Snapshot& snapshot = *content.snapshot;
    AlignmentView view;
    view.now = alignmentHistogram(snapshot.neurons, choice);
    view.start = alignmentHistogram(snapshot.scene ? snapshot.scene->startNeurons : NeuronTable(), choice);
    view.selected = alignmentHistogram(snapshot.neurons, choice, pickedNeurons(content));
    view.medianOwn = snapshot.measurement[Observable::alignmentOwnMedian];
    // All neurons may come to stand in one bar: an axis that grew with the bars would let them shrink.
    int largest = std::max(mostInABar(view.now), mostInABar(view.start));
    for (const PinnedView& run : content.pinned) {
        view.pinned.push_back(alignmentHistogram(run.snapshot->neurons, choice));
        largest = std::max(largest, mostInABar(view.pinned.back()));
    }
    view.startLaw = expectedAtStart(law, view.start);
    if (content.theory && content.theory->applies && content.theory->runId == snapshot.runId) {
        const PredictedPopulation& population = content.theory->population;
        view.predicted = predictedCounts(population.neurons, choice, view.now);
        view.predictedStep = population.step;
        view.predictionHolds = population.step == snapshot.step && population.step <= population.trustedTo;
    }
    // What is compared with the bars has room as they have, or a peak would look lower than it is.
    view.top = histogramTop(std::max({largest, roomFor(view.startLaw), roomFor(view.predicted)}));
    return view;
}

}  // namespace featurescope::ui
