#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/data/cluster.h"
#include "core/data/dataset.h"
#include "core/math/types.h"

namespace featurescope {

/// The cluster whose set J_mu holds a neuron (paper, section 4): +-mu1 for a_j > 0, +-mu2 for a_j < 0, on the
/// side where its start lies. Nothing when its |cos| with that mean at step 0 is not above `threshold`, or
/// when a_j = 0.
/// @param outputWeight  a_j
/// @param startCos1     cos(w_j(0), mu1); startCos2 likewise
/// @param threshold     1 / (3 C0 sqrt(d)) in the paper; 0 is the limit C0 -> infinity
std::optional<Cluster> candidateCluster(double outputWeight, double startCos1, double startCos2,
                                        double threshold = 0);

/// candidateCluster of every neuron; the spans have one entry per neuron.
std::vector<std::optional<Cluster>> candidateClusters(std::span<const double> outputWeights,
                                                      std::span<const double> startCos1,
                                                      std::span<const double> startCos2,
                                                      double threshold = 0);

/// Condition 9 (neuron alignment), counted over the neurons of J_mu for each cluster mu.
struct NeuronAlignment {
    std::array<std::size_t, 4> candidates{};  ///< neurons in J_mu
    std::array<std::size_t, 4> aligned{};     ///< those active on all samples of mu and on none of -mu
    std::vector<bool> holds;                  ///< per neuron; false outside the four sets

    /// Share of all candidates for which it holds; 0 when there are none.
    double share() const;
};

/// Condition 9 on a training set. Needs samples.groups to be the four clusters. Throws Cancelled.
/// @param weights     m x d
/// @param candidates  m, from candidateClusters
template <typename Scalar>
NeuronAlignment neuronAlignment(const WeightMatrix<Scalar>& weights, const SampleSet<Scalar>& samples,
                                std::span<const std::optional<Cluster>> candidates,
                                const std::stop_token& stop = {});

extern template NeuronAlignment neuronAlignment(const WeightMatrix<float>&, const SampleSet<float>&,
                                                std::span<const std::optional<Cluster>>,
                                                const std::stop_token&);
extern template NeuronAlignment neuronAlignment(const WeightMatrix<double>&, const SampleSet<double>&,
                                                std::span<const std::optional<Cluster>>,
                                                const std::stop_token&);

/// Condition 10 (almost-orthogonality): |<w_j, mu_other>| <= 3 alpha |a_j| for the neurons of the four sets.
struct AlmostOrthogonality {
    static constexpr double kBand = 3;  ///< in units of alpha |a_j|

    std::size_t candidates = 0;
    std::size_t inside = 0;   ///< candidates that satisfy it
    double largestRatio = 0;  ///< largest |<w_j, mu_other>| / (alpha |a_j|)
    bool holds() const { return inside == candidates; }
};

/// @param alongMu1           <w_j, mu1> for every neuron; alongMu2 likewise
/// @param outputWeightSize   |a_j|
AlmostOrthogonality almostOrthogonality(std::span<const double> alongMu1, std::span<const double> alongMu2,
                                        std::span<const std::optional<Cluster>> candidates, double stepSize,
                                        double outputWeightSize);

/// Lemma 14: ||W||_F <= 2 alpha t (and ||w_j|| <= |a_j| times that) for t >= 1, with alpha t the learning
/// time. It needs (A6): a start that is longer than the bound exceeds it for the first steps.
inline double weightNormBound(double learningTime) { return 2 * learningTime; }

/// T = 1 + 1 / (4 alpha), the number of steps of Theorem 1; infinite for alpha = 0.
double theoremSteps(double stepSize);

/// The first conclusion of Theorem 1 on a training set: every clean sample right, every flipped one wrong
/// (with respect to its flipped label). The prediction is +1 where f > 0, else -1.
struct TrainingConclusion {
    std::size_t clean = 0, cleanRight = 0;
    std::size_t flipped = 0, flippedWrong = 0;

    bool holds() const { return cleanRight == clean && flippedWrong == flipped; }
};
template <typename Scalar>
TrainingConclusion trainingConclusion(std::span<const Scalar> outputs, std::span<const std::int8_t> labels,
                                      std::span<const std::int8_t> cleanLabels);

extern template TrainingConclusion trainingConclusion(std::span<const float>, std::span<const std::int8_t>,
                                                      std::span<const std::int8_t>);
extern template TrainingConclusion trainingConclusion(std::span<const double>, std::span<const std::int8_t>,
                                                      std::span<const std::int8_t>);

/// The second conclusion of Theorem 1, P(y != sgn f) <= eta + C sqrt(log(1/delta) / n): the smallest C for
/// which it holds with this test error against noisy labels. C is an absolute constant that the paper does
/// not compute.
double generalisationConstant(double testError, double labelNoise, double trainSamples,
                              double failureProbability);

}  // namespace featurescope
