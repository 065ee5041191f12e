#include "core/theory/start_alignment_law.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <vector>

#include "core/theory/beta_law.h"

namespace featurescope {
namespace {

struct Drawn {
    std::vector<double> own, largest, energy;
};

// Directions of Gaussian vectors: only the first two coordinates and the length of the rest matter.
Drawn drawDirections(int dimension, std::size_t count, std::uint64_t seed) {
    std::mt19937_64 bits(seed);
    std::normal_distribution<double> normal;
    Drawn drawn;
    for (std::size_t i = 0; i < count; ++i) {
        const double w1 = normal(bits), w2 = normal(bits);
        double squares = w1 * w1 + w2 * w2;
        for (int k = 2; k < dimension; ++k) squares += std::pow(normal(bits), 2);
        const double c1 = std::abs(w1) / std::sqrt(squares), c2 = std::abs(w2) / std::sqrt(squares);
        drawn.own.push_back(c1);
        drawn.largest.push_back(std::max(c1, c2));
        drawn.energy.push_back(c1 * c1 + c2 * c2);
    }
    return drawn;
}

template <typename Cdf>
double distanceToLaw(std::vector<double> values, Cdf cdf) {
    std::sort(values.begin(), values.end());
    double largest = 0;
    const auto n = static_cast<double>(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double law = cdf(values[i]);
        largest = std::max({largest, law - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - law});
    }
    return largest;
}

constexpr std::size_t kDraws = 20000;
// P(KS > 2.3 / sqrt(n)) is about 5e-5.
const double kDistance = 2.3 / std::sqrt(static_cast<double>(kDraws));

TEST(StartAlignmentLaw, IsTheLawOfDrawnNeurons) {
    for (const int d : {2, 3, 4, 20, 100}) {
        const Drawn drawn = drawDirections(d, kDraws, 17);
        EXPECT_LT(distanceToLaw(drawn.own, [d](double c) { return startCosineCdf(d, c); }), kDistance) << d;
        EXPECT_LT(distanceToLaw(drawn.largest, [d](double c) { return largestStartCosineCdf(d, c); }),
                  kDistance)
            << d;
        if (d > 2) {
            EXPECT_LT(distanceToLaw(drawn.energy, [d](double c) { return startPlaneEnergyCdf(d, c); }),
                      kDistance)
                << d;
        }
    }
}

TEST(StartAlignmentLaw, HasTheTabulatedMeans) {
    EXPECT_NEAR(meanStartCosine(2), 0.6366, 5e-5);
    EXPECT_NEAR(meanStartCosine(20), 0.1807, 5e-5);
    EXPECT_NEAR(meanStartCosine(50), 0.1134, 5e-5);
    EXPECT_NEAR(meanStartCosine(100), 0.0800, 5e-5);
    EXPECT_NEAR(meanStartCosine(100000) * std::sqrt(std::numbers::pi * 100000 / 2), 1, 1e-5);
}

TEST(StartAlignmentLaw, IsTheArcsineLawInThePlane) {
    for (const double c : {0.1, 0.5, 0.9}) {
        EXPECT_NEAR(startCosineCdf(2, c), 2 / std::numbers::pi * std::asin(c), 1e-14);
        EXPECT_NEAR(startCosineDensity(2, c), 2 / (std::numbers::pi * std::sqrt(1 - c * c)), 1e-12);
        EXPECT_NEAR(startCosineCdf(3, c), c, 1e-12) << "Archimedes: uniform in three dimensions";
    }
    EXPECT_EQ(largestStartCosineCdf(2, 0.7), 0) << "in the plane one cosine is at least 1/sqrt(2)";
    EXPECT_EQ(largestStartCosineCdf(2, 1), 1);
}

TEST(StartAlignmentLaw, DensityIsTheSlopeOfTheCdf) {
    for (const int d : {2, 3, 10, 1000}) {
        for (const double c : {0.01, 0.1, 0.3, 0.7}) {
            const double h = 1e-6;
            const double slope = (startCosineCdf(d, c + h) - startCosineCdf(d, c - h)) / (2 * h);
            EXPECT_NEAR(startCosineDensity(d, c), slope, 1e-6 * (1 + slope)) << d << " " << c;
        }
    }
}

TEST(BetaLaw, AgreesWithBinomialSums) {
    // I_x(a, b) for whole a, b is the chance of at least a successes in a + b - 1 trials.
    for (const int a : {1, 3, 8}) {
        for (const int b : {1, 2, 9}) {
            for (const double x : {0.05, 0.4, 0.93}) {
                double chance = 0;
                const int n = a + b - 1;
                for (int k = a; k <= n; ++k) {
                    chance += std::tgamma(n + 1) / (std::tgamma(k + 1) * std::tgamma(n - k + 1)) *
                              std::pow(x, k) * std::pow(1 - x, n - k);
                }
                EXPECT_NEAR(betaCdf(a, b, x), chance, 1e-12);
            }
        }
    }
}

}  // namespace
}  // namespace featurescope
