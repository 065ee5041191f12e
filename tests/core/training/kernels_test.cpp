#include "core/training/kernels/kernels.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "core/training/aligned_vector.h"
#include "core/training/packed_block.h"
#include "tests/support/kernel_twins.h"

namespace featurescope {
namespace {

// Every kernel against the loop it stands for, for both precisions and every instruction set of this machine.

template <typename Scalar>
class Kernels : public KernelTwins<Scalar> {};

using Precisions = testing::Types<float, double>;
TYPED_TEST_SUITE(Kernels, Precisions);

TYPED_TEST(Kernels, ForwardIsTheActivityAndTheWeightedSum) {
    for (const std::ptrdiff_t depth : {1, 7, 300}) {
        for (const std::ptrdiff_t count : {1, 6, 17}) {
            const auto weights = this->randomNumbers(count * depth);
            const auto samples = this->randomNumbers(50 * depth);
            const auto a = this->randomNumbers(count);
            this->forEverySet([&](const KernelTable<TypeParam>& kernels) {
                AlignedVector<TypeParam> panels(static_cast<std::size_t>(kBlockSize * depth));
                packBlock<TypeParam>({samples.data(), depth, 50, depth}, kernels.panelWidth, panels.data());
                AlignedVector<std::uint64_t> activity(static_cast<std::size_t>(count), ~std::uint64_t{0});
                AlignedVector<TypeParam> outputs(static_cast<std::size_t>(kBlockSize));
                kernels.forward({weights.data(), depth, count, depth, panels.data(), a.data(),
                                 activity.data(), outputs.data()});
                std::vector<double> expected(static_cast<std::size_t>(kBlockSize));
                for (std::ptrdiff_t j = 0; j < count; ++j) {
                    for (std::ptrdiff_t i = 0; i < kBlockSize; ++i) {
                        double z = 0;
                        for (std::ptrdiff_t k = 0; i < 50 && k < depth; ++k) {
                            z += this->at(weights, j * depth + k) * this->at(samples, i * depth + k);
                        }
                        expected[static_cast<std::size_t>(i)] += this->at(a, j) * std::max(0.0, z);
                        const bool active = (activity[static_cast<std::size_t>(j)] >> i & 1) != 0;
                        const bool isClear = std::abs(z) > 1e-3 || z == 0;
                        EXPECT_TRUE(!isClear || active == (z > 0)) << j << " " << i;
                    }
                }
                this->expectNear(outputs, expected);
            });
        }
    }
}

TYPED_TEST(Kernels, ProductIsTheScaledProductPlusTheBase) {
    for (const std::ptrdiff_t columns : {1, 40, 64}) {
        constexpr std::ptrdiff_t count = 14;
        constexpr std::ptrdiff_t depth = 270;
        const auto rows = this->randomNumbers(count * depth);
        const auto vectors = this->randomNumbers(columns * depth);
        const auto scales = this->randomNumbers(count);
        const auto base = this->randomNumbers(count * columns);
        this->forEverySet([&](const KernelTable<TypeParam>& kernels) {
            AlignedVector<TypeParam> panels(static_cast<std::size_t>(kBlockSize * depth));
            packBlock<TypeParam>({vectors.data(), depth, columns, depth}, kernels.panelWidth, panels.data());
            AlignedVector<TypeParam> out(static_cast<std::size_t>(count * columns));
            kernels.product({rows.data(), depth, count, depth, panels.data(), columns, scales.data(),
                             base.data(), columns, out.data(), columns});
            std::vector<double> expected;
            for (std::ptrdiff_t j = 0; j < count; ++j) {
                for (std::ptrdiff_t c = 0; c < columns; ++c) {
                    double sum = 0;
                    for (std::ptrdiff_t k = 0; k < depth; ++k) {
                        sum += this->at(rows, j * depth + k) * this->at(vectors, c * depth + k);
                    }
                    expected.push_back(this->at(base, j * columns + c) + this->at(scales, j) * sum);
                }
            }
            this->expectNear(out, expected);
        });
    }
}

TYPED_TEST(Kernels, TableSumAddsTheActiveSources) {
    for (const std::ptrdiff_t sources : {1, 5, 37, 64}) {
        for (const int bits : {4, 5, 6}) {
            constexpr std::ptrdiff_t count = 9;
            const auto rows = this->randomNumbers(sources * 40);
            const auto coefficients = this->randomNumbers(sources);
            const auto activity = this->randomWords(count, sources);
            this->forEverySet([&](const KernelTable<TypeParam>& kernels) {
                for (std::ptrdiff_t columns = 1; columns <= kernels.panelWidth; ++columns) {
                    const std::ptrdiff_t width = columns > kernels.lanes ? kernels.panelWidth : kernels.lanes;
                    AlignedVector<TypeParam> sums(static_cast<std::size_t>(count * width), TypeParam(1));
                    kernels.tableSum({sums.data(),
                                      count,
                                      activity.data(),
                                      {rows.data(), 40, sources, coefficients.data(), columns, bits}});
                    AlignedVector<TypeParam> targets(static_cast<std::size_t>(count * columns), TypeParam(2));
                    const AlignedVector<TypeParam> scales(static_cast<std::size_t>(count), TypeParam(0.5));
                    kernels.slabUpdate({sums.data(), count, columns, scales.data(), targets.data(), columns});
                    std::vector<double> expected;
                    for (std::ptrdiff_t j = 0; j < count; ++j) {
                        for (std::ptrdiff_t k = 0; k < columns; ++k) {
                            double sum = 1;
                            for (std::ptrdiff_t i = 0; i < sources; ++i) {
                                const bool active = (activity[static_cast<std::size_t>(j)] >> i & 1) != 0;
                                if (active) sum += this->at(coefficients, i) * this->at(rows, i * 40 + k);
                            }
                            expected.push_back(2 + 0.5 * sum);
                        }
                    }
                    this->expectNear(targets, expected);
                }
            });
        }
    }
}

TYPED_TEST(Kernels, PanelsAreActivatedAndUpdated) {
    constexpr std::ptrdiff_t count = 11;
    this->forEverySet([&](const KernelTable<TypeParam>& kernels) {
        const std::ptrdiff_t width = kernels.panelWidth;
        const auto before = this->randomNumbers(count * width);
        const auto a = this->randomNumbers(count);
        const auto sums = this->randomNumbers(count * width);
        const auto g = this->randomNumbers(width);
        AlignedVector<std::uint64_t> activity(static_cast<std::size_t>(count), ~std::uint64_t{0});
        AlignedVector<TypeParam> outputs(static_cast<std::size_t>(width));
        kernels.activate({before.data(), count, a.data(), 0, activity.data(), outputs.data()});
        auto z = before;
        AlignedVector<TypeParam> activeSums(z.size());
        kernels.panelUpdate(
            {sums.data(), count, a.data(), g.data(), TypeParam(3), activeSums.data(), z.data()});
        std::vector<double> f(static_cast<std::size_t>(width));
        std::vector<double> expectedZ, expectedSums;
        for (std::ptrdiff_t j = 0; j < count; ++j) {
            for (std::ptrdiff_t i = 0; i < width; ++i) {
                const double value = this->at(before, j * width + i);
                EXPECT_EQ((activity[static_cast<std::size_t>(j)] >> i & 1) != 0, value > 0);
                f[static_cast<std::size_t>(i)] += this->at(a, j) * std::max(0.0, value);
                expectedSums.push_back(value > 0 ? 3 * this->at(g, i) : 0);
                expectedZ.push_back(value + this->at(a, j) * this->at(sums, j * width + i));
            }
        }
        this->expectNear(outputs, f);
        this->expectNear(z, expectedZ);
        this->expectNear(activeSums, expectedSums);
    });
}

TYPED_TEST(Kernels, LowDimensionPassesAgreeWithLoops) {
    for (const int d : {3, 4}) {
        constexpr std::ptrdiff_t padded = 112;
        constexpr std::ptrdiff_t count = 5;
        const auto inputs = this->randomNumbers(d * padded);
        const auto weights = this->randomNumbers(count * d);
        const auto a = this->randomNumbers(count);
        const auto g = this->randomNumbers(padded);
        this->forEverySet([&](const KernelTable<TypeParam>& kernels) {
            AlignedVector<TypeParam> w = weights;
            AlignedVector<TypeParam> outputs(static_cast<std::size_t>(padded));
            const LowDimensionPass<TypeParam> pass{inputs.data(), padded, 0,        padded,  d,
                                                   w.data(),      count,  a.data(), nullptr, g.data(),
                                                   outputs.data()};
            kernels.lowDimensionForward(pass);
            kernels.lowDimensionBackward(pass);
            std::vector<double> f(static_cast<std::size_t>(padded));
            std::vector<double> expected(weights.begin(), weights.end());
            for (std::ptrdiff_t j = 0; j < count; ++j) {
                for (std::ptrdiff_t i = 0; i < padded; ++i) {
                    double z = 0;
                    for (int k = 0; k < d; ++k)
                        z += this->at(weights, j * d + k) * this->at(inputs, k * padded + i);
                    if (z <= 0) continue;
                    f[static_cast<std::size_t>(i)] += this->at(a, j) * z;
                    for (int k = 0; k < d; ++k) {
                        expected[static_cast<std::size_t>(j * d + k)] +=
                            this->at(a, j) * this->at(g, i) * this->at(inputs, k * padded + i);
                    }
                }
            }
            this->expectNear(outputs, f);
            this->expectNear(w, expected);
        });
    }
}

TYPED_TEST(Kernels, LowDimensionPassesKeepToTheirSamples) {
    constexpr std::ptrdiff_t padded = 112, first = 32, last = 96, count = 5;
    for (const int d : {3, 4}) {
        const auto inputs = this->randomNumbers(d * padded);
        const auto weights = this->randomNumbers(count * d);
        const auto a = this->randomNumbers(count);
        const auto g = this->randomNumbers(padded);
        this->forEverySet([&](const KernelTable<TypeParam>& kernels) {
            AlignedVector<TypeParam> w = weights, whole = weights;
            AlignedVector<TypeParam> outputs(static_cast<std::size_t>(padded), TypeParam(7));
            AlignedVector<TypeParam> all(static_cast<std::size_t>(padded));
            // A sample without slope counts as none.
            AlignedVector<TypeParam> onlyThose(static_cast<std::size_t>(padded));
            std::copy_n(g.begin() + first, last - first, onlyThose.begin() + first);
            LowDimensionPass<TypeParam> pass{inputs.data(), padded, first,    last,    d,
                                             w.data(),      count,  a.data(), nullptr, g.data(),
                                             outputs.data()};
            kernels.lowDimensionForward(pass);
            kernels.lowDimensionBackward(pass);
            pass = {inputs.data(), padded,   0,       padded,           d,         whole.data(),
                    count,         a.data(), nullptr, onlyThose.data(), all.data()};
            kernels.lowDimensionForward(pass);
            kernels.lowDimensionBackward(pass);
            for (std::ptrdiff_t i = 0; i < padded; ++i) {
                const bool isInside = i >= first && i < last;
                EXPECT_EQ(this->at(outputs, i), isInside ? this->at(all, i) : 7) << i;
            }
            this->expectNear(w, {whole.begin(), whole.end()});
        });
    }
}

TYPED_TEST(Kernels, OutputsAreSummedAndTheirLossDifferentiated) {
    constexpr std::ptrdiff_t padded = 64;
    auto partials = this->randomNumbers(3 * padded);
    for (std::ptrdiff_t i = 0; i < padded; ++i) partials[static_cast<std::size_t>(i)] *= TypeParam(8);
    AlignedVector<TypeParam> labels(static_cast<std::size_t>(padded));
    for (std::ptrdiff_t i = 0; i < 60; ++i)
        labels[static_cast<std::size_t>(i)] = i % 3 == 0 ? TypeParam(1) : TypeParam(-1);
    this->forEverySet([&](const KernelTable<TypeParam>& kernels) {
        AlignedVector<TypeParam> f(labels.size());
        AlignedVector<TypeParam> g(labels.size());
        kernels.sumOutputs[0](
            {partials.data(), padded, 3, 0, padded, labels.data(), TypeParam(60), f.data(), g.data()});
        for (std::ptrdiff_t i = 0; i < padded; ++i) {
            const double y = this->at(labels, i);
            const double sum =
                this->at(partials, i) + this->at(partials, padded + i) + this->at(partials, 2 * padded + i);
            const double slope = -y / (1 + std::exp(y * this->at(f, i))) / 60;
            EXPECT_NEAR(this->at(f, i), sum, kKernelTolerance<TypeParam> * (1 + std::abs(sum)));
            constexpr double unitsInTheLastPlace = 8;
            EXPECT_NEAR(this->at(g, i), slope,
                        unitsInTheLastPlace * std::numeric_limits<TypeParam>::epsilon() * std::abs(slope));
        }
    });
}

TYPED_TEST(Kernels, LossSlopeSaturatesAndKeepsWhatIsNotANumber) {
    constexpr auto infinity = std::numeric_limits<TypeParam>::infinity();
    AlignedVector<TypeParam> partials(64);
    partials[0] = TypeParam(1e30);
    partials[1] = TypeParam(-1e30);
    partials[2] = infinity;
    partials[3] = -infinity;
    partials[4] = std::numeric_limits<TypeParam>::quiet_NaN();
    const AlignedVector<TypeParam> labels(64, TypeParam(1));
    this->forEverySet([&](const KernelTable<TypeParam>& kernels) {
        AlignedVector<TypeParam> f(labels.size());
        AlignedVector<TypeParam> g(labels.size());
        kernels.sumOutputs[0](
            {partials.data(), 64, 1, 0, 64, labels.data(), TypeParam(1), f.data(), g.data()});
        EXPECT_NEAR(this->at(g, 0), 0, 1e-30);
        EXPECT_EQ(this->at(g, 1), -1);
        EXPECT_NEAR(this->at(g, 2), 0, 1e-30);
        EXPECT_EQ(this->at(g, 3), -1);
        EXPECT_TRUE(std::isnan(this->at(g, 4)));
    });
}

}  // namespace
}  // namespace featurescope
