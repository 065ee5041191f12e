#pragma once

#include <algorithm>
#include <cmath>

namespace featurescope {

// Margins in the setting of Kou, Chen, Gu (arXiv 2310.18935): n orthogonal samples, a network of a leaky
// activation whose neurons are active on the samples of their own sign alone, logistic loss. Derived and
// measured here.

/// kappa of the law below: step size (1 + gamma^2) ||x||^2 / (2 n).
inline double marginRate(double stepSize, double gamma, double squaredLength, double samples) {
    return stepSize * (1 + gamma * gamma) * squaredLength / (2 * samples);
}

/// The margin q that every sample has after t steps from a start at 0: q + e^q = 1 + kappa t.
inline double equalMargin(double rate, double steps) {
    const double target = 1 + rate * steps;
    double q = std::log1p(rate * steps);  // never below the solution
    constexpr int kRounds = 60;           // Newton's method on a convex function, from above
    for (int round = 0; round < kRounds; ++round) {
        const double next = q - (q + std::exp(q) - target) / (1 + std::exp(q));
        if (!(next < q)) break;
        q = next;
    }
    return std::max(q, 0.0);
}

/// The training loss log(1 + e^-q) at that margin; times t it tends to 1 / kappa.
inline double equalMarginLoss(double rate, double steps) {
    return std::log1p(std::exp(-equalMargin(rate, steps)));
}

}  // namespace featurescope
