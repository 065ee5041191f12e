#pragma once

#include <cstdint>

#include "core/theory/xor_setting.h"

namespace featurescope {

/// How far amplification has come when the mean margin is nu: s = 4 nu / (c ||W(0)||_F), the length a neuron
/// has gained along its mean in units of its length at the start (population limit). It separates rich (s >>
/// 1) from lazy (s << 1) training, and ||W - W(0)||_F / ||W(0)||_F is about s. Infinite for a start at zero.
double amplification(const XorSetting& setting, double margin);

/// Mean |cos| of a neuron with its own mean at amplification s: E[(c0 + s) / sqrt(1 + 2 c0 s + s^2)], c0 =
/// |cos| at the start with its exact law (Lemma 12 bounds it after one step). Sample noise is not in it: see
/// noiseLimitedAlignment.
double meanOwnAlignment(std::int64_t dimension, double amplification);

/// The clock of amplification while -l' is still 1/2, from a start much smaller than the ceiling: s is about
/// t / amplificationTime with t_amp = 8 ||W(0)||_F / (alpha c (1 - 2 eta)) steps. Infinite when nothing is
/// learned.
double amplificationTime(const XorSetting& setting);

/// The alignment that sample noise allows before the noise is memorised: 1 / sqrt(1 + rho^2),
/// rho = 4 sigma sqrt((d - 2) / (8 n)) / (1/2 - eta): noise across the means over signal along one, both per
/// step.
double noiseLimitedAlignment(const XorSetting& setting);

/// ||W(0)||_F at which training turns from rich to lazy: s = 1 at the margin's ceiling, so 4 ln((1 - eta) /
/// eta) / c.
double crossoverStartNorm(const XorSetting& setting);

}  // namespace featurescope
