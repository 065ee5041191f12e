#include "core/theory/plane_neurons.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>
#include <random>

namespace featurescope {
namespace {

// The standard fixes the bits of mt19937_64 but not of its distributions, hence these.
class StartLaw {
  public:
    explicit StartLaw(std::uint64_t seed) : bits_(seed) {}

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
    // In (0, 1): never 0, whose logarithm would be infinite.
    double uniform() { return (static_cast<double>(bits_() >> 11) + 0.5) * 0x1p-53; }

    std::mt19937_64 bits_;
};

}  // namespace

PlaneNeurons planeNeurons(std::span<const double> norm, std::span<const double> alongMu1,
                          std::span<const double> alongMu2, std::span<const std::int8_t> sign) {
    assert(norm.size() == alongMu1.size() && norm.size() == alongMu2.size() && norm.size() == sign.size());
    const double size = 1 / std::sqrt(static_cast<double>(norm.size()));
    PlaneNeurons neurons{{alongMu1.begin(), alongMu1.end()}, {alongMu2.begin(), alongMu2.end()}, {}, {}};
    for (std::size_t j = 0; j < norm.size(); ++j) {
        const double across = norm[j] * norm[j] - alongMu1[j] * alongMu1[j] - alongMu2[j] * alongMu2[j];
        neurons.perpendicular.push_back(std::sqrt(std::max(0.0, across)));
        neurons.outputWeight.push_back(size * sign[j]);
    }
    return neurons;
}

PlaneNeurons drawnPopulation(const XorSetting& setting, std::size_t size, std::uint64_t seed) {
    StartLaw law(seed);
    const std::size_t half = (size + 1) / 2;
    const bool copied = setting.start == Start::symmetric;
    PlaneNeurons population;
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
