#pragma once

#include <array>
#include <cstdint>
#include <stop_token>
#include <string_view>
#include <type_traits>

#include "core/base/field.h"
#include "core/base/name_table.h"
#include "core/data/dataset.h"
#include "core/data/shared_fields.h"
#include "core/math/seeds.h"

namespace featurescope {

/// Law of the inputs of single-index data.
enum class InputLaw { gaussian, sphere };

template <>
struct NameTable<InputLaw> {
    static constexpr std::array kinds{
        NamedKind<InputLaw>{InputLaw::gaussian, "gaussian", "Normal distribution."},
        NamedKind<InputLaw>{InputLaw::sphere, "sphere",
                            "Uniform on the sphere whose radius gives every coordinate this variance."},
    };
};

/// Variance of each coordinate of an input.
enum class InputVariance { unit, inverseDimension };

template <>
struct NameTable<InputVariance> {
    static constexpr std::array kinds{
        NamedKind<InputVariance>{InputVariance::unit, "unit", "1."},
        NamedKind<InputVariance>{InputVariance::inverseDimension, "inverse-dimension",
                                 "1/d, so that inputs have length about 1."},
    };
};

/// The function g of y = g(u) + noise.
enum class Link { linear, square, mix };

template <>
struct NameTable<Link> {
    static constexpr std::array kinds{
        NamedKind<Link>{Link::linear, "linear", "g(u) = u."},
        NamedKind<Link>{Link::square, "square", "g(u) = u^2/2."},
        NamedKind<Link>{
            Link::mix, "mix",
            "g(u) = (u + c (u^2 - 1)) / sqrt(1 + 2 c^2) with c = data.link_mix; g(u) has variance "
            "1 on normal u."},
    };
};

/// Settings of single-index data: real targets y = g(u) + noise N(0, 1) of u = <theta, x>, rescaled to
/// variance 1, theta a random unit vector.
struct SingleIndex {
    static constexpr std::string_view kName = "single-index";
    static constexpr std::string_view kHelp =
        "Real targets that depend on one direction of the inputs, and noise.";

    std::int64_t dimension = 100;
    std::int64_t trainSamples = 800;
    std::int64_t testSamples = 3000;
    std::int64_t readoutSamples = 0;
    InputLaw inputs = InputLaw::gaussian;
    InputVariance inputVariance = InputVariance::unit;
    Link link = Link::linear;
    double linkMix = 0.5;
    double noise = 0;

    bool operator==(const SingleIndex&) const = default;
};

/// The list of settings, in the order files and the form show them.
template <typename Settings, typename Visitor>
void visitFields(Settings& s,
                 Visitor&& visit) requires std::is_same_v<std::remove_const_t<Settings>, SingleIndex> {
    visit(dimensionField(2, 1000), s.dimension);
    visit(trainSamplesField(), s.trainSamples);
    visit(testSamplesField(), s.testSamples);
    visit(readoutSamplesField(), s.readoutSamples);
    visit(
        Field{
            .key = "inputs", .label = "Inputs", .symbol = "", .help = "Law of the inputs.", .optional = true},
        s.inputs);
    visit(Field{.key = "input_variance",
                .label = "Input variance",
                .symbol = "",
                .help = "Variance of each coordinate of an input.",
                .optional = true},
          s.inputVariance);
    visit(
        Field{.key = "link",
              .label = "Link",
              .symbol = "g",
              .help = "How the target depends on u, the coordinate of the input along theta, of variance 1.",
              .optional = true},
        s.link);
    visit(Field{.key = "link_mix",
                .label = "Link mix",
                .symbol = "c",
                .help = "Weight of the quadratic part of the link.",
                .minimum = 0,
                .sliderLow = 0,
                .sliderHigh = 3,
                .optional = true,
                .inEffect = s.link == Link::mix,
                .inEffectWith = "data.link \"mix\""},
          s.linkMix);
    visit(Field{.key = "noise",
                .label = "Target noise",
                .symbol = "",
                .help = "Standard deviation of the normal noise on the targets.",
                .minimum = 0,
                .sliderLow = 0,
                .sliderHigh = 2,
                .optional = true},
          s.noise);
}

/// g(u).
double linkValue(const SingleIndex& settings, double u);

DataTraits traits(const SingleIndex& settings);

/// Draws all sets; theta, which is part of the task, is from seeds.data, the noise of the training targets
/// from seeds.labels. Test and readout targets are noisy, too; the noise-free ones stand beside them.
template <typename Scalar>
Dataset<Scalar> draw(const SingleIndex& settings, const Seeds& seeds, const std::stop_token& stop);

extern template Dataset<float> draw(const SingleIndex&, const Seeds&, const std::stop_token&);
extern template Dataset<double> draw(const SingleIndex&, const Seeds&, const std::stop_token&);

}  // namespace featurescope
