#pragma once

namespace featurescope {

// The best any classifier can do on Gaussian XOR clusters with unit means (population limit). Along the two
// diagonals mu1 +- mu2 the four clusters are independent signs +-1/sqrt(2) with noise sigma, and the clean
// label is the product of the two signs. The rule sgn(|<mu1, x>| - |<mu2, x>|), eq. 2 of the paper, errs when
// exactly one of them is read wrongly, which has probability Q each: error 2 Q (1 - Q), whatever the
// dimension is.

/// Least error against clean labels: 2 Q (1 - Q), Q = Phi(-1 / (sqrt(2) sigma)). 0 when sigma is 0.
double bayesErrorClean(double sigma);

/// Least error against labels flipped with probability eta independently of x: eta + (1 - 2 eta) clean error,
/// with eta replaced by 1 - eta when it is above 1/2.
double bayesErrorNoisy(double sigma, double labelNoise);

/// Error against clean labels of every linear classifier sgn<v, x> through the origin: x and -x share their
/// label and get opposite predictions, so it is exactly 1/2 for every cluster law that is symmetric about the
/// origin.
inline constexpr double kLinearErrorThroughOrigin = 0.5;

/// The half-space {<mu1, x> + bias > 0} and the error of predicting +1 on it and -1 elsewhere.
struct HalfSpace {
    double bias = 0;   ///< in units of ||mu|| = 1
    double error = 0;  ///< against clean labels
};

/// Error against clean labels of predicting +1 where <mu1, x> + bias > 0 (population limit):
/// (1/4) [Phi(-(b + R)) + Phi(R - b) + 2 Phi(b)] with b = bias / sigma, R = 1 / sigma.
double halfSpaceError(double sigma, double bias);

/// The best linear classifier that may use a bias: b* = -arccosh(exp(R^2 / 2)) / R, found by setting the
/// derivative of halfSpaceError to zero. Its error tends to 1/4 for small sigma: it gives up one of the four
/// clusters. Training on the logistic loss does not find it, because that loss is least at w = 0.
HalfSpace bestHalfSpace(double sigma);

}  // namespace featurescope
