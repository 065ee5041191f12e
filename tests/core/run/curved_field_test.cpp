#include "core/run/curved_field.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "core/run/experiment.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"

namespace featurescope {
namespace {

PlaneNetwork threeNeurons() {
    return {.neurons = {{1, 0.5, -1, 0}, {-2, 1, 0.25, 0.1}, {0.5, -0.75, 2, -0.3}},
            .perpendicular = {0.5, 1, 2},
            .sigma = 0.4,
            .across = nullptr};
}

const FieldView kView{.area = {-2, 1, -1, 2}, .width = 6, .height = 5, .mode = FieldMode::slice};

/// Mean over drawn noise of f at the centre of a pixel.
double drawnMean(const ActivationFunction& activation, const PlaneNetwork& network, int pixel, double sigma,
                 int draws) {
    const double x = -2 + 3 * (pixel % 6 + 0.5) / 6, y = 2 - 3 * (pixel / 6 + 0.5) / 5;
    std::mt19937 bits(5);
    std::normal_distribution<double> normal;
    double sum = 0;
    for (int draw = 0; draw < draws; ++draw) {
        for (std::size_t j = 0; j < 3; ++j) {
            const PlaneNeuron& neuron = network.neurons[j];
            const double z =
                neuron.x * x + neuron.y * y + neuron.bias + sigma * network.perpendicular[j] * normal(bits);
            sum +=
                neuron.outputWeight * std::visit([z](const auto& phi) { return phi.value(z); }, activation);
        }
    }
    return sum / draws;
}

TEST(CurvedField, IsTheOutputAtEveryPixel) {
    for (const ActivationFunction& activation :
         {ActivationFunction(SmoothLeakyRelu{0.1, 1.5}), ActivationFunction(Quadratic{0.25}),
          ActivationFunction(SignFunction{})}) {
        const DecisionField field = curvedFieldOf(threeNeurons(), activation, kView);
        ASSERT_EQ(field.values.size(), 30U);
        for (int pixel = 0; pixel < 30; ++pixel)
            EXPECT_NEAR(field.values[static_cast<std::size_t>(pixel)],
                        drawnMean(activation, threeNeurons(), pixel, 0, 1), 1e-5);
    }
}

TEST(CurvedField, AveragesOverTheNoiseAcrossThePlane) {
    FieldView view = kView;
    view.mode = FieldMode::clusterAverage;
    for (const ActivationFunction& activation :
         {ActivationFunction(SmoothLeakyRelu{0.1, 1.5}), ActivationFunction(Quadratic{0.25}),
          ActivationFunction(SignFunction{})}) {
        const DecisionField field = curvedFieldOf(threeNeurons(), activation, view);
        for (const int pixel : {0, 8, 17, 29})
            EXPECT_NEAR(field.values[static_cast<std::size_t>(pixel)],
                        drawnMean(activation, threeNeurons(), pixel, 0.4, 40000), 0.04)
                << pixel;
    }
    PlaneNetwork quiet = threeNeurons();
    quiet.sigma = 0;
    EXPECT_EQ(curvedFieldOf(quiet, Quadratic{0.25}, view).values,
              curvedFieldOf(quiet, Quadratic{0.25}, kView).values);
}

TEST(CurvedField, IsCoarserOfAWideNetwork) {
    PlaneNetwork wide;
    wide.neurons.assign(5000, {1, 1, 0, 0});
    wide.perpendicular.assign(5000, 0);
    FieldView view = kView;
    view.width = 400;
    view.height = 300;
    const DecisionField field = curvedFieldOf(wide, Quadratic{0.25}, view);
    EXPECT_LT(field.width * field.height, 800);
    EXPECT_NEAR(static_cast<double>(field.width) / field.height, 4.0 / 3, 0.1) << "pixels stay square";
    EXPECT_EQ(field.values.size(),
              static_cast<std::size_t>(field.width) * static_cast<std::size_t>(field.height));
    EXPECT_EQ(field.area, view.area);
}

TEST(CurvedField, IsWhatARunShows) {
    for (const char* scenario : {"benign-linear-control-2", "sign-neurons"}) {
        const auto run = makeExperiment(scenarioNamed(scenario), {}, nullptr, {});
        while (run->step() < 3) run->advance();
        ViewRequest request;
        request.field = {.area = {-4, 4, -3, 3}, .width = 32, .height = 24, .mode = FieldMode::slice};
        const StateView view = run->view(request);
        EXPECT_EQ(view.field.values.size(), 32U * 24U) << scenario;
        EXPECT_FALSE(view.boundary.empty()) << scenario;
        EXPECT_FALSE(view.network) << "others speak of straight pieces";
    }
}

}  // namespace
}  // namespace featurescope
