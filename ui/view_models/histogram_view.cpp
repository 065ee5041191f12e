#include "ui/view_models/histogram_view.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <numeric>

namespace featurescope::ui {
namespace {

double lowestOf(DirectionChoice choice) { return choice.own ? 0 : -1; }

void countNeuron(AlignmentHistogram& histogram, const NeuronTable& neurons, DirectionChoice choice,
                 std::size_t j) {
    const double cosine = cosineOf(neurons, choice, j);
    if (!std::isfinite(cosine)) return;
    const std::size_t bin = histogram.binOf(cosine);
    if (neurons.signOf(j) > 0) ++histogram.positive[bin];
    if (neurons.signOf(j) < 0) ++histogram.negative[bin];
}

}  // namespace

DirectionLack lackOf(const NeuronTable& neurons, DirectionChoice choice) {
    if (choice.own) {
        const bool known =
            neurons.own && std::max(neurons.own->positive, neurons.own->negative) < neurons.directions();
        return known ? DirectionLack::none : DirectionLack::owner;
    }
    return choice.place < neurons.directions() ? DirectionLack::none : DirectionLack::direction;
}

double cosineOf(const NeuronTable& neurons, DirectionChoice choice, std::size_t j) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    if (lackOf(neurons, choice) != DirectionLack::none) return kNone;
    if (!choice.own) return neurons.cosines[choice.place][j];
    const std::int8_t sign = neurons.signOf(j);
    return sign == 0 ? kNone : std::abs(neurons.cosines[neurons.own->of(sign)][j]);
}

int AlignmentHistogram::largest() const {
    int highest = 0;
    for (std::size_t bin = 0; bin < kBins; ++bin) {
        const int bar = joinsSigns() ? positive[bin] + negative[bin] : std::max(positive[bin], negative[bin]);
        highest = std::max(highest, bar);
    }
    return highest;
}

int AlignmentHistogram::positiveNeurons() const {
    return std::accumulate(positive.begin(), positive.end(), 0);
}

int AlignmentHistogram::negativeNeurons() const {
    return std::accumulate(negative.begin(), negative.end(), 0);
}

std::size_t AlignmentHistogram::binOf(double cosine) const {
    const double position = (cosine - low) / (1 - low) * static_cast<double>(kBins);
    return static_cast<std::size_t>(std::clamp(position, 0.0, static_cast<double>(kBins - 1)));
}

AlignmentHistogram alignmentHistogram(const NeuronTable& neurons, DirectionChoice choice) {
    AlignmentHistogram histogram{.low = lowestOf(choice)};
    for (std::size_t j = 0; j < neurons.outputWeight.size(); ++j) countNeuron(histogram, neurons, choice, j);
    return histogram;
}

AlignmentHistogram alignmentHistogram(const NeuronTable& neurons, DirectionChoice choice,
                                      std::span<const std::int32_t> which) {
    AlignmentHistogram histogram{.low = lowestOf(choice)};
    for (const std::int32_t neuron : which) {
        const auto j = static_cast<std::size_t>(neuron);
        if (neuron >= 0 && j < neurons.outputWeight.size()) countNeuron(histogram, neurons, choice, j);
    }
    return histogram;
}

std::vector<std::int32_t> neuronsInBin(const NeuronTable& neurons, DirectionChoice choice, std::size_t bin,
                                       int sign) {
    const AlignmentHistogram bins{.low = lowestOf(choice)};
    std::vector<std::int32_t> found;
    for (std::size_t j = 0; j < neurons.outputWeight.size(); ++j) {
        const double cosine = cosineOf(neurons, choice, j);
        if (neurons.signOf(j) == 0 || !std::isfinite(cosine) || bins.binOf(cosine) != bin) continue;
        if (sign == 0 || neurons.signOf(j) == sign) found.push_back(static_cast<std::int32_t>(j));
    }
    return found;
}

double medianCosineSize(const NeuronTable& neurons, DirectionChoice choice, int sign) {
    std::vector<double> sizes;
    for (std::size_t j = 0; j < neurons.outputWeight.size(); ++j) {
        const double cosine = cosineOf(neurons, choice, j);
        const bool counts = neurons.signOf(j) != 0 && (sign == 0 || neurons.signOf(j) == sign);
        if (counts && std::isfinite(cosine)) sizes.push_back(std::abs(cosine));
    }
    if (sizes.empty()) return std::numeric_limits<double>::quiet_NaN();
    const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
    std::ranges::nth_element(sizes, middle);
    if (sizes.size() % 2 == 1) return *middle;
    return (*middle + *std::max_element(sizes.begin(), middle)) / 2;
}

int histogramTop(int largestCount) {
    for (int power = 1;; power *= 10) {
        for (const int factor : {1, 2, 3, 5, 8}) {
            if (4 * factor * power >= largestCount) return 4 * factor * power;
        }
    }
}

double histogramHeight(double count, int top) {
    return std::copysign(std::sqrt(std::abs(count) / std::max(1, top)), count);
}

}  // namespace featurescope::ui
