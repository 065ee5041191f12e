#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include "core/math/direction.h"
#include "core/training/aligned_vector.h"
#include "core/training/kernels/kernel_table.h"
#include "core/training/kernels/kernels.h"
#include "tests/support/instruction_sets.h"

namespace featurescope {
namespace {

// Every kernel of the ring against the loop it stands for, for every instruction set of this machine.

constexpr double kTolerance = 1e-13;

class RingKernelTwins : public testing::Test {
  protected:
    /// Runs check(kernels) for every supported instruction set.
    template <typename Check>
    static void forEverySet(const Check& check) {
        forEveryInstructionSet([&](InstructionSet set) { check(ringKernelsOf(set)); });
    }

    double normal() { return normal_(random_); }
    std::ptrdiff_t below(std::ptrdiff_t bound) {
        return static_cast<std::ptrdiff_t>(random_() % static_cast<std::uint64_t>(bound));
    }
    AlignedVector<double> randomNumbers(std::ptrdiff_t count) {
        AlignedVector<double> numbers(static_cast<std::size_t>(count));
        for (double& number : numbers) number = normal();
        return numbers;
    }

    static void expectNear(const AlignedVector<double>& values, const std::vector<double>& truth) {
        ASSERT_EQ(values.size(), truth.size());
        for (std::size_t i = 0; i < truth.size(); ++i)
            EXPECT_NEAR(values[i], truth[i], kTolerance * (1 + std::abs(truth[i]))) << i;
    }

  private:
    std::mt19937_64 random_{11};
    std::normal_distribution<double> normal_;
};

constexpr std::ptrdiff_t kRows = 5;
constexpr std::ptrdiff_t kPlaces = kRows * kRingLanes;

std::size_t at(std::ptrdiff_t index) { return static_cast<std::size_t>(index); }

/// Where the position stands: lanes hold whole stretches of the ring.
std::ptrdiff_t placeOf(std::ptrdiff_t position) { return position % kRows * kRingLanes + position / kRows; }

/// Index of number `which` of `numbers` numbers of a place.
std::size_t indexOf(std::ptrdiff_t place, std::ptrdiff_t which, std::ptrdiff_t numbers) {
    return at((place / kRingLanes * numbers + which) * kRingLanes + place % kRingLanes);
}

/// 64 neurons with four edges each: before the arc, first, last, after it.
struct Check {
    AlignedVector<double> x, y, edges;

