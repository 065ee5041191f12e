// Travelling through time in the window: how long its thread is busy at a time while the timeline is dragged,
// how long the exact state takes after letting go, and whether a frame late in a long run costs more than an
// early one. Prints two tables. Run it on an idle machine:
//   cmake --build build/release --target featurescope-scrub-bench
//   tests/checks/with_display.sh build/release/featurescope-scrub-bench

#include <QApplication>
#include <QElapsedTimer>
#include <QStyleFactory>
#include <QTest>
#include <iostream>
#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "core/spec/scenario_table.h"
#include "tests/benchmarks/window_support.h"
#include "tests/support/small_spec.h"
#include "ui/controls/timeline_bar.h"
#include "ui/look/look.h"
#include "ui/main_window.h"
#include "ui/session/session_presenter.h"

namespace featurescope::ui {
namespace {

constexpr int kScrubs = 25;
constexpr int kScrubMilliseconds = 2000;
constexpr int kMouseMilliseconds = 8;  // between two moves, as a usual mouse sends them
constexpr int kFrameSeconds = 6;
constexpr double kShortestOfInterest = 0.5;  // milliseconds; shorter ones draw nothing

/// Milliseconds that the window's thread took: of its processor, and by the clock, which also runs while
/// other threads and the X server have the processor.
struct EventTimes {
    std::vector<double> processor, clock;
};

/// Collects how long the window's thread takes for an event, with all that follows from it at once.
class BusyTimes : public QApplication {
  public:
    using QApplication::QApplication;
    bool notify(QObject* receiver, QEvent* event) override {
        if (isBusy_) return QApplication::notify(receiver, event);
        isBusy_ = true;
        const double thread = milliseconds(CLOCK_THREAD_CPUTIME_ID), wall = milliseconds(CLOCK_MONOTONIC);
        const bool result = QApplication::notify(receiver, event);
        const double span = milliseconds(CLOCK_THREAD_CPUTIME_ID) - thread;
        if (span >= kShortestOfInterest) {
            times_.processor.push_back(span);
            times_.clock.push_back(milliseconds(CLOCK_MONOTONIC) - wall);
        }
        isBusy_ = false;
        return result;
    }
    EventTimes take() { return std::exchange(times_, {}); }

