#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QFontMetricsF>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <array>
#include <iostream>
#include <random>
#include <set>

#include "core/spec/scenario_table.h"
#include "tests/support/session_probe.h"
#include "tests/support/small_scenario.h"
#include "ui/main_window.h"
#include "ui/page/page.h"
#include "ui/page/presentation.h"
#include "ui/page/time_controls.h"
#include "ui/panels/panel.h"
#include "ui/session/pinned_runs.h"
#include "ui/session/session_presenter.h"

using namespace featurescope;
using namespace featurescope::ui;

namespace {

constexpr const char* kLayouts[] = {"lecture", "explore", "theory"};
// 3840 x 2160 at a scale of 2 is 1920 x 1080 to everything that lays out.
const QSize kSizes[] = {{1024, 700}, {1280, 800}, {1366, 768}, {1920, 1080}, {3840, 2160}};
constexpr int kRuns[] = {0, 1, 3};
constexpr Brightness kColours[] = {Brightness::light, Brightness::dark, Brightness::projector};

enum Dimension : std::size_t { kScenario, kSize, kLayout, kPresent, kCompared, kColour, kDimensions };
using State = std::array<std::size_t, kDimensions>;

State counts() {
    return {scenarios().size(), std::size(kSizes),  std::size(kLayouts), 2,
            std::size(kRuns),   std::size(kColours)};
}

/// States such that every two values of different dimensions occur together: each next one is made, value by
/// value, to hold as many new pairs as it can.
std::vector<State> pairwiseStates() {
    using Pair = std::array<std::size_t, 4>;
    std::set<Pair> open;
    const State most = counts();
    for (std::size_t a = 0; a < kDimensions; ++a) {
        for (std::size_t b = a + 1; b < kDimensions; ++b) {
            for (std::size_t x = 0; x < most[a]; ++x) {
                for (std::size_t y = 0; y < most[b]; ++y) open.insert({a, x, b, y});
            }
        }
    }
    std::vector<State> states;
    while (!open.empty()) {
        State state{};
        const Pair seed = *open.begin();
        state[seed[0]] = seed[1];
        state[seed[2]] = seed[3];
        for (std::size_t d = 0; d < kDimensions; ++d) {
            if (d == seed[0] || d == seed[2]) continue;
            std::size_t best = 0, bestNew = 0;
            for (std::size_t value = 0; value < most[d]; ++value) {
                std::size_t fresh = 0;
                for (std::size_t other = 0; other < kDimensions; ++other) {
                    const bool isSet = other < d || other == seed[0] || other == seed[2];
                    if (other == d || !isSet) continue;
                    fresh += open.count(other < d ? Pair{other, state[other], d, value}
                                                  : Pair{d, value, other, state[other]});
                }
                if (fresh > bestNew) {
                    bestNew = fresh;
                    best = value;
                }
            }
            state[d] = best;
        }
        for (std::size_t a = 0; a < kDimensions; ++a) {
            for (std::size_t b = a + 1; b < kDimensions; ++b) open.erase({a, state[a], b, state[b]});
        }
        states.push_back(state);
    }
    std::ranges::sort(states);  // the same scenario stays open
    return states;
}

/// Every combination, or one part of `parts` of them, chosen at random but always the same.
std::vector<State> allStates(unsigned part, unsigned parts) {
    std::vector<State> states;
    const State most = counts();
    std::mt19937 bits(12);
    State state{};
    // What takes longest to change changes least often.
    constexpr Dimension kOrder[] = {kScenario, kCompared, kPresent, kLayout, kSize, kColour};
    for (bool isOver = false; !isOver;) {
        if (bits() % parts == part) states.push_back(state);
        isOver = true;
        for (std::size_t i = std::size(kOrder); i-- > 0 && isOver;) {
            std::size_t& value = state[kOrder[i]];
            isOver = ++value == most[kOrder[i]];
            if (isOver) value = 0;
        }
    }
    return states;
}

std::shared_ptr<const RunArchive> archiveOf(const ExperimentSpec& spec) {
    TrainingSession session{SessionOptions{}};
    session.send(Restart{.spec = spec, .data = nullptr});
    // Some scenarios are about a single step.
    const std::int64_t last = std::min<std::int64_t>(5, spec.training.steps);
    session.send(RunTo{last});
    const auto at = test::waitFor(session, [last](const Snapshot& s) {
        // In a small size the step of some scenarios is too large; what there is before can be kept as well.
        const bool ends = s.step == last || s.state == RunState::diverged;
        return s.state == RunState::failed || (ends && s.archive);
    });
    return at && at->state != RunState::failed ? at->archive : nullptr;
}

std::string nameOfState(const State& state) {
    const QSize size = kSizes[state[kSize]];
    return scenarios()[state[kScenario]].name + ", " + kLayouts[state[kLayout]] + ", " +
           std::to_string(size.width()) + "x" + std::to_string(size.height()) +
           (state[kPresent] ? ", presented" : "") + ", " + std::to_string(kRuns[state[kCompared]]) +
           " compared, colours " + std::to_string(state[kColour]);
}

std::string nameOf(const QWidget& widget) {
    std::string name = widget.objectName().toStdString();
    if (widget.parentWidget()) name = widget.parentWidget()->objectName().toStdString() + "/" + name;
    return name;
}

std::string textOf(const QRect& rect) {
    return std::to_string(rect.x()) + "," + std::to_string(rect.y()) + " " + std::to_string(rect.width()) +
           "x" + std::to_string(rect.height());
}

QString textOf(const QWidget& widget) {
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) return label->text();
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) return button->text();
    return {};
}

