#include "core/data/simple_complex.h"

#include <cmath>
#include <optional>

#include "core/base/number_text.h"
#include "core/data/drawn_inputs.h"
#include "core/math/random.h"

namespace featurescope {
namespace {

std::int8_t randomSign(const RandomStream& random, std::size_t i) {
    return random.below(i, 2) == 1 ? std::int8_t{1} : std::int8_t{-1};
}

struct FeatureDraw {
    std::int64_t samples;
    RandomStream labels, inputs;
    std::optional<RandomStream> simpleSigns;  ///< in place of the labels in the simple features
};

/// Samples as they are before standardising.
SampleSet<double> features(const SimpleComplex& settings, const FeatureDraw& draw,
                           const std::stop_token& stop) {
    SampleSet<double> set;
    const auto copies = static_cast<std::size_t>(settings.simpleCopies);
    const auto fill = [&](std::size_t i, std::span<double> input) {
        const std::int8_t label = randomSign(draw.labels, i);
        const std::int8_t simple = draw.simpleSigns ? randomSign(*draw.simpleSigns, i) : label;
        set.labels.push_back(label);
        draw.inputs.normals(i * drawsPerSample(input.size()), input);
        for (std::size_t k = 0; k < input.size(); ++k) {
            input[k] = k < copies ? settings.simpleMargin * simple + settings.simpleNoise * input[k]
                                  : label + settings.complexNoise * input[k];
        }
    };
    set.inputs = drawnInputs<double>(settings.dimension, draw.samples, fill, stop);
    set.cleanLabels = set.labels;
    return set;
}

/// Moves and scales coordinates so that those of the training set have mean 0 and variance 1. A coordinate
/// that does not vary there is only moved.
class Standardised {
  public:
    explicit Standardised(const Matrix<double>& train) : mean_(train.rowwise().mean()), scale_(train.rows()) {
        const Vector<double> variance =
            (train.colwise() - mean_).rowwise().squaredNorm() / static_cast<double>(train.cols());
        for (Eigen::Index k = 0; k < scale_.size(); ++k)
            scale_[k] = variance[k] > 0 ? 1 / std::sqrt(variance[k]) : 1;
    }

    template <typename Scalar>
    SampleSet<Scalar> of(const SampleSet<double>& set) const {
        const Matrix<double> inputs = scale_.asDiagonal() * (set.inputs.colwise() - mean_);
        SampleSet<Scalar> standardised;
        standardised.inputs = inputs.template cast<Scalar>();
        standardised.labels = set.labels;
        standardised.cleanLabels = set.cleanLabels;
        return standardised;
    }

  private:
    Vector<double> mean_, scale_;
};

}  // namespace

DataTraits traits(const SimpleComplex& settings) {
    constexpr double kInDouble = 16;  // before standardising and after
    const double samples = static_cast<double>(settings.trainSamples) +
                           static_cast<double>(settings.testSamples) +
                           static_cast<double>(settings.oodSamples);
    DataTraits traits{.dimension = settings.dimension,
                      .trainSamples = settings.trainSamples,
                      .testSamples = settings.testSamples,
                      .oodSamples = settings.oodSamples,
                      .extraBytes = kInDouble * samples * static_cast<double>(settings.dimension),
                      .labelNoise = LabelNoise{}};
    if (settings.simpleCopies > settings.dimension) {
        traits.conflicts.push_back(
            {"data.simple_copies", "data.simple_copies is " + numberText(settings.simpleCopies) +
                                       "; it must be at most data.dimension, which is " +
                                       numberText(settings.dimension) + " and counts the copies."});
    }
    return traits;
}

template <typename Scalar>
Dataset<Scalar> draw(const SimpleComplex& settings, const Seeds& seeds, const std::stop_token& stop) {
    const RandomStream oodSigns(seeds.test, Stream::oodSigns);
    const SampleSet<double> train = features(
        settings,
        {settings.trainSamples, {seeds.data, Stream::trainClusters}, {seeds.data, Stream::trainInputs}, {}},
        stop);
    const Standardised standardised(train.inputs);
    Dataset<Scalar> data;
    data.train = standardised.of<Scalar>(train);
    data.test = standardised.of<Scalar>(features(
        settings,
        {settings.testSamples, {seeds.test, Stream::testClusters}, {seeds.test, Stream::testInputs}, {}},
        stop));
    data.ood = standardised.of<Scalar>(features(
        settings,
        {settings.oodSamples, {seeds.test, Stream::oodClusters}, {seeds.test, Stream::oodInputs}, oodSigns},
        stop));
    data.directions.resize(settings.dimension, 0);
    return data;
}

template Dataset<float> draw(const SimpleComplex&, const Seeds&, const std::stop_token&);
template Dataset<double> draw(const SimpleComplex&, const Seeds&, const std::stop_token&);

}  // namespace featurescope
