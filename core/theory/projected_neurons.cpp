#include "core/theory/projected_neurons.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <iterator>
#include <numbers>
#include <numeric>

#include "core/math/random.h"

namespace featurescope {
namespace {

// A Kronecker sequence in the unit square or cube: the powers of the root g of g^4 = g + 1 are as far from
// rational relations as they can be, so that its points lie more evenly than independent ones.
class EvenPoints {
  public:
    EvenPoints(const RandomStream& random, std::uint64_t firstDraw)
        : shift_{random.uniform(firstDraw), random.uniform(firstDraw + 1), random.uniform(firstDraw + 2)} {}

    /// Coordinate 0, 1 or 2 of a point, in [0, 1).
    double at(std::size_t point, std::size_t coordinate) const {
        constexpr double kRoot = 1.2207440846057596;
        constexpr std::array kSteps{1 / kRoot, 1 / (kRoot * kRoot), 1 / (kRoot * kRoot * kRoot)};
        const double place = shift_[coordinate] + static_cast<double>(point) * kSteps[coordinate];
        return place - std::floor(place);
    }

  private:
    std::array<double, 3> shift_;
};

// Chi-square draws by Marsaglia and Tsang (2000): their cost does not depend on the degrees of freedom.
class ChiSquare {
  public:
    ChiSquare(const RandomStream& random, std::uint64_t firstDraw) : random_(random), next_(firstDraw) {}

    double draw(double degrees) {
        if (degrees <= 0) return 0;
        if (degrees < 2) return std::pow(normal(), 2);
        const double d = degrees / 2 - 1.0 / 3, c = 1 / std::sqrt(9 * d);
        for (;;) {
            const double z = normal(), v = std::pow(1 + c * z, 3);
            if (v > 0 && std::log(uniform()) < 0.5 * z * z + d - d * v + d * std::log(v)) return 2 * d * v;
        }
    }

  private:
    double normal() {
        const double radius = std::sqrt(-2 * std::log(uniform()));
        return radius * std::cos(2 * std::numbers::pi * uniform());
    }
    double uniform() { return random_.uniform(next_++); }

    const RandomStream& random_;
    std::uint64_t next_;
};

}  // namespace

ProjectedNeurons projectedNeurons(std::span<const double> norm, std::span<const double> alongMu1,
                                  std::span<const double> alongMu2, std::span<const double> outputWeight) {
    assert(norm.size() == alongMu1.size() && norm.size() == alongMu2.size() &&
           norm.size() == outputWeight.size());
    ProjectedNeurons neurons{{alongMu1.begin(), alongMu1.end()},
                             {alongMu2.begin(), alongMu2.end()},
                             {},
                             {outputWeight.begin(), outputWeight.end()}};
    for (std::size_t j = 0; j < norm.size(); ++j) {
        const double across = norm[j] * norm[j] - alongMu1[j] * alongMu1[j] - alongMu2[j] * alongMu2[j];
        neurons.perpendicular.push_back(std::sqrt(std::max(0.0, across)));
    }
    return neurons;
}

ProjectedNeurons drawnPopulation(const XorSetting& setting, std::size_t size, std::int64_t seed) {
    const RandomStream random(seed, Stream::virtualNeurons);
    const std::size_t half = (size + 1) / 2;
    ChiSquare chiSquare(random, 8);
    ProjectedNeurons population;
    const auto addHalf = [&](double outputWeight, std::uint64_t firstDraw) {
        const EvenPoints points(random, firstDraw);
        // Lengths across the means are drawn, and then dealt out evenly over what lies in the plane.
        std::vector<double> lengths;
        for (std::size_t j = 0; j < half; ++j) {
            lengths.push_back(std::sqrt(chiSquare.draw(static_cast<double>(setting.dimension) - 2)));
        }
        std::sort(lengths.begin(), lengths.end());
        std::vector<std::size_t> order(half), rank(half);
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::sort(order.begin(), order.end(),
                  [&](std::size_t a, std::size_t b) { return points.at(a, 2) < points.at(b, 2); });
        for (std::size_t place = 0; place < half; ++place) rank[order[place]] = place;
        for (std::size_t j = 0; j < half; ++j) {
            // Box and Muller: two independent normal numbers from a point of the unit square.
            const double radius = setting.initScale * std::sqrt(-2 * std::log1p(-points.at(j, 0)));
            const double angle = 2 * std::numbers::pi * points.at(j, 1);
            population.alongMu1.push_back(radius * std::cos(angle));
            population.alongMu2.push_back(radius * std::sin(angle));
            population.perpendicular.push_back(setting.initScale * lengths[rank[j]]);
            population.outputWeight.push_back(outputWeight);
        }
    };
    addHalf(outputWeightSize(setting), 0);
    if (setting.start == Start::symmetric) {
        for (auto* values : {&population.alongMu1, &population.alongMu2, &population.perpendicular}) {
            values->reserve(2 * half);
            std::copy_n(values->begin(), half, std::back_inserter(*values));
        }
        population.outputWeight.resize(2 * half, -outputWeightSize(setting));
    } else {
        addHalf(-outputWeightSize(setting), 3);
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
