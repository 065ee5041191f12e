#include "ui/view_models/pattern_view.h"

#include <algorithm>
#include <bit>

namespace featurescope::ui {
namespace {

/// All indices whose sign this is, in their order.
template <typename Sign>
void append(std::vector<std::int32_t>& indices, std::size_t count, const Sign& signOf, int sign) {
    for (std::size_t i = 0; i < count; ++i) {
        if (signOf(i) == sign) indices.push_back(static_cast<std::int32_t>(i));
    }
}

std::vector<std::int32_t> thinned(const std::vector<std::int32_t>& all, std::size_t most) {
    if (all.size() <= most) return all;
    std::vector<std::int32_t> kept;
    for (std::size_t i = 0; i < most; ++i) kept.push_back(all[i * all.size() / most]);
    return kept;
}

std::optional<double> ownShareOf(const PatternValues& pattern, const NeuronTable& neurons,
                                 const std::vector<std::int8_t>& labels) {
    std::uint64_t positive = 0;  // samples with label +1
    for (std::size_t i = 0; i < labels.size(); ++i) positive |= std::uint64_t{labels[i] > 0} << i;
    const std::uint64_t all =
        labels.size() < 64 ? (std::uint64_t{1} << labels.size()) - 1 : ~std::uint64_t{0};
    std::size_t own = 0, pairs = 0;
    for (std::size_t j = 0; j < pattern.active.size(); ++j) {
        const std::int8_t sign = neurons.signOf(j);
        if (sign == 0) continue;
        const std::uint64_t wanted = sign > 0 ? positive : all & ~positive;
        own += labels.size() - static_cast<std::size_t>(std::popcount(pattern.active[j] ^ wanted));
        pairs += labels.size();
    }
    if (pairs == 0) return std::nullopt;
    return static_cast<double>(own) / static_cast<double>(pairs);
}

}  // namespace

PatternView patternView(const Snapshot& snapshot) {
    PatternView view;
    if (!snapshot.pattern || !snapshot.scene) return view;
    const PatternValues& pattern = *snapshot.pattern;
    const NeuronTable& neurons = snapshot.neurons;
    const std::vector<std::int8_t>& labels = snapshot.scene->samples.labels;
    const std::size_t count = pattern.active.size();
    // A part may be of an earlier run for the length of a frame.
    if (count == 0 || count != neurons.outputWeight.size() || labels.empty() ||
        std::ssize(labels) > kMostPatternSamples)
        return view;
    const auto neuronSign = [&](std::size_t j) { return static_cast<int>(neurons.signOf(j)); };
    const auto labelSign = [&](std::size_t i) { return labels[i] > 0 ? 1 : -1; };
    std::vector<std::int32_t> ordered;
    for (const int sign : {1, -1, 0}) append(ordered, count, neuronSign, sign);
    view.neurons = thinned(ordered, kMostLampColumns);
    const auto drawn = [&](int sign) {
        return static_cast<std::size_t>(std::ranges::count_if(
            view.neurons, [&](std::int32_t j) { return neuronSign(static_cast<std::size_t>(j)) == sign; }));
    };
    view.positiveNeurons = drawn(1);
    view.negativeNeurons = drawn(-1);
    append(view.samples, labels.size(), labelSign, 1);
    view.positiveSamples = view.samples.size();
    append(view.samples, labels.size(), labelSign, -1);
    for (const std::int32_t i : view.samples) {
        for (const std::int32_t j : view.neurons)
            view.isOn.push_back((pattern.active[static_cast<std::size_t>(j)] >> i & 1) != 0);
    }
    view.ownShare = ownShareOf(pattern, neurons, labels);
    return view;
}

}  // namespace featurescope::ui
