#pragma once

namespace featurescope {

// Stable rank of W of a leaky activation (slope gamma where negative) on nearly orthogonal samples with
// labels that say nothing, from an infinitesimal start: neurons with a > 0 lie along P - gamma N and those
// with a < 0 along N - gamma P, P and N the sums of the samples of either label. In the setting of Frei,
// Vardi, Bartlett, Srebro, Hu (arXiv 2210.07082); derived and measured here.

/// Squared cosine between the two groups of neurons in the limit of training, ((1 - gamma) / (1 + gamma))^2.
inline double groupOverlap(double gamma) {
    const double ratio = (1 - gamma) / (1 + gamma);
    return ratio * ratio;
}

/// 1 + ((1 - gamma) / (1 + gamma))^2, in the limit of many steps.
inline double stableRankLimit(double gamma) { return 1 + groupOverlap(gamma); }

/// After one step with n samples and m neurons, whose patterns still are those of the start.
inline double stableRankAfterOneStep(double gamma, double samples, double neurons) {
    const double rho = groupOverlap(gamma);
    return (1 + rho) / ((1 + rho / samples) * (1 + rho / neurons));
}

}  // namespace featurescope
