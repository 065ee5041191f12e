#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "core/training/learner.h"
#include "core/training/sign_forward.h"
#include "tests/support/instruction_sets.h"
#include "tests/support/reference_training.h"

namespace featurescope {
namespace {

// Every engine and instruction set on many small problems of every kind, against the formulas as plain loops
// in double precision.

struct Shape {
    int samples, dimension, neurons;

    std::string text() const {
        return "n " + std::to_string(samples) + ", d " + std::to_string(dimension) + ", m " +
               std::to_string(neurons);
    }
};

/// What is special about a problem.
enum class Kind { ordinary, deadNeurons, saturatedMargins, noStep, equalSamples };

template <typename Scalar>
struct Problem {
    Dataset<Scalar> data;
    TwoLayerNetwork<Scalar> start;
    double stepSize = 0.3;
};

template <typename Scalar>
Problem<Scalar> makeProblem(const Shape& shape, Kind kind, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    const auto draw = [&](double scale) {
        return [&, scale] { return static_cast<Scalar>(scale * normal(random)); };
    };
    Problem<Scalar> problem;
    Matrix<Scalar>& x = problem.data.train.inputs;
    WeightMatrix<Scalar>& w = problem.start.weights;
    x = Matrix<Scalar>::NullaryExpr(shape.dimension, shape.samples, draw(1 / std::sqrt(shape.dimension)));
    w = WeightMatrix<Scalar>::NullaryExpr(shape.neurons, shape.dimension,
                                          draw(kind == Kind::saturatedMargins ? 3000.0 : 0.1));
    if (kind == Kind::deadNeurons) {
        x = x.cwiseAbs().eval();
        w = -w.cwiseAbs().eval();
    }
    if (kind == Kind::equalSamples) x.colwise() = Vector<Scalar>(x.col(0));
    if (kind == Kind::noStep) problem.stepSize = 0;
    for (int i = 0; i < shape.samples; ++i)
        problem.data.train.labels.push_back(random() % 2 == 0 ? std::int8_t{1} : std::int8_t{-1});
    problem.data.train.cleanLabels = problem.data.train.labels;
    problem.data.test.inputs.resize(shape.dimension, 0);
    problem.start.outputWeights.resize(shape.neurons);
    for (int j = 0; j < shape.neurons; ++j) {
        const bool isLeftOver = 2 * j + 1 == shape.neurons;
        const double a = isLeftOver ? 0 : (2 * j < shape.neurons ? 1 : -1) / std::sqrt(shape.neurons);
        problem.start.outputWeights[j] = static_cast<Scalar>(a);
    }
    return problem;
}

/// A size whose logarithm is uniform, so that small, odd and large ones all come up.
int drawSize(std::mt19937& random, int least, int most) {
    const double share = std::uniform_real_distribution<double>()(random);
    return std::min(most, static_cast<int>(least * std::pow((most + 1.0) / least, share)));
}

/// Numbers of products in a pass over all weights; the loops must stay affordable.
struct ProductRange {
    int least, most;
};
constexpr ProductRange kQuick{0, 12000};
constexpr ProductRange kSlow{150000, 600000};

/// n, m in 1 .. 300 and d in 2 .. 300, now and then 1.
Shape drawShape(std::mt19937& random, const ProductRange& range = kQuick) {
    while (true) {
        const Shape shape{drawSize(random, 1, 300), random() % 16 == 0 ? 1 : drawSize(random, 2, 300),
                          drawSize(random, 1, 300)};
        const int products = shape.samples * shape.dimension * shape.neurons;
        if (products >= range.least && products <= range.most) return shape;
    }
}

Kind kindOf(unsigned trial) {
    if (trial % 13 == 5) return Kind::deadNeurons;
    if (trial % 13 == 7) return Kind::saturatedMargins;
    if (trial % 29 == 3) return Kind::noStep;
    if (trial % 29 == 11) return Kind::equalSamples;
    return Kind::ordinary;
}

std::vector<LearnerOptions> everyWay() {
    std::vector<LearnerOptions> ways;
    for (const Engine engine : {Engine::primal, Engine::gram}) {
        for (const InstructionSet set : supportedSets())
            ways.push_back({.engine = engine, .instructionSet = set, .leastWorkPerThread = 1});
    }
    return ways;
}

std::string nameOfWay(const LearnerOptions& way) {
    return std::string(nameOf(way.engine)) + " " + std::string(nameOf(way.instructionSet));
}

template <typename Scalar>
WeightMatrix<Scalar> trained(const Problem<Scalar>& problem, const LearnerOptions& way, int steps) {
    const auto learner = makeLearner<Scalar>(problem.data, problem.start, {}, way, {});
    for (int step = 0; step < steps; ++step) learner->step(static_cast<Scalar>(problem.stepSize));
    return learner->weights();
}

template <typename Scalar>
void expectTruth(const Problem<Scalar>& problem, int steps, double tolerance) {
    reference::SlowTraining slow(problem.data, problem.start);
    const auto stepSize = static_cast<double>(static_cast<Scalar>(problem.stepSize));
    for (int step = 0; step < steps && stepSize > 0; ++step) slow.step(stepSize);
    const Matrix<double> truth = slow.weights();
    // A share of the way the weights went, and what storing them at each step rounds away.
    const double way = (truth - problem.start.weights.template cast<double>()).norm();
    const double rounding = 0.5 * steps * std::numeric_limits<Scalar>::epsilon() * truth.norm();
    for (const LearnerOptions& options : everyWay()) {
        const WeightMatrix<Scalar> weights = trained(problem, options, steps);
        EXPECT_LE((weights.template cast<double>() - truth).norm(), tolerance * way + rounding)
            << nameOfWay(options);
    }
}

TEST(Exactness, TwoHundredRandomShapesAgreeWithPlainLoopsForTwoHundredSteps) {
    std::mt19937 random(2023);
    for (unsigned trial = 0; trial < 200; ++trial) {
        const Shape shape = drawShape(random, trial % 20 == 10 ? kSlow : kQuick);
        SCOPED_TRACE("trial " + std::to_string(trial) + ": " + shape.text());
        expectTruth(makeProblem<double>(shape, kindOf(trial), trial), 200, 1e-10);
    }
}

TEST(Exactness, AMediumAndALargeShapeAgreeForTwoHundredSteps) {
    for (const Shape& shape : {Shape{150, 260, 60}, Shape{280, 190, 210}}) {
        SCOPED_TRACE(shape.text());
        expectTruth(makeProblem<double>(shape, Kind::ordinary, 2), 200, 1e-10);
    }
}

TEST(Exactness, FloatStaysWithinTwoThousandthsForFiveHundredSteps) {
    std::mt19937 random(2024);
    for (unsigned trial = 0; trial < 20; ++trial) {
        const Shape shape = drawShape(random);
        SCOPED_TRACE("trial " + std::to_string(trial) + ": " + shape.text());
        expectTruth(makeProblem<float>(shape, kindOf(trial), trial), 500, 2e-3);
    }
}

TEST(Exactness, TheLargestSizesAgreeToo) {
    expectTruth(makeProblem<double>({300, 300, 299}, Kind::ordinary, 1), 3, 1e-10);
}

/// Sizes for which the primal engine finds signs by integers.
const std::vector<Shape> kSizesForSigns{{300, 7, 512}, {257, 30, 601}};

TEST(Exactness, SignsByIntegersAgreeForProblemsOfEveryKind) {
    for (const Shape& shape : kSizesForSigns) {
        ASSERT_TRUE(SignForward<double>::isWorthwhile(shape.samples, shape.dimension, shape.neurons));
        for (const Kind kind :
             {Kind::ordinary, Kind::deadNeurons, Kind::saturatedMargins, Kind::noStep, Kind::equalSamples}) {
            SCOPED_TRACE(shape.text() + ", kind " + std::to_string(static_cast<int>(kind)));
            expectTruth(makeProblem<double>(shape, kind, 4), 20, 1e-10);
        }
    }
}

template <typename Scalar>
void expectSameBits(const Shape& shape, unsigned seed) {
    const Problem<Scalar> problem = makeProblem<Scalar>(shape, Kind::ordinary, seed);
    for (LearnerOptions way : everyWay()) {
        const WeightMatrix<Scalar> alone = trained(problem, way, 20);
        for (way.threads = 2; way.threads <= 4; ++way.threads) {
            const WeightMatrix<Scalar> weights = trained(problem, way, 20);
            EXPECT_EQ(std::memcmp(weights.data(), alone.data(),
                                  static_cast<std::size_t>(alone.size()) * sizeof(Scalar)),
                      0)
                << nameOfWay(way) << ", threads " << way.threads;
        }
    }
}

TEST(Exactness, OneToFourThreadsGiveTheSameBits) {
    std::mt19937 random(2025);
    for (unsigned trial = 0; trial < 12; ++trial) {
        const Shape shape = drawShape(random);
        SCOPED_TRACE("trial " + std::to_string(trial) + ": " + shape.text());
        expectSameBits<double>(shape, trial);
        expectSameBits<float>(shape, trial);
    }
}

TEST(Exactness, SignsByIntegersGiveTheSameBitsForOneToFourThreads) {
    for (const Shape& shape : kSizesForSigns) expectSameBits<double>(shape, 5);
}

}  // namespace
}  // namespace featurescope
