#include "tests/support/sample_snapshot.h"

#include <cmath>
#include <random>

namespace featurescope::test {
namespace {

NeuronTable neuronsOnACircle(int count, double turn) {
    NeuronTable table;
    for (int j = 0; j < count; ++j) {
        const double angle = turn + 6.283185307179586 * j / count;
        table.sign.push_back(static_cast<std::int8_t>(j + 1 == count && count % 2 == 1 ? 0
                                                      : j < count / 2                  ? 1
                                                                                       : -1));
        table.norm.push_back(1);
        table.cosMu1.push_back(std::cos(angle));
        table.cosMu2.push_back(std::sin(angle));
        table.projectionMu1.push_back(std::cos(angle));
        table.projectionMu2.push_back(std::sin(angle));
    }
    return table;
}

ProjectedSamples fourClusters(int each) {
    std::mt19937 random(7);
    std::normal_distribution<float> noise(0, 0.15F);
    ProjectedSamples samples;
    for (int cluster = 0; cluster < 4; ++cluster) {
        for (int i = 0; i < each; ++i) {
            const float sign = cluster % 2 == 0 ? 1.0F : -1.0F;
            samples.x.push_back((cluster < 2 ? sign : 0.0F) + noise(random));
            samples.y.push_back((cluster < 2 ? 0.0F : sign) + noise(random));
            const std::int8_t clean = cluster < 2 ? 1 : -1;
            samples.cleanLabels.push_back(clean);
            samples.labels.push_back(i % 5 == 0 ? static_cast<std::int8_t>(-clean) : clean);
            samples.clusters.push_back(static_cast<Cluster>(cluster));
        }
    }
    return samples;
}

DecisionField saddle() {
    DecisionField field{.area = {-3, 3, -3, 3}, .width = 64, .height = 64, .values = {}};
    for (int row = 0; row < 64; ++row) {
        for (int column = 0; column < 64; ++column) {
            const double x = -3 + 6 * (column + 0.5) / 64, y = 3 - 6 * (row + 0.5) / 64;
            field.values.push_back(static_cast<float>(x * x - y * y));
        }
    }
    return field;
}

Measurement measurementAt(double step) {
    Measurement values;
    values[Observable::trainLoss] = 0.69 * std::exp(-step / 60);
    values[Observable::trainError] = 0.2 + 0.3 * std::exp(-step / 5);
    values[Observable::trainErrorClean] = 0.5 * std::exp(-step / 5);
    values[Observable::trainErrorNoisy] = 1 - 0.5 * std::exp(-step / 5);
    if (std::fmod(step, 10) == 0) values[Observable::testError] = 0.2 + 0.3 * std::exp(-step / 8);
    values[Observable::alignmentOwnMedian] = 0.7;
    return values;
}

}  // namespace

std::shared_ptr<const Snapshot> sampleSnapshot(int samples, int neurons) {
    auto scene = std::make_shared<RunScene>();
    scene->samples = fourClusters(samples);
    scene->means = {{1, 0}, {0, 1}};
    scene->radius = 1.7;
    scene->startNeurons = neuronsOnACircle(neurons, 0.3);
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->runId = 3;
    snapshot->state = RunState::paused;
    snapshot->spec.title = "Made up";
    scene->spec = snapshot->spec;
    snapshot->scene = scene;
    Timeline timeline;
    for (int step = 0; step <= 39; ++step) timeline.record({step, measurementAt(step)});
    snapshot->timeline = timeline.view();
    snapshot->step = 39;
    snapshot->measurement = measurementAt(39);
    snapshot->neurons = neuronsOnACircle(neurons, 0);
    snapshot->field = saddle();
    snapshot->boundary = {{{-3, -3}, {3, 3}}, {{-3, 3}, {3, -3}}};
    return snapshot;
}

}  // namespace featurescope::test
