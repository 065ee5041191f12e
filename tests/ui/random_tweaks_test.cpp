#include <gtest/gtest.h>

#include <QCheckBox>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QPushButton>
#include <QSlider>
#include <QTest>
#include <QToolButton>
#include <cmath>
#include <iostream>
#include <limits>
#include <random>
#include <string>

#include "core/base/number_text.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"
#include "core/spec/spec_validation.h"
#include "tests/support/finite_paint.h"
#include "ui/controls/experiment_form.h"
#include "ui/controls/setting_row.h"
#include "ui/main_window.h"
#include "ui/page/content_hub.h"
#include "ui/page/time_controls.h"
#include "ui/panels/panel.h"
#include "ui/panels/plot_view.h"
#include "ui/session/pinned_runs.h"
#include "ui/session/run_editor.h"
#include "ui/session/session_presenter.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

/// Random specs that are tried, each with a few tweaks in mid-run. FEATURESCOPE_TWEAKS=500.
int rounds() {
    const int wanted = qEnvironmentVariableIntValue("FEATURESCOPE_TWEAKS");
    return wanted > 0 ? wanted : 120;
}
constexpr int kTweaksPerRound = 4;
// What is measured should be below 200 ms; on a loaded machine only much more is a reason to fail.
constexpr qint64 kLongestTurn = 2000;

/// A message to the user that can be understood without looking at the program.
bool isSentence(const std::string& text) {
    return std::count(text.begin(), text.end(), ' ') >= 3 && text.back() == '.';
}

/// Somebody who tries everything, also what makes no sense.
class Tinkerer {
  public:
    Tinkerer(MainWindow& window, unsigned seed) : window_(window), random_(seed) {}

    /// Most can be run, some cannot.
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
        if (below(5) == 0) spoil(spec, data);
        return spec;
    }

    void tweak() {
        SessionPresenter& presenter = window_.presenter();
        RunEditor& editor = window_.time().editor();
        switch (below(14)) {
            case 0:
                return presenter.togglePlay();
            case 1:
                return presenter.send(StepBy{below(9) - 4});
            case 2:
                return presenter.send(ShowStep{below(80) - 10});
            case 3:
                return presenter.send(RunTo{below(50)});
            case 4:
                return editor.edit(changed("training.step_size", anySize()), below(2));
            case 5:
                return editor.edit(changed("network.neurons", below(20) + 1), 0);
            case 6:
                return below(2) == 0 ? editor.history().stack().undo() : editor.history().stack().redo();
            case 7:
                return editor.history().stack().setIndex(below(editor.history().stack().count() + 1));
            case 8:
                return window_.hub().select({.neurons = {static_cast<std::int32_t>(below(25))},
                                             .samples = {static_cast<std::int32_t>(below(45))}});
            case 9:
                return presenter.send(SetStopRule{StopRule{.value = static_cast<double>(below(20))}});
            case 10:
                return pressAButton();
            default:
                return useTheForm();
        }
    }

  private:
    int below(int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(random_); }
    template <typename Item>
    Item anyOf(std::initializer_list<Item> items) {
        return *(items.begin() + below(static_cast<int>(items.size())));
    }
    /// From nothing to far beyond what can be trained.
    double anySize() { return anyOf({0.0, 1e-300, 1e-12, 1e-4, 0.02, 0.3, 5.0, 1e4, 1e20, 1e300}); }
    void spoil(ExperimentSpec& spec, XorClusters& data) {
        constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
        switch (below(6)) {
            case 0:
                spec.training.stepSize = anyOf({-0.1, kNan, std::numeric_limits<double>::infinity()});
                break;
            case 1:
                data.labelNoise = anyOf({1.5, -0.2, kNan});
                break;
            case 2:
                spec.network.neurons = anyOf({0, -3});
                break;
            case 3:
                data.dimension = anyOf({0, 1, -1});
                break;
            case 4:
                data.clusterVariance = anyOf({-1.0, kNan});
                break;
            default:
                data.trainSamples = 0;
        }
    }
    ExperimentSpec changed(const std::string& path, double value) {
        const ExperimentSpec& spec = window_.presenter().snapshot()->spec;
        return validate(spec).empty() ? withSetting(spec, path + "=" + numberText(value)) : spec;
    }
    void pressAButton() {
        const char* name = anyOf({"play", "backwards", "step", "rewind", "brightness"});
        auto* button = window_.findChild<QPushButton*>(QLatin1String(name));
        if (below(4) == 0) window_.findChild<QToolButton*>(QStringLiteral("keepRun"))->click();
        button->click();
    }
    /// Moves a slider, presses a button, chooses from a menu or types something into a box.
    void useTheForm() {
        const auto& rows = window_.findChild<ExperimentForm*>()->rows();
        SettingRow& row = *rows[static_cast<std::size_t>(below(static_cast<int>(rows.size())))];
        // Sizes stay small, so that many runs fit into a short time.
        const bool isSize = row.path().contains(QStringLiteral("samples")) ||
                            row.path().contains(QStringLiteral("dimension")) ||
                            row.path().contains(QStringLiteral("neurons"));
        if (auto* slider = row.findChild<QSlider*>(); slider && !isSize && below(2) == 0)
            return slider->setValue(below(slider->maximum() + 1));
        if (auto* button = row.findChild<QPushButton*>(); button && below(2) == 0) return button->click();
        if (auto* check = row.findChild<QCheckBox*>()) return check->click();
        if (auto* menu = row.findChild<QComboBox*>()) {
            menu->setCurrentIndex(below(menu->count()));
            Q_EMIT menu->activated(menu->currentIndex());
            return;
        }
        auto* box = row.findChild<QLineEdit*>();
        if (!box || box->isReadOnly()) return;
        box->setFocus();
        box->selectAll();
        QTest::keyClicks(box,
                         QLatin1String(anyOf({"", "-7", "many", "nan", "0.5", "3", "12", "1e-9", "2: 1"})));
        QTest::keyClick(box, Qt::Key_Return);
    }

    MainWindow& window_;
    std::mt19937 random_;
};

