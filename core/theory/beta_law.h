#pragma once

namespace featurescope {

/// Regularised incomplete beta function I_x(a, b) for a, b > 0: the share of the Beta(a, b) law below x.
/// Accurate to about 1e-12; 0 below x = 0 and 1 above x = 1.
double betaCdf(double a, double b, double x);

}  // namespace featurescope