  private:
    bool isBusy_ = false;
    EventTimes times_;
};

bool restsAt(MainWindow& window, std::int64_t step) {
    const auto& snapshot = window.presenter().snapshot();
    return snapshot && snapshot->step == step && !snapshot->weightsSha256.empty() && !snapshot->seek;
}

void openAndTrain(MainWindow& window, const ExperimentSpec& spec, std::int64_t step) {
    window.resize(1400, 900);
    window.show();
    window.open(spec);
    window.setSpeed(std::numeric_limits<double>::infinity());
    window.presenter().send(RunTo{step});
    runEventsUntil([&] { return restsAt(window, step) && window.isUpToDate(); });
}

void print(const std::string& what, const std::vector<double>& values) {
    if (values.empty()) return;
    std::cout << what << ": median " << percentile(values, 0.5) << ", 99 of 100 " << percentile(values, 0.99)
              << ", longest " << percentile(values, 1) << " ms (" << values.size() << ")\n";
}

void print(const std::string& what, const EventTimes& times) {
    print(what + ", processor", times.processor);
    print(what + ", by the clock", times.clock);
}

/// Drags the timeline from one end to a step and lets go there; milliseconds until the exact state is there.
double scrubTo(MainWindow& window, TimelineBar& bar, std::int64_t from, std::int64_t to) {
    const auto at = [&bar](double step) { return QPoint(static_cast<int>(step), bar.height() / 2); };
    const double start = bar.pixelOf(from), end = bar.pixelOf(to);
    QElapsedTimer clock;
    clock.start();
    QTest::mousePress(&bar, Qt::LeftButton, {}, at(start));
    while (clock.elapsed() < kScrubMilliseconds) {
        const double share = static_cast<double>(clock.elapsed()) / kScrubMilliseconds;
        QTest::mouseMove(&bar, at(start + share * (end - start)));
        runEventsFor(kMouseMilliseconds);
    }
    std::int64_t wanted = -1;
    const auto connection = QObject::connect(&bar, &TimelineBar::stepWanted, &bar,
                                             [&wanted](std::int64_t step, bool) { wanted = step; });
    clock.restart();
    QTest::mouseRelease(&bar, Qt::LeftButton, {}, at(end));
    runEventsUntil([&] { return restsAt(window, wanted); });
    QObject::disconnect(connection);
    return static_cast<double>(clock.nsecsElapsed()) / 1e6;
}

void measureScrubs(BusyTimes& busy) {
    constexpr std::int64_t kSteps = 3000;
    ExperimentSpec spec = scenarioNamed("figure-1");
    spec.training.steps = kSteps;
    MainWindow window{WindowOptions{.session = sessionOptions(), .settings = nullptr}};
    openAndTrain(window, spec, kSteps);
    auto& bar = *window.findChild<TimelineBar*>(QStringLiteral("timeline"));
    busy.take();
    std::vector<double> exact;
    std::mt19937 random(1);
    std::uniform_int_distribution<std::int64_t> anyStep(1, kSteps - 1);
    for (int scrub = 0; scrub < kScrubs; ++scrub)
        exact.push_back(scrubTo(window, bar, scrub % 2 == 0 ? kSteps : 0, anyStep(random)));
    std::cout << "figure-1, " << kSteps << " steps, window 1400x900, " << kScrubs << " scrubs of 2 s\n";
    print("window's thread, busy with one event", busy.take());
    print("letting go to the exact state", exact);
    std::cout << std::flush;
}

/// Busy times while the run goes on flat out from where it is.
EventTimes busyWhilePlaying(MainWindow& window, BusyTimes& busy) {
    window.presenter().send(Play{});
    runEventsFor(1000);
    busy.take();
    runEventsFor(kFrameSeconds * 1000);
    EventTimes times = busy.take();
    const std::uint64_t run = window.presenter().snapshot()->runId;
    window.presenter().send(Pause{});
    runEventsUntil([&] {
        const auto& snapshot = window.presenter().snapshot();
        return snapshot->runId == run && !snapshot->weightsSha256.empty();
    });
    return times;
}

void measureLongRun(BusyTimes& busy) {
    const ExperimentSpec spec = test::sizedSpec(
        {.dimension = 20, .trainSamples = 200, .testSamples = 200, .neurons = 50, .steps = 1000000000});
    MainWindow window{WindowOptions{.session = sessionOptions(), .settings = nullptr}};
    openAndTrain(window, spec, 1000);
    const double memoryBefore = residentMegabytes();
    const EventTimes first = busyWhilePlaying(window, busy);
    constexpr std::int64_t kEnd = 1000000;
    const std::int64_t end = std::max(kEnd, window.presenter().snapshot()->trainedTo + 1);
    window.presenter().send(RunTo{end});
    runEventsUntil([&] { return restsAt(window, end); });
    const double memory = residentMegabytes();
    const EventTimes last = busyWhilePlaying(window, busy);
    const Snapshot& snapshot = *window.presenter().snapshot();
    std::int64_t firstRows = 0;
    while (firstRows < 10 && snapshot.timeline[static_cast<std::size_t>(firstRows)].step == firstRows)
        ++firstRows;
    std::cout << "d 20, n 200, m 50, every step trained up to " << end << '\n';
    print("window's thread, busy with one event, from step 1000", first);
    print("window's thread, busy with one event, from the last step", last);
    std::cout << "ratio of the medians: "
              << percentile(last.processor, 0.5) / percentile(first.processor, 0.5)
              << "\nresident memory, MB: " << memoryBefore << " at step 1000, " << memory << " at the end\n"
              << "of the first 10 steps, the curves hold " << firstRows << std::endl;
}

}  // namespace
}  // namespace featurescope::ui

int main(int argc, char** argv) {
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    featurescope::ui::BusyTimes application(argc, argv);
    featurescope::ui::loadFonts();
    featurescope::ui::measureScrubs(application);
    featurescope::ui::measureLongRun(application);
    return 0;
}
