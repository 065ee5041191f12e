// What a page with every panel costs the window's thread, per frame and per panel, and whether that stays the
// same in a long run. Prints two tables. Run it on an idle machine:
//   cmake --build build/release --target featurescope-page-bench
//   tests/checks/with_display.sh build/release/featurescope-page-bench

#include <QApplication>
#include <QElapsedTimer>
#include <QStyleFactory>
#include <algorithm>
#include <iomanip>
#include <iostream>
#include <limits>
#include <thread>
#include <vector>

#include "core/spec/scenario_table.h"
#include "tests/benchmarks/window_support.h"
#include "tests/support/small_spec.h"
#include "ui/look/look.h"
#include "ui/main_window.h"
#include "ui/page/card.h"
#include "ui/page/content_hub.h"
#include "ui/page/page.h"
#include "ui/panels/panel.h"
#include "ui/panels/panel_table.h"
#include "ui/session/session_presenter.h"

namespace featurescope::ui {
namespace {

constexpr int kFrames = 500;
constexpr int kFramesPerPanel = 60;
constexpr int kMoments = 12;  // different snapshots shown in turn, so that nothing is drawn from a cache

/// Every kind of panel once, in four columns.
PageLayout everyPanel() {
    PageLayout layout;
    layout.columns.resize(4);
    std::size_t index = 0;
    for (const PanelKind& kind : panelKinds())
        layout.columns[index++ % 4].cards.push_back({QString::fromLatin1(kind.id), 1});
    return layout;
}

/// So many different moments of the run, as the window shows them.
std::vector<PanelContent> moments(MainWindow& window) {
    std::vector<PanelContent> contents;
    runEventsUntil([&] {
        const PanelContent& now = window.hub().content();
        if (now.snapshot && now.snapshot->scene &&
            (contents.empty() || contents.back().snapshot != now.snapshot))
            contents.push_back(now);
        return contents.size() >= kMoments;
    });
    return contents;
}

struct FrameTimes {
    std::vector<double> thread, wall;  ///< milliseconds: processor time of this thread, and by the clock
};

/// Hands out and paints so many frames in the rhythm of the window.
FrameTimes frames(MainWindow& window, const std::vector<PanelContent>& contents, int count) {
    FrameTimes times;
    for (int frame = 0; frame < count; ++frame) {
        const double thread = milliseconds(CLOCK_THREAD_CPUTIME_ID), wall = milliseconds(CLOCK_MONOTONIC);
        window.page().followContent(contents[static_cast<std::size_t>(frame) % contents.size()]);
        QCoreApplication::processEvents();
        times.thread.push_back(milliseconds(CLOCK_THREAD_CPUTIME_ID) - thread);
        times.wall.push_back(milliseconds(CLOCK_MONOTONIC) - wall);
        std::this_thread::sleep_for(std::chrono::milliseconds(4));
    }
    return times;
}

void printFrames(const char* what, const FrameTimes& times) {
    std::cout << std::left << std::setw(34) << what << std::right << std::fixed << std::setprecision(2)
              << std::setw(9) << percentile(times.thread, 0.5) << std::setw(9)
              << percentile(times.thread, 0.99) << std::setw(9) << percentile(times.wall, 0.5) << std::setw(9)
              << percentile(times.wall, 0.99) << '\n';
}

/// Every panel alone at the size it has on the page; all of them are drawn in each frame.
void printPanels(const std::vector<PanelContent>& contents, const Look& look) {
    for (const PanelKind& kind : panelKinds()) {
        const std::unique_ptr<Panel> panel = kind.make();
        panel->resize(460, 250);
        panel->setLook(look);
        panel->show();
        FrameTimes times;
        std::vector<double> handing;
        for (int frame = 0; frame < kFramesPerPanel; ++frame) {
            const double start = milliseconds(CLOCK_THREAD_CPUTIME_ID), wall = milliseconds(CLOCK_MONOTONIC);
            panel->showContent(contents[static_cast<std::size_t>(frame) % contents.size()]);
            handing.push_back(milliseconds(CLOCK_THREAD_CPUTIME_ID) - start);
            QCoreApplication::processEvents();
            times.thread.push_back(milliseconds(CLOCK_THREAD_CPUTIME_ID) - start);
            times.wall.push_back(milliseconds(CLOCK_MONOTONIC) - wall);
        }
        printFrames(kind.id, times);
        std::cout << "      of which before painting    " << std::setw(9) << percentile(handing, 0.5)
                  << std::setw(9) << percentile(handing, 0.99) << '\n';
    }
}

void holdStill(MainWindow& window) {
    // From here on frames come from this benchmark, not from the timer.
    window.presenter().setTickFixed(true);
    window.presenter().setTick(1000000);
}

void letGo(MainWindow& window) { window.presenter().setTick(16); }

void measureLargeRun() {
    const ExperimentSpec spec = test::sizedSpec(
        {.dimension = 100, .trainSamples = 10000, .testSamples = 2000, .neurons = 4000, .steps = 1000000000});
    MainWindow window{WindowOptions{.session = sessionOptions(), .settings = nullptr}};
    window.resize(1920, 1080);
    window.page().arrange(everyPanel());
    window.show();
    window.open(spec);
    window.setSpeed(std::numeric_limits<double>::infinity());
    window.presenter().send(Play{});
    const std::vector<PanelContent> contents = moments(window);
    holdStill(window);
    std::cout << "n 10000, m 4000, d 100, training flat out, window 1920x1080, " << panelKinds().size()
              << " panels\nmilliseconds per frame              thread            clock\n"
              << "                                  median  99 of 100 median  99 of 100\n";
    printFrames("all panels", frames(window, contents, kFrames));
    printPanels(contents, window.look());
}

void measureLongRun() {
    ExperimentSpec spec = scenarioNamed(kDefaultScenario);
    spec.training.steps = 1000000000;
    MainWindow window{WindowOptions{.session = sessionOptions(), .settings = nullptr}};
    window.resize(1920, 1080);
    window.page().arrange(everyPanel());
    window.show();
    window.open(spec);
    window.setSpeed(std::numeric_limits<double>::infinity());
    std::cout << "first-screen, all panels, training flat out up to the step\n"
              << "step                                thread            clock         resident MB\n";
    double first = 0;
    for (const std::int64_t step : {std::int64_t{1000}, std::int64_t{100000}}) {
        letGo(window);
        window.presenter().send(RunTo{step});
        runEventsUntil([&] {
            const auto& snapshot = window.presenter().snapshot();
            return snapshot && snapshot->step == step && window.isUpToDate();
        });
        const double memory = residentMegabytes();
        window.presenter().send(SetSpeed{20});
        window.presenter().send(Play{});
        const std::vector<PanelContent> contents = moments(window);
        window.presenter().send(Pause{});
        holdStill(window);
        const FrameTimes times = frames(window, contents, kFrames);
        printFrames(std::to_string(step).c_str(), times);
        std::cout << "      resident memory, MB: " << memory << '\n';
        if (first > 0)
            std::cout << "      frame time against the first: " << percentile(times.thread, 0.5) / first
                      << '\n';
        first = percentile(times.thread, 0.5);
        window.presenter().send(SetSpeed{std::numeric_limits<double>::infinity()});
    }
}

}  // namespace
}  // namespace featurescope::ui

int main(int argc, char** argv) {
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication application(argc, argv);
    featurescope::ui::loadFonts();
    featurescope::ui::measureLargeRun();
    featurescope::ui::measureLongRun();
    return 0;
}
