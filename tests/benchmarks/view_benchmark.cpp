// featurescope-view-bench: time of what the window asks a run for beside its steps, one row per thing and
// size, each at step 0 and when neurons have turned.

#include <benchmark/benchmark.h>

#include <memory>
#include <string>

#include "core/run/experiment.h"

namespace featurescope {
namespace {

struct Shape {
    std::int64_t samples, dimension, neurons, trained;
};

ExperimentSpec specOf(const Shape& shape) {
    ExperimentSpec spec;
    XorClusters clusters;
    clusters.dimension = shape.dimension;
    clusters.trainSamples = shape.samples;
    clusters.testSamples = 4000;
    clusters.clusterVariance = 0.0625;
    spec.data = clusters;
    spec.network.neurons = shape.neurons;
    spec.network.initVariance = 0.64 / static_cast<double>(shape.neurons * shape.dimension);
    return spec;
}

ViewRequest requestOf(unsigned parts, bool field, FieldMode mode, bool band) {
    ViewRequest request;
    request.parts = {parts};
    request.selection.neurons = {0, 1, 2};
    request.selection.samples = {0, 1, 2};
    if (field) {
        request.field = {
            .area = {-2.4, 2.4, -1.6, 1.6}, .width = 192, .height = 128, .mode = mode, .wantsBand = band};
    }
    return request;
}

struct Thing {
    const char* name;
    ViewRequest request;
};

void registerShape(const Shape& shape) {
    const Thing things[] = {
        {"margins", requestOf(1, false, FieldMode::slice, false)},
        {"spectrum", requestOf(2, false, FieldMode::slice, false)},
        {"conditions", requestOf(4, false, FieldMode::slice, false)},
        {"activity", requestOf(8, false, FieldMode::slice, false)},
        {"slice", requestOf(0, true, FieldMode::slice, false)},
        {"slice+band", requestOf(0, true, FieldMode::slice, true)},
        {"average", requestOf(0, true, FieldMode::clusterAverage, false)},
        {"average+band", requestOf(0, true, FieldMode::clusterAverage, true)},
    };
    for (const std::int64_t steps : {std::int64_t{0}, shape.trained}) {
        const std::shared_ptr<Experiment> run = makeExperiment(specOf(shape), {.threads = 2}, nullptr, {});
        while (run->step() < steps) run->advance();
        for (const Thing& thing : things) {
            const std::string name = std::string(thing.name) + "/n:" + std::to_string(shape.samples) +
                                     "/d:" + std::to_string(shape.dimension) +
                                     "/m:" + std::to_string(shape.neurons) + "/t:" + std::to_string(steps);
            benchmark::RegisterBenchmark(name.c_str(), [run,
                                                        request = thing.request](benchmark::State& state) {
                for (auto _ : state) {
                    benchmark::DoNotOptimize(run->view(request));
                    benchmark::DoNotOptimize(run->parts(request));
                }
            })->Unit(benchmark::kMillisecond);
        }
    }
}

}  // namespace
}  // namespace featurescope

int main(int argc, char** argv) {
    for (const featurescope::Shape& shape : {featurescope::Shape{1000, 100, 100, 200},
                                             {5000, 300, 400, 30},
                                             {300, 5000, 400, 30},
                                             {10000, 100, 4000, 60}}) {
        featurescope::registerShape(shape);
    }
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    benchmark::RunSpecifiedBenchmarks();
}