/// The longest that the window's thread was busy without a pause, in milliseconds.
class Turns {
  public:
    template <typename Work>
    void run(Work&& work) {
        QElapsedTimer clock;
        clock.start();
        work();
        longest_ = std::max(longest_, clock.elapsed());
    }
    void pass(int milliseconds) {
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < milliseconds) {
            run([] { QCoreApplication::processEvents(); });
            QTest::qSleep(1);
        }
    }
    template <typename Condition>
    bool passUntil(Condition&& condition, int milliseconds) {
        for (int i = 0; i < milliseconds / 2 && !condition(); ++i) pass(2);
        return condition();
    }
    qint64 longest() const { return longest_; }

  private:
    qint64 longest_ = 0;
};

/// What the window has refused, which must be said in sentences.
struct Refusals {
    int runs = 0, boxes = 0;
};

void expectSentences(MainWindow& window, const std::string& where, Refusals& refusals) {
    const Snapshot& now = *window.presenter().snapshot();
    if (now.state == RunState::failed || now.state == RunState::diverged) {
        ASSERT_TRUE(isSentence(now.message)) << where << now.message;
    }
    for (const SettingRow* row : window.findChild<ExperimentForm*>()->rows()) {
        for (const QWidget* control : row->findChildren<QWidget*>()) {
            if (!control->property("invalid").toBool()) continue;
            ++refusals.boxes;
            ASSERT_TRUE(isSentence(control->toolTip().toStdString()))
                << where << control->objectName().toStdString() << control->toolTip().toStdString();
        }
    }
}

/// Numbers of a run may overflow, but nothing is drawn at a place that is not finite.
void expectFinite(MainWindow& window, const std::string& where) {
    for (const PlotView* plot : window.findChildren<PlotView*>()) {
        for (const PlotAxis* axis : {&plot->xAxis(), &plot->yAxis()}) {
            ASSERT_TRUE(std::isfinite(axis->low) && std::isfinite(axis->high)) << where;
            ASSERT_LT(axis->low, axis->high) << where;
        }
    }
    for (Panel* panel : window.panels()) {
        test::FinitePaper paper(panel->size());
        panel->render(&paper);
        ASSERT_GT(paper.drawn(), 0);
        EXPECT_EQ(paper.notFinite(), 0) << where << panel->objectName().toStdString() << ' '
                                        << specToCompactJson(window.presenter().snapshot()->spec);
    }
}

TEST(RandomTweaks, HundredsLeaveTheWindowAliveAndEveryRefusalIsASentence) {
    constexpr unsigned kSeed = 20;
    MainWindow window{WindowOptions{}};
    window.resize(1280, 800);
    window.show();
    Tinkerer tinkerer(window, kSeed);
    Turns turns;
    Refusals refusals;
    for (int round = 0; round < rounds(); ++round) {
        const ExperimentSpec spec = tinkerer.anySpec();
        const std::string where = "round " + std::to_string(round) + ": ";
        const char* layouts[] = {"lecture", "explore", "theory"};
        if (round % 5 == 0)
            turns.run([&] { window.showLayout(QLatin1String(layouts[round / 5 % std::ssize(layouts)])); });
        turns.run([&] { window.open(spec); });
        if (!validate(spec).empty()) {
            ASSERT_TRUE(turns.passUntil(
                [&] {
                    const auto& now = window.presenter().snapshot();
                    return now && now->state == RunState::failed;
                },
                5000))
                << where;
            ++refusals.runs;
        }
        ASSERT_TRUE(turns.passUntil([&] { return window.presenter().snapshot() != nullptr; }, 5000));
        for (int i = 0; i < kTweaksPerRound; ++i) {
            turns.run([&] { tinkerer.tweak(); });
            turns.pass(6);
            expectSentences(window, where, refusals);
            if (testing::Test::HasFatalFailure()) return;
        }
        expectFinite(window, where);
        if (testing::Test::HasFatalFailure()) return;
    }
    std::cout << rounds() << " random specs, " << refusals.runs << " runs refused, " << refusals.boxes
              << " wrong boxes seen; the window was busy for at most " << turns.longest() << " ms.\n";
    EXPECT_LT(turns.longest(), kLongestTurn);
    EXPECT_GT(refusals.runs, rounds() / 20);
    EXPECT_GT(refusals.boxes, 0);
    // Whatever has happened, it still does what it is told.
    window.open(scenarioNamed("crisp-clusters"));
    // A run that trains is kept first, so the new one may come a moment later.
    const auto isOpen = [&] {
        const auto& now = window.presenter().snapshot();
        return now->spec.title == scenarioNamed("crisp-clusters").title && now->scene;
    };
    ASSERT_TRUE(QTest::qWaitFor(isOpen, 10000));
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
