#pragma once

namespace featurescope {

/// Where the mean margin saturates: nu* = ln((1 - eta) / eta), the logit of the label noise, at which a
/// cluster's clean and flipped samples pull equally hard. The sigmoid of f then reports 1 - eta. Infinite for
/// eta = 0, 0 for eta = 1/2.
double marginCeiling(double labelNoise);

/// Mean clean margin nu after learning time tau = alpha t, starting from f = 0 (population limit, all neurons
/// aligned): d nu / d tau = (c^2 / 16) (g(nu) - eta), whose solution is implicit:
///   c^2 tau / 16 = (1 / (1 - eta)) [nu - (1 / eta) ln(((1 - eta) - eta e^nu) / (1 - 2 eta))],
/// and nu + e^nu - 1 for eta = 0. Derivation: m/4 neurons per cluster gain tau |a| h / 4 along it, f on it is
/// a times their sum, and the noise costs the factor c (signalFactor) once when pulled and once when read
/// out.
double marginAt(double learningTime, double sigma, double labelNoise);

/// The learning time at which marginAt reaches `margin`; infinite when it never does.
double timeToMargin(double margin, double sigma, double labelNoise);

}  // namespace featurescope