    Check() : x(64), y(64), edges(8 * 64) {}
    void set(std::size_t neuron, double atX, double atY, const Direction (&directions)[4]) {
        x[neuron] = atX;
        y[neuron] = atY;
        for (std::size_t edge = 0; edge < 4; ++edge) {
            edges[2 * edge * 64 + neuron] = directions[edge].x;
            edges[(2 * edge + 1) * 64 + neuron] = directions[edge].y;
        }
    }
    std::uint64_t doubts(const RingKernels& kernels) const {
        return kernels.arcsInDoubt({x.data(), y.data(), edges.data(), 64});
    }
    /// Whether the neuron is active on the first and the last sample of its arc and not next to it, decided
    /// without rounding: being active is turning left from the right edge of the half-plane.
    bool isInItsArc(std::size_t neuron) const {
        const Direction w = directionOf(x[neuron], y[neuron]);
        const auto side = [&](std::size_t edge) {
            return turn({w.y, -w.x}, {edges[2 * edge * 64 + neuron], edges[(2 * edge + 1) * 64 + neuron]});
        };
        return side(0) < 0 && side(1) > 0 && side(2) > 0 && side(3) < 0;
    }
};

Direction towards(double angle) { return directionOf(std::cos(angle), std::sin(angle)); }

TEST_F(RingKernelTwins, ArcsWithRoomOnAllSidesAreNotInDoubt) {
    Check check;
    for (std::size_t j = 0; j < 64; ++j) {
        const double angle = 0.1 * static_cast<double>(j), size = std::exp(20 * normal());
        const bool hasLeft = j % 3 == 0;
        const double seen = hasLeft ? angle + 0.3 : angle;
        check.set(j, size * std::cos(seen), size * std::sin(seen),
                  {towards(angle - 1.7), towards(angle - 1.4), towards(angle + 1.5), towards(angle + 1.6)});
        EXPECT_EQ(check.isInItsArc(j), !hasLeft);
    }
    forEverySet([&](const RingKernels& kernels) {
        const std::uint64_t doubts = check.doubts(kernels);
        for (std::size_t j = 0; j < 64; ++j) EXPECT_EQ(doubts >> j & 1, j % 3 == 0 ? 1U : 0U) << j;
    });
}

TEST_F(RingKernelTwins, NeuronsAtARightAngleToAnEdgeAreInDoubt) {
    // w is an exact multiple of a quarter turn of the edge, so that only rounding can make <w, edge> differ
    // from 0.
    for (int trial = 0; trial < 200; ++trial) {
        Check check;
        for (std::size_t j = 0; j < 64; ++j) {
            const double angle = 6.3 * std::abs(normal());
            const std::size_t edge = j % 4;
            Direction directions[4] = {towards(angle - 1.7), towards(angle - 1.4), towards(angle + 1.4),
                                       towards(angle + 1.7)};
            const Direction w = edge < 2 ? quarterTurn(directions[edge])
                                         : quarterTurn(quarterTurn(quarterTurn(directions[edge])));
            const double size = std::ldexp(1, static_cast<int>(below(80)) - 40);
            check.set(j, size * w.x, size * w.y, directions);
            EXPECT_FALSE(check.isInItsArc(j));
        }
        forEverySet([&](const RingKernels& kernels) { EXPECT_EQ(check.doubts(kernels), ~std::uint64_t{0}); });
    }
}

TEST_F(RingKernelTwins, NobodyIsSureWhoHasLeftByARounding) {
    for (int trial = 0; trial < 200; ++trial) {
        Check check;
        for (std::size_t j = 0; j < 64; ++j) {
            const Direction edge = towards(6.3 * std::abs(normal()));
            const Direction w = quarterTurn(edge);
            // The least that a component can change, on either side.
            check.set(j, std::nextafter(w.x, 2.0 * static_cast<double>(below(2)) - 1.0), w.y,
                      {{-w.x, -w.y}, edge, w, {-w.x, -w.y}});
        }
        forEverySet([&](const RingKernels& kernels) {
            const std::uint64_t doubts = check.doubts(kernels);
            for (std::size_t j = 0; j < 64; ++j) EXPECT_TRUE((doubts >> j & 1) != 0 || check.isInItsArc(j));
        });
    }
}

TEST_F(RingKernelTwins, NeuronsWithoutArcAreAlwaysInDoubt) {
    Check check;
    for (std::size_t j = 0; j < 64; ++j) check.set(j, normal(), normal(), {{}, {}, {}, {}});
    check.x[5] = std::numeric_limits<double>::quiet_NaN();
    check.y[6] = std::numeric_limits<double>::infinity();
    check.x[7] = check.y[7] = 0;
    forEverySet([&](const RingKernels& kernels) { EXPECT_EQ(check.doubts(kernels), ~std::uint64_t{0}); });
}

/// Neurons with arcs from one position to another, which may pass the end of the ring.
struct Arcs {
    AlignedVector<double> x, y, a;
    std::vector<ArcPlaces> places;
    std::vector<std::vector<std::ptrdiff_t>> positions;  ///< on the arc
};

Arcs randomArcs(const AlignedVector<double>& numbers, std::mt19937_64& random) {
    const std::size_t count = numbers.size() / 3;
    Arcs arcs;
    for (std::size_t j = 0; j < count; ++j) {
        arcs.x.push_back(numbers[3 * j]);
        arcs.y.push_back(numbers[3 * j + 1]);
        arcs.a.push_back(numbers[3 * j + 2]);
        const auto begin = static_cast<std::ptrdiff_t>(random() % kPlaces);
        const auto end = static_cast<std::ptrdiff_t>(random() % kPlaces);
        arcs.places.push_back({placeOf(begin), placeOf(end), begin > end ? 1.0 : 0.0});
        arcs.positions.emplace_back();
        for (std::ptrdiff_t k = begin; k != end; k = (k + 1) % kPlaces) arcs.positions.back().push_back(k);
    }
    return arcs;
}

TEST_F(RingKernelTwins, JumpsAddUpToTheActiveNeurons) {
    std::mt19937_64 random(3);
    const Arcs arcs = randomArcs(randomNumbers(3 * 37), random);
    forEverySet([&](const RingKernels& kernels) {
        AlignedVector<double> jumps(at(kRingSums * kPlaces));
        kernels.addJumps({arcs.x.data(), arcs.y.data(), arcs.a.data(), arcs.places.data(), 37, jumps.data()});
        double sums[kRingSums] = {};
        for (std::ptrdiff_t position = 0; position < kPlaces; ++position) {
            double expected[kRingSums] = {};
            for (std::size_t j = 0; j < 37; ++j) {
                for (const std::ptrdiff_t active : arcs.positions[j]) {
                    if (active != position) continue;
                    expected[0] += arcs.a[j] * arcs.x[j];
                    expected[1] += arcs.a[j] * arcs.y[j];
                    expected[2] += 1;
                }
            }
            for (std::ptrdiff_t k = 0; k < kRingSums; ++k) {
                sums[k] += jumps[indexOf(placeOf(position), k, kRingSums)];
                EXPECT_NEAR(sums[k], expected[k], 1e-12) << position << " " << k;
            }
        }
    });
}

TEST_F(RingKernelTwins, LanesAreSummedRowByRow) {
    const auto jumps = randomNumbers(kRingSums * kPlaces);
    forEverySet([&](const RingKernels& kernels) {
        AlignedVector<double> sums(at(kRingSums * kRingLanes), 0.5);
        kernels.sumLanes({jumps.data(), kRows, sums.data()});
        std::vector<double> expected(sums.size(), 0.5);
        for (std::size_t i = 0; i < jumps.size(); ++i) expected[i % expected.size()] += jumps[i];
        expectNear(sums, expected);
    });
}

TEST_F(RingKernelTwins, AWalkGivesOutputsAndRunningSumsOfTheSlopes) {
    constexpr double kSamples = 33;
    auto jumps = randomNumbers(kRingSums * kPlaces);
    for (std::ptrdiff_t place = 0; place < kPlaces; ++place)  // of the number of neurons
        jumps[indexOf(place, 2, kRingSums)] = static_cast<double>(below(3)) - 1;
    const auto inputs = randomNumbers(2 * kPlaces);
    AlignedVector<double> labels(at(kPlaces));
    for (double& label : labels) label = static_cast<double>(below(3)) - 1;
    auto activeStart = randomNumbers(kRingSums * kRingLanes);
    for (std::ptrdiff_t lane = 0; lane < kRingLanes; ++lane) activeStart[at(2 * kRingLanes + lane)] = 1;
    const auto slopeStart = randomNumbers(2 * kRingLanes);
    forEverySet([&](const RingKernels& kernels) {
        AlignedVector<double> left = jumps, active = activeStart, slopes = slopeStart;
        AlignedVector<double> outputs(at(kPlaces)), before(at(2 * kPlaces));
        kernels.walk[0]({kRows, left.data(), inputs.data(), labels.data(), kSamples, active.data(),
                         slopes.data(), outputs.data(), before.data()});
        std::vector<double> sums(activeStart.begin(), activeStart.end());
        std::vector<double> pulls(slopeStart.begin(), slopeStart.end());
        std::vector<double> f(at(kPlaces)), running(at(2 * kPlaces));
        for (std::ptrdiff_t place = 0; place < kPlaces; ++place) {
            const std::ptrdiff_t lane = place % kRingLanes;
            for (std::ptrdiff_t k = 0; k < kRingSums; ++k)
                sums[at(k * kRingLanes + lane)] += jumps[indexOf(place, k, kRingSums)];
            const double x = inputs[indexOf(place, 0, 2)], y = inputs[indexOf(place, 1, 2)];
            if (sums[at(2 * kRingLanes + lane)] > 0)
                f[at(place)] = sums[at(lane)] * x + sums[at(kRingLanes + lane)] * y;
            const double label = labels[at(place)];
            const double slope = -label / (1 + std::exp(label * f[at(place)])) / kSamples;
            for (std::ptrdiff_t k = 0; k < 2; ++k) {
                running[indexOf(place, k, 2)] = pulls[at(k * kRingLanes + lane)];
                pulls[at(k * kRingLanes + lane)] += slope * (k == 0 ? x : y);
            }
        }
        expectNear(outputs, f);
        expectNear(before, running);
        expectNear(active, sums);
        expectNear(slopes, pulls);
        expectNear(left, std::vector<double>(left.size()));
    });
}

TEST_F(RingKernelTwins, NeuronsMoveByTheSumOverTheirArcs) {
    constexpr double kFactor = -0.7;
    std::mt19937_64 random(4);
    const Arcs arcs = randomArcs(randomNumbers(3 * 37), random);
    const auto slopes = randomNumbers(2 * kPlaces);  // g x of each place
    AlignedVector<double> before(at(2 * kPlaces)), starts(2 * (kRingLanes + 1));
    for (std::ptrdiff_t k = 0; k < 2; ++k) {
        double ring = 0;
        for (std::ptrdiff_t lane = 0; lane < kRingLanes; ++lane) {
            starts[at(k * (kRingLanes + 1) + lane)] = ring;
            double own = 0;
            for (std::ptrdiff_t row = 0; row < kRows; ++row) {
                const std::size_t index = indexOf(row * kRingLanes + lane, k, 2);
                before[index] = own;
                own += slopes[index];
            }
            ring += own;
        }
        starts[at(k * (kRingLanes + 1) + kRingLanes)] = ring;
    }
    forEverySet([&](const RingKernels& kernels) {
        Arcs moved = arcs;
        kernels.moveNeurons({moved.x.data(), moved.y.data(), arcs.a.data(), arcs.places.data(), 37, kFactor,
                             before.data(), starts.data()});
        for (std::size_t j = 0; j < 37; ++j) {
            double x = arcs.x[j], y = arcs.y[j];
            for (const std::ptrdiff_t position : arcs.positions[j]) {
                x += kFactor * arcs.a[j] * slopes[indexOf(placeOf(position), 0, 2)];
                y += kFactor * arcs.a[j] * slopes[indexOf(placeOf(position), 1, 2)];
            }
            EXPECT_NEAR(moved.x[j], x, 1e-12) << j;
            EXPECT_NEAR(moved.y[j], y, 1e-12) << j;
        }
    });
}

}  // namespace
}  // namespace featurescope
