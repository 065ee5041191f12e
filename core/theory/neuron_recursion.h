#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/data/cluster.h"
#include "core/theory/projected_neurons.h"
#include "core/theory/xor_setting.h"

namespace featurescope {

/// Share of the samples that lie in each cluster, and share of those whose label is flipped, in the order of
/// Cluster.
struct ClusterStatistics {
    std::array<double, 4> share{0.25, 0.25, 0.25, 0.25};
    std::array<double, 4> flipped{};
};

/// The uniform mixture with the setting's label noise on every cluster.
ClusterStatistics expectedStatistics(const XorSetting& setting);

/// Counted from a training set; the spans have one entry per sample.
ClusterStatistics countedStatistics(std::span<const std::int32_t> groups, std::span<const std::int8_t> labels,
                                    std::span<const std::int8_t> cleanLabels);

/// Mean-field recursion: gradient descent with the training samples replaced by their law, three numbers per
/// neuron and O(m) per step (population limit with feedback through f; finite n enters as the noise that
/// accumulates across the means). On cluster c = s mu_k with label y~_c, t = s <w, mu_k> / (sigma ||w||):
///
///   nu_c = y~_c sum_j a_j [s <w_j, mu_k> Phi(t) + sigma ||w_j|| phi(t)]: the mean margin,
///
///   h_c = g(nu_c) - eta_c: the pull of its clean samples less that of its flipped ones,
///
///   d<w, mu_k> = alpha a {sum_{c on axis k} pi_c y~_c h_c s_c Phi(t_c) + <w, mu_k> D},
///
///   d||w_perp|| = alpha a ||w_perp|| D, where D = (sigma / ||w||) sum_c pi_c y~_c h_c phi(t_c),
///
/// and the sample noise across the means adds up coherently: alpha |a| sigma sqrt((d - 2) S / n) per step
/// with S = sum_c pi_c Phi(t_c) [(1 - eta_c) g^2 + eta_c (1 - g)^2]. It replaces each margin by its cluster
/// mean, so it misses late memorisation. A value: copy it to keep a state.
class NeuronRecursion {
  public:
    /// `copies` = how many real neurons each one stands for: 1, or m / size for a virtual population.
    NeuronRecursion(const XorSetting& setting, const ClusterStatistics& statistics,
                    const ProjectedNeurons& start, double copies = 1);

    /// One gradient step with this step size.
    void advance(double stepSize);
    std::int64_t step() const { return step_; }

    /// Predicted neurons at the current step.
    ProjectedNeurons neurons() const;
    /// Mean margin nu_c of the clean label on each cluster, in the order of Cluster.
    std::array<double, 4> clusterMargins() const;
    /// Mean clean margin over all clusters, weighted by their shares.
    double meanMargin() const;
    /// |cos(w_j, mu_own)|, mu_own = mu1 for a_j > 0 and mu2 for a_j < 0; neurons with a_j = 0 are left out.
    std::vector<double> ownAlignments() const;

  private:
    struct Gate {
        double cdf1 = 0, cdf2 = 0, density1 = 0, density2 = 0;  // Phi and phi at t on +mu1 and +mu2
    };
    double norm(std::size_t neuron) const;
    Gate gate(std::size_t neuron) const;

    double sigma_;
    double noisePerStep_;  // sigma sqrt((d - 2) / n)
    double copies_;
    ClusterStatistics statistics_;
    ProjectedNeurons neurons_;  // perpendicular: the part that was there at the start, shrunk or grown by D
    std::vector<double> sampleNoise_;  // the part that sample noise has added
    std::vector<Gate> gates_;
    std::int64_t step_ = 0;
};

}  // namespace featurescope
