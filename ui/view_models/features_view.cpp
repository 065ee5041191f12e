#include "ui/view_models/features_view.h"

#include <cmath>

namespace featurescope::ui {
namespace {

std::vector<double> sharesOf(const std::vector<double>& weights) {
    double sum = 0;
    for (const double weight : weights) sum += std::abs(weight);
    std::vector<double> shares;
    shares.reserve(weights.size());
    for (const double weight : weights) shares.push_back(sum > 0 ? std::abs(weight) / sum : 0);
    return shares;
}

}  // namespace

FeatureShares featureShares(const PanelContent& content) {
    FeatureShares shares;
    const Snapshot& snapshot = *content.snapshot;
    const std::vector<double>& weights = snapshot.neurons.outputWeight;
    if (std::ssize(weights) > kMostFeatures) return shares;
    shares.now = sharesOf(weights);
    // Where the features move, what they would be rebuilt from moves with them.
    const bool areFrozen = snapshot.spec.network.trained == TrainedLayers::second;
    if (areFrozen && snapshot.features && snapshot.features->limit.size() == weights.size())
        shares.limit = sharesOf(snapshot.features->limit);
    for (const PinnedView& run : content.pinned) {
        const std::vector<double>& others = run.snapshot->neurons.outputWeight;
        shares.runs.push_back(others.size() == weights.size() ? sharesOf(others) : std::vector<double>());
    }
    return shares;
}

}  // namespace featurescope::ui
