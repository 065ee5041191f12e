#include <algorithm>
#include <cassert>
#include <cstdint>
#include <numeric>

#include "core/theory/paper_conditions.h"
#include "core/training/sample_activity.h"

namespace featurescope {
namespace {

constexpr std::size_t indexOf(Cluster cluster) { return static_cast<std::size_t>(cluster); }

// +mu and -mu are neighbours in the order of Cluster.
constexpr std::size_t oppositeOf(std::size_t cluster) { return cluster ^ 1U; }

// The candidates of +-mu for which nothing has spoken against Condition 9 so far. Most fail on the first
// samples while nothing is aligned, so they are dropped as soon as they do.
template <typename Scalar>
class Survivors {
  public:
    Survivors(const WeightMatrix<Scalar>& weights, std::span<const std::optional<Cluster>> candidates,
              std::size_t axis) {
        for (std::size_t j = 0; j < candidates.size(); ++j) {
            if (candidates[j] && indexOf(*candidates[j]) / 2 == axis)
                neurons_.push_back({j, indexOf(*candidates[j])});
        }
        weights_.resize(static_cast<Eigen::Index>(neurons_.size()), weights.cols());
        for (std::size_t k = 0; k < neurons_.size(); ++k) {
            weights_.row(static_cast<Eigen::Index>(k)) =
                weights.row(static_cast<Eigen::Index>(neurons_[k].index));
        }
    }

    struct Neuron {
        std::size_t index, cluster;
    };
    const std::vector<Neuron>& neurons() const { return neurons_; }
    const Scalar* weights() const { return weights_.data(); }

    /// Keeps the neurons that are active on exactly the samples they should be on.
    /// @param samples  of this cluster, one bit each
    void keepThose(std::size_t cluster, std::span<const std::uint64_t> activity, std::uint64_t samples) {
        std::size_t kept = 0;
        for (std::size_t k = 0; k < neurons_.size(); ++k) {
            const std::uint64_t wanted = neurons_[k].cluster == cluster ? samples : 0;
            if (activity[k] != wanted) continue;
            if (kept != k) {
                neurons_[kept] = neurons_[k];
                weights_.row(static_cast<Eigen::Index>(kept)) = weights_.row(static_cast<Eigen::Index>(k));
            }
            ++kept;
        }
        neurons_.resize(kept);
    }

  private:
    std::vector<Neuron> neurons_;
    WeightMatrix<Scalar> weights_;  // of neurons_, in their order; rows beyond them are left over
};

}  // namespace

double NeuronAlignment::share() const {
    const auto all = std::accumulate(candidates.begin(), candidates.end(), std::size_t{0});
    const auto good = std::accumulate(aligned.begin(), aligned.end(), std::size_t{0});
    return all > 0 ? static_cast<double>(good) / static_cast<double>(all) : 0;
}

template <typename Scalar>
NeuronAlignment neuronAlignment(const WeightMatrix<Scalar>& weights, const SampleSet<Scalar>& samples,
                                std::span<const std::optional<Cluster>> candidates,
                                const std::stop_token& stop) {
    assert(static_cast<Eigen::Index>(samples.groups.size()) == samples.size());
    assert(static_cast<Eigen::Index>(candidates.size()) == weights.rows());
    NeuronAlignment result;
    result.holds.resize(candidates.size());
    for (const std::optional<Cluster>& cluster : candidates) {
        if (cluster) result.candidates[indexOf(*cluster)] += 1;
    }
    std::array<std::vector<std::int32_t>, 4> members;
    for (std::size_t i = 0; i < samples.groups.size(); ++i) {
        members[static_cast<std::size_t>(samples.groups[i])].push_back(static_cast<std::int32_t>(i));
    }
    SampleActivity<Scalar> activity(samples.inputs);
    for (std::size_t axis = 0; axis < 2; ++axis) {
        Survivors<Scalar> survivors(weights, candidates, axis);
        for (const std::size_t cluster : {2 * axis, oppositeOf(2 * axis)}) {
            const std::span<const std::int32_t> all = members[cluster];
            for (std::size_t first = 0; first < all.size() && !survivors.neurons().empty();
                 first += kBlockSize) {
                const auto block = all.subspan(first, std::min<std::size_t>(kBlockSize, all.size() - first));
                const auto count = static_cast<std::ptrdiff_t>(survivors.neurons().size());
                survivors.keepThose(cluster, activity.on(block, survivors.weights(), count, stop),
                                    ~std::uint64_t{0} >> (kBlockSize - block.size()));
            }
        }
        for (const auto& neuron : survivors.neurons()) {
            result.holds[neuron.index] = true;
            result.aligned[neuron.cluster] += 1;
        }
    }
    return result;
}

template NeuronAlignment neuronAlignment(const WeightMatrix<float>&, const SampleSet<float>&,
                                         std::span<const std::optional<Cluster>>, const std::stop_token&);
template NeuronAlignment neuronAlignment(const WeightMatrix<double>&, const SampleSet<double>&,
                                         std::span<const std::optional<Cluster>>, const std::stop_token&);

}  // namespace featurescope
