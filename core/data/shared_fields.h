#pragma once

#include "core/base/field.h"

namespace featurescope {

// Settings that several kinds of data have under one name and with one meaning. When the kind is changed,
// settings of the same name keep their values.

/// d. @param minimum  2 where the kind needs a plane
constexpr Field dimensionField(double minimum, double sliderHigh) {
    return {.key = "dimension",
            .label = "Dimension",
            .symbol = "d",
            .help = "Number of coordinates of an input.",
            .minimum = minimum,
            .maximum = kLargestExactInteger,
            .sliderLow = minimum,
            .sliderHigh = sliderHigh,
            .logarithmic = true};
}

constexpr Field trainSamplesField() {
    return {.key = "train_samples",
            .label = "Training samples",
            .symbol = "n",
            .help = "Number of samples the network is trained on.",
            .minimum = 1,
            .maximum = kLargestExactInteger,
            .sliderLow = 10,
            .sliderHigh = 10000,
            .logarithmic = true};
}

constexpr Field testSamplesField() {
    return {.key = "test_samples",
            .label = "Test samples",
            .symbol = "",
            .help = "Number of fresh samples the errors are measured on.",
            .minimum = 0,
            .maximum = kLargestExactInteger,
            .sliderLow = 0,
            .sliderHigh = 10000};
}

constexpr Field readoutSamplesField() {
    return {.key = "readout_samples",
            .label = "Readout samples",
            .symbol = "",
            .help = "Number of further samples, which only a readout of the features is fitted to.",
            .minimum = 0,
            .maximum = kLargestExactInteger,
            .sliderLow = 0,
            .sliderHigh = 10000,
            .optional = true};
}

constexpr Field oodSamplesField() {
    return {.key = "ood_samples",
            .label = "Samples out of distribution",
            .symbol = "",
            .help = "Number of samples of another law, on which the error is measured, too.",
            .minimum = 0,
            .maximum = kLargestExactInteger,
            .sliderLow = 0,
            .sliderHigh = 10000,
            .optional = true};
}

/// Law of the noise inside a cluster. @param optional  of a kind that came after version 0.1
constexpr Field clusterNoiseField(bool optional) {
    return {.key = "cluster_noise",
            .label = "Cluster noise",
            .symbol = "",
            .help = "Law of the noise inside a cluster.",
            .optional = optional};
}

constexpr Field labelNoiseField(bool optional) {
    return {.key = "label_noise",
            .label = "Label noise",
            .symbol = "η",
            .help = "Share of labels that are flipped.",
            .minimum = 0,
            .maximum = 1,
            .sliderLow = 0,
            .sliderHigh = 0.5,
            .optional = optional};
}

constexpr Field corruptionField(bool optional) {
    return {.key = "corruption",
            .label = "Corruption",
            .symbol = "",
            .help = "Who chooses the labels that are flipped.",
            .optional = optional};
}

constexpr Field balancedField() {
    return {.key = "balanced",
            .label = "Balanced clusters",
            .symbol = "",
            .help = "Cluster sizes differ by at most one, instead of a uniform mixture.",
            .optional = true};
}

}  // namespace featurescope