/// What pointing at it says; where the mouse goes through it, that is said by what it stands in.
QString toolTipOf(const QWidget& widget) {
    const bool isPassed = widget.testAttribute(Qt::WA_TransparentForMouseEvents);
    return isPassed && widget.parentWidget() ? toolTipOf(*widget.parentWidget()) : widget.toolTip();
}

class WindowStates : public testing::Test {
  protected:
    WindowStates() : window(WindowOptions{}) {
        window.show();
        window.activateWindow();
    }

    void enter(const State& state) {
        const Scenario& scenario = scenarios()[state[kScenario]];
        window.presentation().set(false);
        if (opened != scenario.name) {
            window.open(test::smallVersionOf(scenario.spec));
            opened = scenario.name;
            ASSERT_TRUE(upToDate(test::smallVersionOf(scenario.spec).title))
                << scenario.name << ": " << whatLags();
        }
        window.resize(kSizes[state[kSize]]);
        window.showLayout(QString::fromLatin1(kLayouts[state[kLayout]]));
        window.setBrightness(kColours[state[kColour]]);
        compare(scenario, kRuns[state[kCompared]]);
        window.presentation().set(state[kPresent] == 1);
        window.resize(kSizes[state[kSize]]);
        ASSERT_TRUE(upToDate(test::smallVersionOf(scenario.spec).title))
            << nameOfState(state) << ": " << whatLags();
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }

    bool upToDate(const std::string& title) {
        return QTest::qWaitFor(
            [&] { return window.isUpToDate() && window.presenter().snapshot()->spec.title == title; }, 10000);
    }

    std::string whatLags() {
        const Snapshot& shown = *window.presenter().snapshot();
        return "\"" + shown.spec.title + "\", state " + std::to_string(static_cast<int>(shown.state)) +
               (window.page().isSettled() ? "" : ", panels wait") +
               (window.presenter().fieldIsCurrent() ? "" : ", field is old");
    }

    void compare(const Scenario& scenario, int runs) {
        PinnedRuns& pinned = window.time().pinned();
        if (static_cast<int>(pinned.size()) == runs) return;
        pinned.takeAll();
        for (int run = 0; run < runs; ++run) {
            ExperimentSpec other = test::smallVersionOf(scenario.spec);
            other.seeds.data = 2 + run;
            const std::shared_ptr<const RunArchive> archive = archiveOf(other);
            ASSERT_TRUE(archive) << scenario.name << " with other data";
            pinned.keep(archive);
        }
        EXPECT_TRUE(QTest::qWaitFor([&] { return pinned.isSettled(); }, 10000));
    }

    /// Whether it, or what it stands in, can be seen by scrolling only.
    QRect shownPart(const QWidget& widget) const {
        QRect part(widget.mapTo(&window, QPoint()), widget.size());
        for (const QWidget* above = widget.parentWidget(); above && above != &window;
             above = above->parentWidget())
            part &= QRect(above->mapTo(&window, QPoint()), above->size());
        return part & window.rect();
    }

    void expectCharts(const std::string& where) const {
        const double line = QFontMetricsF(fontFor(TextRole::small, window.look())).height();
        for (const Panel* panel : window.panels()) {
            const std::string id = panel->objectName().toStdString();
            // Tables have lines of text and no plot.
            if (id == "panel-conditions" || id == "panel-baselines") continue;
            EXPECT_GE(panel->plotRectInPanel().height(), 100) << id << " in " << where;
            EXPECT_GE(panel->plotRectInPanel().height() + 1, 8 * line) << id << " in " << where;
        }
    }

