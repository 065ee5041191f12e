#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

#include "core/training/aligned_vector.h"
#include "core/training/kernels/kernels.h"
#include "tests/support/instruction_sets.h"

namespace featurescope {
namespace {

/// E relu(h + tau z), z ~ N(0, 1).
double roundedRelu(double h, double tau) {
    if (tau == 0) return std::max(0.0, h);
    const double u = h / tau;
    return h * 0.5 * std::erfc(-u / std::sqrt(2.0)) +
           tau * std::exp(-u * u / 2) / std::sqrt(2 * std::acos(-1.0));
}

TEST(FieldKernels, ARoundedRowIsTheClosedFormForEveryInstructionSet) {
    constexpr std::ptrdiff_t pixels = 2 * kPixelUnit;
    constexpr std::size_t count = 7;
    std::mt19937 random(1);
    std::normal_distribution<float> normal;
    AlignedVector<float> x(pixels);
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = 0.05F * static_cast<float>(i) - 3;
    std::vector<float> slopes(count), offsets(count), widths(count), sharpness(count), a(count);
    for (std::size_t j = 0; j < count; ++j) {
        slopes[j] = normal(random);
        offsets[j] = normal(random);
        widths[j] = j == 0 ? 0 : std::abs(normal(random));
        sharpness[j] = j == 0 ? 0 : 1 / widths[j];
        a[j] = normal(random);
    }
    forEveryInstructionSet([&](InstructionSet set) {
        std::vector<double> values(pixels, 1.0);
        fieldKernelsOf(set).roundedRow({.slopes = slopes.data(),
                                        .offsets = offsets.data(),
                                        .widths = widths.data(),
                                        .sharpness = sharpness.data(),
                                        .outputWeights = a.data(),
                                        .count = count,
                                        .x = x.data(),
                                        .pixels = pixels,
                                        .values = values.data()});
        for (std::size_t i = 0; i < x.size(); ++i) {
            double truth = 1;
            for (std::size_t j = 0; j < count; ++j) {
                const double h = static_cast<double>(slopes[j]) * static_cast<double>(x[i]) +
                                 static_cast<double>(offsets[j]);
                truth += static_cast<double>(a[j]) * roundedRelu(h, static_cast<double>(widths[j]));
            }
            EXPECT_NEAR(values[i], truth, 2e-6) << i;
        }
    });
}

}  // namespace
}  // namespace featurescope
