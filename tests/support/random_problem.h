#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <sstream>
#include <string>

#include "core/data/dataset.h"
#include "core/model/two_layer_network.h"
#include "core/training/learner.h"

namespace featurescope {

/// A task of a random shape and kind; small enough for plain loops.
template <typename Scalar>
struct RandomProblem {
    Dataset<Scalar> data;
    TwoLayerNetwork<Scalar> start;
    LearningRule rule;
    double stepSize = 0.1;
};

/// What is fixed; 0 is drawn.
struct ProblemShape {
    Eigen::Index samples = 0, neurons = 0, dimension = 0;
};

template <typename Scalar>
std::string textOf(const RandomProblem<Scalar>& problem) {
    std::ostringstream text;
    text << "n = " << problem.data.train.size() << ", d = " << problem.start.weights.cols()
         << ", m = " << problem.start.weights.rows() << ", activation " << problem.start.activation.index()
         << ", loss " << nameOf(problem.rule.loss) << ", trained " << nameOf(problem.rule.trained);
    return text.str();
}

/// Dimensions 1 to 4 and on both sides of n = 2.5 d; zero rows, odd m, given and symmetric starts, every kind
/// of activation, loss and trained layers.
template <typename Scalar>
RandomProblem<Scalar> randomProblem(std::uint32_t seed, const ProblemShape& shape) {
    std::mt19937 random(seed + 1);
    const auto below = [&random](Eigen::Index end) { return static_cast<Eigen::Index>(random()) % end; };
    std::normal_distribution<double> normal;
    const auto draw = [&](double) { return normal(random); };
    RandomProblem<Scalar> problem;
    const Eigen::Index d = shape.dimension > 0 ? shape.dimension
                           : below(3) == 0     ? 1 + below(4)
                                               : 5 + below(60);
    const Eigen::Index n = shape.samples > 0 ? shape.samples : 1 + below(seed % 2 == 0 ? 2 * d + 2 : 300);
    const Eigen::Index m = shape.neurons > 0 ? shape.neurons : 1 + below(90);
    // Samples near the unit sphere, so that a step of this size is a step and not a jump.
    const double scale = 1 / std::sqrt(static_cast<double>(d));
    const bool realTargets = below(2) == 0;
    problem.rule.loss = NameTable<Loss>::kinds[seed % NameTable<Loss>::kinds.size()].kind;
    problem.rule.trained = static_cast<TrainedLayers>(below(3));
    const auto fill = [&](SampleSet<Scalar>& set, Eigen::Index count) {
        set.inputs = (scale * Matrix<double>::Zero(d, count).unaryExpr(draw)).template cast<Scalar>();
        for (Eigen::Index i = 0; i < count; ++i) {
            if (below(20) == 0) set.inputs.col(i).setZero();
            const double target = normal(random);
            set.labels.push_back(target > 0 ? std::int8_t{1} : std::int8_t{-1});
            if (realTargets && recordOf(problem.rule.loss).takesRealTargets)
                set.targets.push_back(static_cast<Scalar>(target));
        }
        set.cleanLabels = set.labels;
    };
    fill(problem.data.train, n);
    fill(problem.data.test, below(80));
    problem.start.weights = Matrix<double>::Zero(m, d).unaryExpr(draw).template cast<Scalar>() * Scalar(0.3);
    problem.start.outputWeights = startOutputWeights<Scalar>({.neurons = m}, 1);
    if (below(3) == 0) problem.start.factor = 0.4;
    if (below(3) == 0)
        problem.start.outputWeights = Vector<Scalar>::Zero(m).unaryExpr(
            [&](Scalar) { return static_cast<Scalar>(normal(random) / std::sqrt(static_cast<double>(m))); });
    if (below(3) == 0 && m % 2 == 0)
        problem.start.weights.bottomRows(m / 2) = problem.start.weights.topRows(m / 2);
    if (below(4) == 0) problem.start.weights.row(below(m)).setZero();
    NetworkSettings settings;
    const auto& kinds = NameTable<Activation>::kinds;
    settings.activation =
        kinds[static_cast<std::size_t>(below(static_cast<Eigen::Index>(kinds.size())))].kind;
    settings.activationSlope = static_cast<double>(below(11)) / 10;
    problem.start.activation = activationOf(settings);
    return problem;
}

}  // namespace featurescope
