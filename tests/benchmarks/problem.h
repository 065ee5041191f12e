#pragma once

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "core/data/dataset.h"
#include "core/model/two_layer_network.h"

namespace featurescope {

/// Sizes of a measured problem.
struct Shape {
    int samples;
    int dimension;
    int neurons;

    std::string text() const {
        return "n:" + std::to_string(samples) + "/d:" + std::to_string(dimension) +
               "/m:" + std::to_string(neurons);
    }
};

/// The sizes docs/performance.md speaks of; the last three are those of Figures 1 and 2 of the paper.
inline const std::vector<Shape> kShapes{
    {200, 2, 100},     {1000, 50, 200},   {1000, 100, 1000}, {4000, 200, 1000}, {10000, 100, 4000},
    {400, 2000, 1000}, {200, 20000, 500}, {5000, 2, 500},    {5000, 300, 400},  {300, 5000, 400}};

template <typename Scalar>
struct Problem {
    Dataset<Scalar> data;
    TwoLayerNetwork<Scalar> start;
};

/// Random inputs of about unit length with alternating labels, and no test set.
template <typename Scalar>
Problem<Scalar> makeProblem(const Shape& shape) {
    std::mt19937 random(1);
    std::normal_distribution<double> normal;
    const auto draw = [&](double scale) {
        return [&, scale] { return static_cast<Scalar>(scale * normal(random)); };
    };
    Problem<Scalar> problem;
    problem.data.train.inputs =
        Matrix<Scalar>::NullaryExpr(shape.dimension, shape.samples, draw(1 / std::sqrt(shape.dimension)));
    problem.data.test.inputs.resize(shape.dimension, 0);
    for (int i = 0; i < shape.samples; ++i) problem.data.train.labels.push_back(i % 2 == 0 ? 1 : -1);
    problem.start.weights = WeightMatrix<Scalar>::NullaryExpr(shape.neurons, shape.dimension, draw(0.1));
    problem.start.outputWeights.resize(shape.neurons);
    for (int j = 0; j < shape.neurons; ++j) {
        problem.start.outputWeights[j] =
            static_cast<Scalar>((2 * j < shape.neurons ? 1 : -1) / std::sqrt(shape.neurons));
    }
    return problem;
}

}  // namespace featurescope
