#include "core/recording/neuron_history.h"

#include <gtest/gtest.h>

#include <numeric>

#include "core/recording/recording_schedule.h"
#include "tests/core/theory/naive_simulation.h"
#include "tests/core/theory/real_run.h"

namespace featurescope {
namespace {

int sum(const CosineCounts& counts) { return std::accumulate(counts.begin(), counts.end(), 0); }

TEST(NeuronHistory, CountsEveryNeuronAtEveryStepFromZeroOn) {
    ExperimentSpec spec = specOf(naive::settingP2(), 1);
    spec.network.neurons = 31;  // 15 positive, 15 negative, one with a = 0
    const auto run = makeExperiment(spec, {}, nullptr, {});
    NeuronHistory history;
    history.record(0, run->neurons());
    while (run->step() < 120) {
        run->advance();
        if (nextLogarithmicStep(run->step() - 1) == run->step()) history.record(run->step(), run->neurons());
    }
    const NeuronHistoryView view = history.view();
    ASSERT_GT(view.size(), 25U);
    EXPECT_EQ(view[0].step, 0);
    for (std::size_t row = 0; row < view.size(); ++row) {
        ASSERT_EQ(view[row].counts.size(), 2U);
        for (const DirectionCounts& counts : view[row].counts) {
            EXPECT_EQ(sum(counts.positive), 15) << "step " << view[row].step;
            EXPECT_EQ(sum(counts.negative), 15) << "step " << view[row].step;
        }
        EXPECT_EQ(view[row].norm.size(), 31U);
    }
}

TEST(NeuronHistory, KeepsTheEndsInTheOutermostBins) {
    NeuronTable neurons{
        .outputWeight = {1, 1, 1, -1, 0},
        .norm = {1, 1, 1, 1, 1},
        .cosines = {{-1, 1, 0, 1, 1}, {0, 0, 0, -1, 1}},
        .projections = {{-1, 1, 0, 1, 1}, {0, 0, 0, -1, 1}},
        .own = OwnDirections{0, 1},
    };
    NeuronHistory history;
    history.record(0, neurons);
    const NeuronHistoryRow& row = history.view()[0];
    EXPECT_EQ(row.counts[0].positive.front(), 1);
    EXPECT_EQ(row.counts[0].positive.back(), 1);
    EXPECT_EQ(row.counts[0].positive[kHistoryBins / 2], 1);
    EXPECT_EQ(row.counts[0].negative.back(), 1);
    EXPECT_EQ(row.counts[1].negative.front(), 1);
    EXPECT_EQ(sum(row.counts[1].positive), 3);
}

TEST(NeuronHistory, FollowsEvenlyChosenNeuronsOfAWideNetwork) {
    constexpr std::size_t kNeurons = 10000;
    NeuronTable neurons;
    neurons.outputWeight.assign(kNeurons, 1);
    for (std::size_t j = 0; j < kNeurons; ++j) neurons.norm.push_back(static_cast<double>(j));
    NeuronHistory history;
    history.record(0, neurons);
    const NeuronHistoryView view = history.view();
    ASSERT_EQ(view.tracked().size(), NeuronHistory::kMostTracked);
    for (std::size_t k = 1; k < view.tracked().size(); ++k) {
        EXPECT_GT(view.tracked()[k], view.tracked()[k - 1]);
        EXPECT_EQ(view[0].norm[k], static_cast<float>(view.tracked()[k]));
    }
    EXPECT_EQ(view[0].directions(), 0U);
}

}  // namespace
}  // namespace featurescope
