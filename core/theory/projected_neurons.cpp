#include "core/theory/projected_neurons.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

#include "core/math/random.h"

namespace featurescope {
namespace {

// Draws one after the other from a stream.
class StartLaw {
  public:
    explicit StartLaw(std::int64_t seed) : random_(seed, Stream::virtualNeurons) {}

    double normal() {
        const double radius = std::sqrt(-2 * std::log(uniform()));
        return radius * std::cos(2 * std::numbers::pi * uniform());
    }

    // Chi-square by Marsaglia and Tsang (2000): cost does not depend on the degrees of freedom.
    double chiSquare(double degrees) {
        if (degrees <= 0) return 0;
        if (degrees < 2) return std::pow(normal(), 2);
        const double d = degrees / 2 - 1.0 / 3, c = 1 / std::sqrt(9 * d);
        for (;;) {
            const double z = normal(), v = std::pow(1 + c * z, 3);
            if (v > 0 && std::log(uniform()) < 0.5 * z * z + d - d * v + d * std::log(v)) return 2 * d * v;
        }
    }

  private:
    double uniform() { return random_.uniform(next_++); }

    RandomStream random_;
    std::uint64_t next_ = 0;
};

}  // namespace

ProjectedNeurons projectedNeurons(std::span<const double> norm, std::span<const double> alongMu1,
                                  std::span<const double> alongMu2, std::span<const std::int8_t> sign) {
    assert(norm.size() == alongMu1.size() && norm.size() == alongMu2.size() && norm.size() == sign.size());
    const double size = 1 / std::sqrt(static_cast<double>(norm.size()));
    ProjectedNeurons neurons{{alongMu1.begin(), alongMu1.end()}, {alongMu2.begin(), alongMu2.end()}, {}, {}};
    for (std::size_t j = 0; j < norm.size(); ++j) {
        const double across = norm[j] * norm[j] - alongMu1[j] * alongMu1[j] - alongMu2[j] * alongMu2[j];
        neurons.perpendicular.push_back(std::sqrt(std::max(0.0, across)));
        neurons.outputWeight.push_back(size * sign[j]);
    }
    return neurons;
}

ProjectedNeurons drawnPopulation(const XorSetting& setting, std::size_t size, std::int64_t seed) {
    StartLaw law(seed);
    const std::size_t half = (size + 1) / 2;
    const bool copied = setting.start == Start::symmetric;
    ProjectedNeurons population;
    for (std::size_t j = 0; j < 2 * half; ++j) {
        const bool copy = copied && j >= half;
        population.alongMu1.push_back(copy ? population.alongMu1[j - half]
                                           : setting.initScale * law.normal());
        population.alongMu2.push_back(copy ? population.alongMu2[j - half]
                                           : setting.initScale * law.normal());
        population.perpendicular.push_back(
            copy ? population.perpendicular[j - half]
                 : setting.initScale * std::sqrt(law.chiSquare(static_cast<double>(setting.dimension) - 2)));
        population.outputWeight.push_back(j < half ? outputWeightSize(setting) : -outputWeightSize(setting));
    }
    return population;
}

std::vector<double> binShares(std::span<const double> values, double low, double high, std::size_t bins) {
    assert(high > low && bins > 0);
    std::vector<double> shares(bins, 0.0);
    for (const double value : values) {
        const double place = (value - low) / (high - low) * static_cast<double>(bins);
        const double bin = std::clamp(std::floor(place), 0.0, static_cast<double>(bins) - 1);
        shares[static_cast<std::size_t>(bin)] += 1 / static_cast<double>(values.size());
    }
    return shares;
}

}  // namespace featurescope
