#pragma once

#include <cstdint>
#include <stop_token>
#include <string_view>
#include <type_traits>

#include "core/base/field.h"
#include "core/data/dataset.h"
#include "core/data/shared_fields.h"
#include "core/math/seeds.h"

namespace featurescope {

/// Settings of features of two kinds: the first simple_copies coordinates are simple_margin y + simple_noise
/// N(0, 1), the others y + complex_noise N(0, 1), every coordinate with its own noise; then each is
/// standardised by the mean and deviation that it has in the training set. In the set out of distribution the
/// simple ones have a random sign in place of y.
struct SimpleComplex {
    static constexpr std::string_view kName = "simple-complex";
    static constexpr std::string_view kHelp =
        "A feature that alone gives the label, and others that give it together.";

    std::int64_t dimension = 5;
    std::int64_t trainSamples = 400;
    std::int64_t testSamples = 5000;
    std::int64_t oodSamples = 0;
    double simpleMargin = 3;
    double simpleNoise = 0.3;
    double complexNoise = 1;
    std::int64_t simpleCopies = 1;

    bool operator==(const SimpleComplex&) const = default;
};

/// The list of settings, in the order files and the form show them.
template <typename Settings, typename Visitor>
void visitFields(Settings& s,
                 Visitor&& visit) requires std::is_same_v<std::remove_const_t<Settings>, SimpleComplex> {
    visit(dimensionField(2, 100), s.dimension);
    visit(trainSamplesField(), s.trainSamples);
    visit(testSamplesField(), s.testSamples);
    visit(oodSamplesField(), s.oodSamples);
    visit(Field{.key = "simple_margin",
                .label = "Simple margin",
                .symbol = "",
                .help = "Size of the label in the simple feature; in a complex one it is 1.",
                .minimum = 0,
                .sliderLow = 0,
                .sliderHigh = 10,
                .optional = true},
          s.simpleMargin);
    visit(Field{.key = "simple_noise",
                .label = "Simple noise",
                .symbol = "",
                .help = "Standard deviation of the noise of the simple feature.",
                .minimum = 0,
                .sliderLow = 0,
                .sliderHigh = 3,
                .optional = true},
          s.simpleNoise);
    visit(Field{.key = "complex_noise",
                .label = "Complex noise",
                .symbol = "",
                .help = "Standard deviation of the noise of every complex feature.",
                .minimum = 0,
                .sliderLow = 0,
                .sliderHigh = 3,
                .optional = true},
          s.complexNoise);
    visit(Field{.key = "simple_copies",
                .label = "Simple copies",
                .symbol = "",
                .help = "How many of the coordinates are the simple feature, each with its own noise.",
                .minimum = 1,
                .maximum = kLargestExactInteger,
                .sliderLow = 1,
                .sliderHigh = 10,
                .optional = true},
          s.simpleCopies);
}

DataTraits traits(const SimpleComplex& settings);

/// Draws all sets. What standardises them is of the training set, that is from seeds.data.
template <typename Scalar>
Dataset<Scalar> draw(const SimpleComplex& settings, const Seeds& seeds, const std::stop_token& stop);

extern template Dataset<float> draw(const SimpleComplex&, const Seeds&, const std::stop_token&);
extern template Dataset<double> draw(const SimpleComplex&, const Seeds&, const std::stop_token&);

}  // namespace featurescope
