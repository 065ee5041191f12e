#include <gtest/gtest.h>

#include <QTest>
#include <cmath>
#include <random>
#include <string>

#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"
#include "core/spec/spec_validation.h"
#include "ui/main_window.h"
#include "ui/page/content_hub.h"
#include "ui/page/time_controls.h"
#include "ui/panels/plot_view.h"
#include "ui/session/pinned_runs.h"
#include "ui/session/run_editor.h"
#include "ui/session/session_presenter.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

/// Somebody who tries everything, also what makes no sense.
class Tinkerer {
  public:
    Tinkerer(MainWindow& window, unsigned seed) : window_(window), random_(seed) {}

    ExperimentSpec anySpec() {
        ExperimentSpec spec = scenarioNamed(kDefaultScenario);
        auto& data = std::get<XorClusters>(spec.data);
        data.dimension = below(12) + 2;
        data.trainSamples = below(40) + 1;
        data.testSamples = below(30);
        data.clusterVariance = anySize();
        data.labelNoise = below(11) / 10.0;
        data.corruption = NameTable<Corruption>::kinds[static_cast<std::size_t>(below(5))].kind;
        data.rotated = below(2) == 0;
        spec.network.neurons = below(20) + 1;
        spec.network.initVariance = anySize();
        spec.training.stepSize = anySize();
        spec.training.steps = below(60);
        spec.training.precision = below(2) == 0 ? Precision::single : Precision::dbl;
        spec.seeds.data = below(1000);
        return spec;
    }

    void tweak() {
        SessionPresenter& presenter = window_.presenter();
        RunEditor& editor = window_.time().editor();
        switch (below(12)) {
            case 0:
            case 1:
                return window_.open(anySpec());
            case 2:
                return presenter.togglePlay();
            case 3:
                return presenter.send(StepBy{below(9) - 4});
            case 4:
                return presenter.send(ShowStep{below(80) - 10});
            case 5:
                return presenter.send(RunTo{below(50)});
            case 6:
                return editor.edit(changed("training.step_size=" + text(anySize())), below(2) == 0);
            case 7:
                return editor.edit(changed("network.neurons=" + std::to_string(below(20) + 1)), false);
            case 8:
                return below(2) == 0 ? editor.history().stack().undo() : editor.history().stack().redo();
            case 9:
                return editor.keep();
            case 10:
                return window_.hub().select({.neurons = {static_cast<std::int32_t>(below(25))},
                                             .samples = {static_cast<std::int32_t>(below(45))}});
            default:
                return presenter.send(SetStopRule{StopRule{.value = static_cast<double>(below(20))}});
        }
    }

  private:
    int below(int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(random_); }
    /// From nothing to far beyond what can be trained.
    double anySize() {
        constexpr double kSizes[] = {0, 1e-300, 1e-12, 1e-4, 0.02, 0.3, 5, 1e4, 1e20, 1e300};
        return kSizes[below(10)];
    }
    static std::string text(double value) { return std::to_string(value); }
    ExperimentSpec changed(const std::string& assignment) {
        const auto& snapshot = window_.presenter().snapshot();
        ExperimentSpec spec = withSetting(snapshot->spec, assignment);
        return validate(spec).empty() ? spec : snapshot->spec;
    }

    MainWindow& window_;
    std::mt19937 random_;
};

/// What must hold of everything on screen at any time.
void expectSane(MainWindow& window, const std::string& where) {
    const Snapshot& now = *window.presenter().snapshot();
    if (now.state == RunState::failed || now.state == RunState::diverged) {
        ASSERT_FALSE(now.message.empty()) << where;
        EXPECT_EQ(now.message.back(), '.') << where << now.message;
    }
    for (const float value : now.field.values) ASSERT_TRUE(std::isfinite(value)) << where;
    for (const PlotView* plot : window.findChildren<PlotView*>()) {
        for (const PlotAxis* axis : {&plot->xAxis(), &plot->yAxis()}) {
            ASSERT_TRUE(std::isfinite(axis->low) && std::isfinite(axis->high)) << where;
            ASSERT_LT(axis->low, axis->high) << where;
        }
    }
}

TEST(RandomTweaks, FiveHundredLeaveTheWindowAlive) {
    constexpr unsigned kSeed = 20;
    MainWindow window{WindowOptions{}};
    window.resize(1280, 800);
    window.show();
    Tinkerer tinkerer(window, kSeed);
    window.open(tinkerer.anySpec());
    ASSERT_TRUE(QTest::qWaitFor([&] { return window.presenter().snapshot() != nullptr; }, 5000));
    for (int i = 0; i < 500; ++i) {
        tinkerer.tweak();
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
        expectSane(window, "tweak " + std::to_string(i) + ": ");
        if (testing::Test::HasFatalFailure()) return;
    }
    // Whatever has happened, it still does what it is told.
    window.open(scenarioNamed("crisp-clusters"));
    window.presenter().send(SetStopRule{});
    window.presenter().send(RunTo{3});
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            const auto& now = window.presenter().snapshot();
            return now->spec.title == scenarioNamed("crisp-clusters").title && now->step == 3 &&
                   !now->weightsSha256.empty();
        },
        10000));
}

}  // namespace
