#pragma once

#include <cstdint>
#include <optional>

#include "core/model/two_layer_network.h"
#include "core/spec/experiment_spec.h"

namespace featurescope {

/// The numbers that the closed forms need: XOR clusters with Gaussian noise and unit means (paper, section
/// 2).
struct XorSetting {
    std::int64_t dimension = 100;      ///< d >= 2
    std::int64_t trainSamples = 1000;  ///< n >= 1
    std::int64_t neurons = 100;        ///< m >= 1
    double sigma = 0.25;               ///< standard deviation of each coordinate inside a cluster
    double labelNoise = 0.15;          ///< eta
    double stepSize = 0.2;             ///< alpha of the first step
    double initScale = 0.008;          ///< omega, standard deviation of a weight at step 0
    Start start = Start::independent;
    /// Flips fall evenly on the four clusters and do not look at the inputs. The laws with eta hold only
    /// then.
    bool uniformFlips = true;

    bool operator==(const XorSetting&) const = default;
};

/// Whether network and training are the paper's but for the values of its own settings.
bool trainsAsThePaper(const ExperimentSpec& spec);

/// Whether a run is of the kind that the paper's theorems speak of: XOR clusters with any of the laws of
/// noise, ReLU, the logistic loss, and the first layer trained.
bool isPapersSetting(const ExperimentSpec& spec);

/// Whether Lemma 14 is said of the neurons. Of the data it asks nothing but that the samples are not long, so
/// that it is said of files as well.
bool isLemma14sSetting(const ExperimentSpec& spec);

/// The setting of a spec; nothing unless it is the paper's, its noise Gaussian, and its values such as a run
/// can have: a run that was refused is shown as well.
std::optional<XorSetting> xorSettingOf(const ExperimentSpec& spec);

/// ||W(0)||_F in the limit of many weights: omega sqrt(m d).
double startNorm(const XorSetting& setting);

/// |a_j| = 1 / sqrt(m).
double outputWeightSize(const XorSetting& setting);

/// c = 1 - sqrt(2/pi) sigma, at least 0: the mean margin of f* = |<mu1, x>| - |<mu2, x>| (eq. 2) on clean
/// samples, up to the rare ones beyond the boundary. E|<mu1, x>| is 1 on its clusters and E|<mu2, x>| =
/// E|sigma z| is what is lost.
double signalFactor(double sigma);

}  // namespace featurescope
