#include "core/data/target_law.h"

#include <cmath>

namespace featurescope {
namespace {

TargetLaw lawOf(const SingleIndex& settings) {
    const auto d = static_cast<double>(settings.dimension);
    // Mean of u^4: on the sphere the tails are shorter.
    const double fourth = settings.inputs == InputLaw::sphere ? 3 * d / (d + 2) : 3;
    const double c = settings.linkMix, scale = 1 / std::sqrt(1 + 2 * c * c);
    TargetLaw law{.noise = settings.noise, .unitInputs = settings.inputVariance == InputVariance::unit};
    switch (settings.link) {
        case Link::linear:
            law.linearPart = law.variance = 1;
            break;
        case Link::square:
            law.mean = 0.5;
            law.variance = (fourth - 1) / 4;
            break;
        case Link::mix:
            law.linearPart = scale;
            law.variance = scale * scale * (1 + c * c * (fourth - 1));
            break;
    }
    return law;
}

// Of other kinds nothing is known.
struct LabelMean {
    std::optional<double> operator()(const XorClusters& settings) const { return settings.meanShift; }
    std::optional<double> operator()(const TwoClusters& settings) const { return settings.clusterMean; }
    std::optional<double> operator()(const auto&) const { return std::nullopt; }
};

}  // namespace

std::optional<TargetLaw> targetLawOf(const DataSource& source) {
    const auto* const settings = std::get_if<SingleIndex>(&source);
    return settings ? std::optional(lawOf(*settings)) : std::nullopt;
}

std::optional<double> labelMeanOf(const DataSource& source) { return std::visit(LabelMean(), source); }

}  // namespace featurescope
