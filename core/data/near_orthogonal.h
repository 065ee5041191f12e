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

/// Settings of samples x = y signal e_1 + z, z from N(0, I/d), whose labels y alternate: without a signal
/// they say nothing about x, and in high dimension any two samples are nearly orthogonal.
struct NearOrthogonal {
    static constexpr std::string_view kName = "near-orthogonal";
    static constexpr std::string_view kHelp =
        "Gaussian samples of length about 1 whose labels alternate; in high dimension nearly orthogonal.";

    std::int64_t dimension = 10000;
    std::int64_t trainSamples = 10;
    std::int64_t testSamples = 300;
    double signal = 0;

    bool operator==(const NearOrthogonal&) const = default;
};

/// The list of settings, in the order files and the form show them.
template <typename Settings, typename Visitor>
void visitFields(Settings& s,
                 Visitor&& visit) requires std::is_same_v<std::remove_const_t<Settings>, NearOrthogonal> {
    visit(dimensionField(2, 20000), s.dimension);
    visit(trainSamplesField(), s.trainSamples);
    visit(testSamplesField(), s.testSamples);
    visit(Field{.key = "signal",
                .label = "Signal",
                .symbol = "",
                .help = "What is added to the first coordinate of label +1, and taken from that of -1.",
                .minimum = 0,
                .sliderLow = 0,
                .sliderHigh = 5,
                .optional = true},
          s.signal);
}

DataTraits traits(const NearOrthogonal& settings);

template <typename Scalar>
Dataset<Scalar> draw(const NearOrthogonal& settings, const Seeds& seeds, const std::stop_token& stop);

extern template Dataset<float> draw(const NearOrthogonal&, const Seeds&, const std::stop_token&);
extern template Dataset<double> draw(const NearOrthogonal&, const Seeds&, const std::stop_token&);

}  // namespace featurescope
