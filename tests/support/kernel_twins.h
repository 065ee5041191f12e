#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "core/training/aligned_vector.h"
#include "core/training/kernels/kernels.h"
#include "tests/support/instruction_sets.h"

namespace featurescope {

/// Largest error of a kernel, relative to 1 + |value|.
template <typename Scalar>
inline constexpr double kKernelTolerance = sizeof(Scalar) == sizeof(float) ? 2e-5 : 1e-13;

/// Numbers for a kernel and the loop it stands for.
template <typename Scalar>
class KernelTwins : public testing::Test {
  protected:
    /// Runs check(kernels) for every supported instruction set.
    template <typename Check>
    void forEverySet(const Check& check) {
        forEveryInstructionSet([&](InstructionSet set) { check(kernelsOf<Scalar>(set)); });
    }

    AlignedVector<Scalar> randomNumbers(std::ptrdiff_t count) {
        AlignedVector<Scalar> numbers(static_cast<std::size_t>(count));
        std::normal_distribution<double> normal;
        for (Scalar& number : numbers) number = static_cast<Scalar>(normal(random_));
        return numbers;
    }

    /// Words of which the lowest `bits`, 1 .. 64, may be set.
    AlignedVector<std::uint64_t> randomWords(std::ptrdiff_t count, std::ptrdiff_t bits = 64) {
        AlignedVector<std::uint64_t> words(static_cast<std::size_t>(count));
        for (std::uint64_t& word : words) word = random_() & ~std::uint64_t{0} >> (64 - bits);
        return words;
    }

    void expectNear(const AlignedVector<Scalar>& values, const std::vector<double>& truth) {
        for (std::size_t i = 0; i < truth.size(); ++i) {
            EXPECT_NEAR(static_cast<double>(values[i]), truth[i],
                        kKernelTolerance<Scalar> * (1 + std::abs(truth[i])))
                << i;
        }
    }

    static double at(const AlignedVector<Scalar>& values, std::ptrdiff_t index) {
        return static_cast<double>(values[static_cast<std::size_t>(index)]);
    }

    std::mt19937_64 random_{7};
};

}  // namespace featurescope
