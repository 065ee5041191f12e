#include "ui/exporting/figure_view.h"

#include <gtest/gtest.h>

#include <QJsonDocument>

#include "tests/support/sample_snapshot.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

std::string viewOfSample(const Snapshot& snapshot) {
    return QJsonDocument(viewOf(panelSubject("errors"), {}, snapshot))
        .toJson(QJsonDocument::Compact)
        .toStdString();
}

TEST(WeightsDifference, SeesEverySingleNeuron) {
    const Snapshot sample = *test::sampleSnapshot();
    const std::string view = viewOfSample(sample);
    ASSERT_TRUE(weightsDifference(view, sample).has_value());
    EXPECT_LE(*weightsDifference(view, sample), kSameWeights);
    for (std::size_t j = 0; j < sample.neurons.norm.size(); ++j) {
        Snapshot other = sample;
        other.neurons.norm[j] += 1 + other.neurons.norm[j];
        EXPECT_GT(*weightsDifference(view, other), kSameWeights) << "neuron " << j;
    }
}

TEST(WeightsDifference, IsUnknownForAnotherNetworkAndForAViewWithoutNumbers) {
    const Snapshot sample = *test::sampleSnapshot();
    Snapshot smaller = sample;
    for (auto* column :
         {&smaller.neurons.norm, &smaller.neurons.projections[0], &smaller.neurons.projections[1]})
        column->pop_back();
    EXPECT_EQ(weightsDifference(viewOfSample(sample), smaller), std::nullopt);
    EXPECT_EQ(weightsDifference("{}", sample), std::nullopt);
    EXPECT_EQ(weightsDifference("{\"neurons\": \"!\"}", sample), std::nullopt);
    EXPECT_EQ(weightsDifference("{\"neurons\": [1, 2]}", sample), std::nullopt);
}

}  // namespace