    void expectWholeTexts(const std::string& where) const {
        for (const QWidget* widget : window.findChildren<QWidget*>()) {
            const QString text = textOf(*widget);
            if (!widget->isVisible() || text.isEmpty() || !toolTipOf(*widget).isEmpty()) continue;
            EXPECT_FALSE(text.contains(QChar(0x2026)) && !text.startsWith(QChar(0x2026)))
                << nameOf(*widget) << " \"" << text.toStdString() << "\" in " << where;
            const auto* label = qobject_cast<const QLabel*>(widget);
            if (!label || label->wordWrap() || label->textFormat() == Qt::RichText) continue;
            EXPECT_LE(label->fontMetrics().horizontalAdvance(text), label->width() + 1)
                << nameOf(*widget) << " \"" << text.toStdString() << "\" in " << where;
        }
    }

    void expectNothingSticksOut(const std::string& where) const {
        for (const QWidget* widget : window.findChildren<QWidget*>()) {
            const QWidget* parent = widget->parentWidget();
            if (!widget->isVisible() || widget->isWindow() || widget->size().isEmpty()) continue;
            // What a scroll area shows is meant to be larger than it.
            const bool isScrolled = parent && qobject_cast<const QScrollArea*>(parent->parentWidget());
            if (isScrolled || widget->objectName().startsWith(QStringLiteral("qt_"))) continue;
            EXPECT_TRUE(parent->rect().adjusted(-4, -1, 4, 1).contains(widget->geometry()))
                << nameOf(*widget) << ' ' << widget->metaObject()->className() << ' '
                << textOf(widget->geometry()) << " beyond " << textOf(parent->rect()) << " in " << where;
        }
    }

    void expectNoTextOnAnother(const std::string& where) const {
        std::vector<std::pair<const QWidget*, QRect>> texts;
        for (const QWidget* widget : window.findChildren<QWidget*>()) {
            if (!widget->isVisible() || textOf(*widget).isEmpty()) continue;
            // The title stands in its button.
            if (widget->parentWidget()->objectName() == QStringLiteral("scenarioMenu")) continue;
            const QRect part = shownPart(*widget);
            if (!part.isEmpty()) texts.emplace_back(widget, part);
        }
        for (std::size_t i = 0; i < texts.size(); ++i) {
            for (std::size_t k = i + 1; k < texts.size(); ++k) {
                const QRect both = texts[i].second & texts[k].second;
                EXPECT_FALSE(both.width() > 2 && both.height() > 2)
                    << nameOf(*texts[i].first) << " \"" << textOf(*texts[i].first).toStdString() << "\" and "
                    << nameOf(*texts[k].first) << " \"" << textOf(*texts[k].first).toStdString() << "\" in "
                    << where;
            }
        }
    }

    void expectReadable(const State& state) {
        const std::string where = nameOfState(state);
        ASSERT_NO_FATAL_FAILURE(enter(state));
        EXPECT_EQ(window.size(), kSizes[state[kSize]]) << where;
        expectCharts(where);
        expectWholeTexts(where);
        expectNothingSticksOut(where);
        expectNoTextOnAnother(where);
    }

    MainWindow window;
    std::string opened;
};

constexpr std::size_t kThirds = 3;  // each has its own time limit, and they run side by side

class WindowStatesThird : public WindowStates, public testing::WithParamInterface<std::size_t> {};

TEST_P(WindowStatesThird, EveryPairOfCircumstancesLeavesAWindowThatCanBeRead) {
    const std::vector<State> states = pairwiseStates();
    EXPECT_GE(states.size(), scenarios().size() * std::size(kSizes));
    const std::size_t first = states.size() * GetParam() / kThirds;
    const std::size_t end = states.size() * (GetParam() + 1) / kThirds;
    for (std::size_t i = first; i < end; ++i) ASSERT_NO_FATAL_FAILURE(expectReadable(states[i]));
}

INSTANTIATE_TEST_SUITE_P(Thirds, WindowStatesThird, testing::Range(std::size_t{0}, kThirds));

/// Takes about an hour; tests/checks/all_window_states.sh runs it, or a part of it.
TEST_F(WindowStates, DISABLED_EveryCombinationLeavesAWindowThatCanBeRead) {
    const QStringList part = qEnvironmentVariable("FEATURESCOPE_STATES", "0/1").split(QLatin1Char('/'));
    ASSERT_EQ(part.size(), 2);
    const std::vector<State> states = allStates(part[0].toUInt(), std::max(1U, part[1].toUInt()));
    ASSERT_FALSE(states.empty());
    const std::string only = qEnvironmentVariable("FEATURESCOPE_SCENARIO").toStdString();
    for (const State& state : states) {
        if (!only.empty() && scenarios()[state[kScenario]].name != only) continue;
        ASSERT_NO_FATAL_FAILURE(expectReadable(state));
    }
    std::cout << states.size() << " states at a scale of " << window.devicePixelRatioF() << '\n';
}

}  // namespace
