// featurescope-bench: time of one gradient step per shape, precision, threads, instruction set and engine,
// and of the same step in plain Eigen; run_benchmark.cpp adds what else a run does.
// tests/benchmarks/compare.py runs it against other programs.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <string>

#include "core/training/learner.h"
#include "tests/benchmarks/problem.h"

namespace featurescope {
namespace {

constexpr double kStepSize = 0.05;

void report(benchmark::State& state, const Shape& shape) {
    const double flop = 4.0 * shape.samples * shape.dimension * shape.neurons;
    state.counters["steps/s"] = benchmark::Counter(1, benchmark::Counter::kIsIterationInvariantRate);
    state.counters["nominal GFLOP/s"] =
        benchmark::Counter(flop * 1e-9, benchmark::Counter::kIsIterationInvariantRate);
}

template <typename Scalar>
void learnerStep(benchmark::State& state, const Shape& shape, const LearnerOptions& options) {
    const Problem<Scalar> problem = makeProblem<Scalar>(shape);
    const auto learner = makeLearner<Scalar>(problem.data, problem.start, {}, options, {});
    learner->step(static_cast<Scalar>(kStepSize));
    for (auto _ : state) learner->step(static_cast<Scalar>(kStepSize));
    report(state, shape);
}

/// The step as one writes it with Eigen, one thread, the instruction set of the whole program.
template <typename Scalar>
void eigenStep(benchmark::State& state, const Shape& shape) {
    const Problem<Scalar> problem = makeProblem<Scalar>(shape);
    const Matrix<Scalar>& x = problem.data.train.inputs;
    const Vector<Scalar>& a = problem.start.outputWeights;
    Matrix<Scalar> weights = problem.start.weights;
    Vector<Scalar> y(x.cols());
    for (Eigen::Index i = 0; i < x.cols(); ++i) y[i] = problem.data.train.labels[static_cast<std::size_t>(i)];
    Matrix<Scalar> z(weights.rows(), x.cols());
    for (auto _ : state) {
        z.noalias() = weights * x;
        const Vector<Scalar> f = z.cwiseMax(Scalar(0)).transpose() * a;
        const Vector<Scalar> g =
            -y.array() / ((y.array() * f.array()).exp() + Scalar(1)) / static_cast<Scalar>(x.cols());
        z = (z.array() > Scalar(0)).select((a * g.transpose()).eval(), Scalar(0));
        weights.noalias() -= static_cast<Scalar>(kStepSize) * z * x.transpose();
        benchmark::DoNotOptimize(weights.data());
    }
    report(state, shape);
}

/// The same with a few samples at a time, so that their pre-activations stay in the cache.
template <typename Scalar>
void eigenFusedStep(benchmark::State& state, const Shape& shape) {
    constexpr Eigen::Index kBlock = 128;
    const Problem<Scalar> problem = makeProblem<Scalar>(shape);
    const Matrix<Scalar>& x = problem.data.train.inputs;
    const Vector<Scalar>& a = problem.start.outputWeights;
    Matrix<Scalar> weights = problem.start.weights, gradient(weights.rows(), weights.cols()), z;
    Vector<Scalar> y(x.cols());
    for (Eigen::Index i = 0; i < x.cols(); ++i) y[i] = problem.data.train.labels[static_cast<std::size_t>(i)];
    for (auto _ : state) {
        gradient.setZero();
        for (Eigen::Index i = 0; i < x.cols(); i += kBlock) {
            const auto block = x.middleCols(i, std::min(kBlock, x.cols() - i));
            const auto label = y.segment(i, block.cols()).array();
            z.noalias() = weights * block;
            const Vector<Scalar> f = z.cwiseMax(Scalar(0)).transpose() * a;
            const Vector<Scalar> g =
                -label / ((label * f.array()).exp() + Scalar(1)) / static_cast<Scalar>(x.cols());
            z = (z.array() > Scalar(0)).template cast<Scalar>();
            z *= g.asDiagonal();
            gradient.noalias() += z * block.transpose();
        }
        weights.noalias() -= static_cast<Scalar>(kStepSize) * a.asDiagonal() * gradient;
        benchmark::DoNotOptimize(weights.data());
    }
    report(state, shape);
}

template <typename Scalar>
void registerShape(const Shape& shape, const std::string& precision) {
    const std::string sizes = "/" + shape.text() + "/" + precision;
    benchmark::RegisterBenchmark(("eigen" + sizes).c_str(), [shape](benchmark::State& state) {
        eigenStep<Scalar>(state, shape);
    })->UseRealTime();
    benchmark::RegisterBenchmark(("eigen-fused" + sizes).c_str(), [shape](benchmark::State& state) {
        eigenFusedStep<Scalar>(state, shape);
    })->UseRealTime();
    for (const auto& engine : NameTable<Engine>::kinds) {
        for (const auto& set : NameTable<InstructionSet>::kinds) {
            if (!isSupported(set.kind)) continue;
            for (const int threads : {1, 2}) {
                const LearnerOptions options{
                    .engine = engine.kind, .threads = threads, .instructionSet = set.kind};
                const std::string name = "step" + sizes + "/" + std::string(engine.name) + "/" +
                                         std::string(set.name) + "/threads:" + std::to_string(threads);
                benchmark::RegisterBenchmark(name.c_str(), [shape, options](benchmark::State& state) {
                    learnerStep<Scalar>(state, shape, options);
                })->UseRealTime();
            }
        }
    }
}

}  // namespace
}  // namespace featurescope

int main(int argc, char** argv) {
    for (const auto& shape : featurescope::kShapes) {
        featurescope::registerShape<float>(shape, "float");
        featurescope::registerShape<double>(shape, "double");
    }
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    benchmark::RunSpecifiedBenchmarks();
}
