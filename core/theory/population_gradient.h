#pragma once

#include "core/theory/projected_neurons.h"
#include "core/theory/xor_setting.h"

namespace featurescope {

/// E[y~ 1{<w, x> > 0} x] over Gaussian XOR clusters with clean label y~ (population limit, exact):
/// (1/4) {erf(t1/sqrt2) mu1 - erf(t2/sqrt2) mu2 + 2 sigma [phi(t1) - phi(t2)] w/||w||}, t_k = <w, mu_k> /
/// (sigma ||w||), given by its parts along mu1, mu2 and the unit vector of w's perpendicular part. On the
/// cluster s mu_k the pre-activation is N(s <w, mu_k>, sigma^2 ||w||^2), so E[1{..} x] = s mu_k Phi(s t_k) +
/// sigma phi(t_k) w/||w|| (Stein's identity); summing the four clusters with their labels gives the formula.
/// The same sum over samples is the first term of the paper's one-step expansion (eq. 30).
struct PlanePull {
    double alongMu1 = 0;
    double alongMu2 = 0;
    double perpendicular = 0;  ///< negative: the perpendicular part shrinks
};
PlanePull populationPull(double sigma, const ProjectedNeuron& neuron);

/// How one gradient step from a network with f = 0 moves a neuron whose output weight is `outputWeight`:
/// (alpha a / 2) (1 - 2 eta) populationPull, because every sample then pulls with -l'(0) = 1/2 and the share
/// eta of them in the wrong direction. The arrows of the flow field in the (<w, mu1>, <w, mu2>) plane.
PlanePull startStep(const XorSetting& setting, const ProjectedNeuron& neuron, double outputWeight);

}  // namespace featurescope
