#include "tests/sentences/sentence.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"

namespace featurescope::sentences {

Run::Run(std::string_view scenario, std::initializer_list<std::string_view> settings, std::int64_t seed) {
    ExperimentSpec spec = scenarioNamed(scenario);
    for (const std::string_view setting : settings) spec = withSetting(std::move(spec), setting);
    visitFields(spec.seeds, [&](const Field&, std::int64_t& value) { value += seed; });
    experiment_ = makeExperiment(spec, {.threads = 1}, nullptr, {});
}

Run& Run::to(std::int64_t step) {
    EXPECT_LE(experiment_->step(), step);
    while (experiment_->step() < step) experiment_->advance();
    return *this;
}

double Run::now(Observable which) { return experiment_->measure(MeasureDepth::everything)[which]; }

namespace {

/// |values[k][j]| of the neurons with a_j != 0, k the direction that belongs to the sign of a_j.
std::vector<double> ownSizes(const NeuronTable& neurons, const std::vector<std::vector<double>>& values) {
    std::vector<double> sizes;
    for (std::size_t j = 0; j < neurons.norm.size(); ++j) {
        if (neurons.signOf(j) != 0) sizes.push_back(std::abs(values[neurons.signOf(j) > 0 ? 0 : 1][j]));
    }
    return sizes;
}

}  // namespace

std::vector<double> Run::ownCosines() {
    const NeuronTable& neurons = experiment_->neurons();
    return ownSizes(neurons, neurons.cosines);
}

std::vector<double> Run::ownProjections() {
    const NeuronTable& neurons = experiment_->neurons();
    return ownSizes(neurons, neurons.projections);
}

double Run::shareOnTheSideOf(const NeuronTable& then) {
    const NeuronTable& now = experiment_->neurons();
    std::size_t same = 0;
    for (std::size_t j = 0; j < now.norm.size(); ++j) {
        const std::size_t own = now.signOf(j) > 0 ? 0 : 1;
        same += now.projections[own][j] * then.projections[own][j] > 0 ? 1 : 0;
    }
    return static_cast<double>(same) / static_cast<double>(now.norm.size());
}

MarginValues Run::margins() {
    return *experiment_->parts({.parts = PartSet().with(SnapshotPart::margins)}).margins;
}

ConditionValues Run::conditions() {
    return *experiment_->parts({.parts = PartSet().with(SnapshotPart::conditions)}).conditions;
}

std::optional<std::int64_t> Run::firstStepWith(Observable which, double level, std::int64_t last) {
    const bool rises = now(which) < level;
    for (;; experiment_->advance()) {
        const double value = now(which);
        if (rises ? value >= level : value <= level) return experiment_->step();
        if (experiment_->step() >= last) return std::nullopt;
    }
}

double meanOf(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double meanOf(std::span<const float> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double correlation(std::span<const double> one, std::span<const double> other) {
    const double meanOne = meanOf(one), meanOther = meanOf(other);
    double both = 0, squaresOne = 0, squaresOther = 0;
    for (std::size_t i = 0; i < one.size(); ++i) {
        both += (one[i] - meanOne) * (other[i] - meanOther);
        squaresOne += (one[i] - meanOne) * (one[i] - meanOne);
        squaresOther += (other[i] - meanOther) * (other[i] - meanOther);
    }
    return both / std::sqrt(squaresOne * squaresOther);
}

double shareAbove(std::span<const double> values, double level) {
    return static_cast<double>(
               std::count_if(values.begin(), values.end(), [level](double value) { return value > level; })) /
           static_cast<double>(values.size());
}

}  // namespace featurescope::sentences
