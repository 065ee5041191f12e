// What the window costs: repaints per second, time from a key to its effect, and training speed beside a run
// without a window. Prints one table. Run it on an idle machine:
//   cmake --build build/release --target featurescope-window-bench
//   tests/checks/with_display.sh build/release/featurescope-window-bench

#include <QApplication>
#include <QElapsedTimer>
#include <QGraphicsView>
#include <QPushButton>
#include <QStyleFactory>
#include <QTest>
#include <iostream>
#include <limits>
#include <random>
#include <thread>
#include <vector>

#include "core/spec/scenario_table.h"
#include "tests/benchmarks/window_support.h"
#include "ui/look/look.h"
#include "ui/main_window.h"
#include "ui/panels/panel.h"
#include "ui/session/session_presenter.h"

namespace featurescope::ui {
namespace {

constexpr int kSeconds = 6;  // per measurement
constexpr int kKeyPresses = 120;
constexpr double kUnlimited = std::numeric_limits<double>::infinity();

/// Counts the paint events of a widget and remembers the time of the last one.
class PaintCounter : public QObject {
  public:
    explicit PaintCounter(QWidget& widget) { widget.installEventFilter(this); }
    int count = 0;

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        count += event->type() == QEvent::Paint;
        return QObject::eventFilter(watched, event);
    }
};

ExperimentSpec endlessFigure1() {
    ExperimentSpec spec = scenarioNamed("figure-1");
    spec.training.steps = 1000000000;
    return spec;
}

/// Steps per second of a session that nobody looks at.
double speedWithoutWindow() {
    TrainingSession session(sessionOptions());
    session.send(SetSpeed{kUnlimited});
    session.send(Restart{.spec = endlessFigure1(), .data = nullptr});
    session.send(Play{});
    const auto newest = [&session](auto accept) {
        while (true) {
            const auto snapshot = session.takeSnapshot();
            if (snapshot && accept(*snapshot)) return snapshot;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    };
    const std::int64_t first =
        newest([](const Snapshot& s) { return s.state == RunState::running && s.step > 20; })->step;
    QElapsedTimer clock;
    clock.start();
    std::this_thread::sleep_for(std::chrono::seconds(kSeconds));
    session.send(Pause{});
    const double seconds = static_cast<double>(clock.elapsed()) / 1000;
    const std::int64_t last =
        newest([](const Snapshot& s) { return s.state == RunState::paused && s.step > 20; })->step;
    return static_cast<double>(last - first) / seconds;
}

struct WindowRates {
    double framesPerSecond = 0, stepsPerSecond = 0;
};

WindowRates ratesWithWindow(MainWindow& window, int tick) {
    SessionPresenter& presenter = window.presenter();
    presenter.setTickFixed(true);
    presenter.setTick(tick);
    runEventsFor(500);
    PaintCounter paints(*window.panels().front()->findChild<QGraphicsView*>()->viewport());
    const std::int64_t first = presenter.snapshot()->step;
    QElapsedTimer clock;
    clock.start();
    runEventsFor(kSeconds * 1000);
    const double seconds = static_cast<double>(clock.elapsed()) / 1000;
    return {paints.count / seconds, static_cast<double>(presenter.snapshot()->step - first) / seconds};
}

/// Milliseconds from a key press at a random moment until the button that shows its effect has been painted.
std::vector<double> keyLatencies(MainWindow& window) {
    std::vector<double> latencies;
    auto& button = *window.findChild<QPushButton*>(QStringLiteral("play"));
    PaintCounter paints(button);
    std::mt19937 random(1);
    std::uniform_int_distribution<int> pause(30, 120);
    for (int press = 0; press < kKeyPresses; ++press) {
        runEventsFor(pause(random));
        const QString before = button.accessibleName();
        QElapsedTimer clock;
        std::thread finger([&window, &clock] {
            clock.start();
            QMetaObject::invokeMethod(
                &window, [&window] { QTest::keyClick(&window, Qt::Key_Space); }, Qt::QueuedConnection);
        });
        finger.join();
        const int paintsBefore = paints.count;
        runEventsUntil([&] { return button.accessibleName() != before && paints.count > paintsBefore; });
        latencies.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    return latencies;
}

int run() {
    loadFonts();
    const double alone = speedWithoutWindow();
    MainWindow window{WindowOptions{.session = sessionOptions(), .settings = nullptr}};
    window.resize(1400, 900);
    window.show();
    window.open(endlessFigure1());
    window.setSpeed(kUnlimited);
    window.presenter().send(Play{});
    runEventsUntil([&] { return window.presenter().snapshot() && window.presenter().snapshot()->step > 20; });
    const WindowRates fast = ratesWithWindow(window, 16);
    const WindowRates slow = ratesWithWindow(window, 33);
    window.presenter().setTick(16);
    const std::vector<double> latencies = keyLatencies(window);
    std::cout << "figure-1 flat out, window 1400x900, " << sessionOptions().learner.threads
              << " training thread(s)\n"
              << "                        frames/s   steps/s   share of the speed without window\n"
              << "no window                      -   " << alone << "   1\n"
              << "16 ms tick             " << fast.framesPerSecond << "   " << fast.stepsPerSecond << "   "
              << fast.stepsPerSecond / alone << '\n'
              << "33 ms tick             " << slow.framesPerSecond << "   " << slow.stepsPerSecond << "   "
              << slow.stepsPerSecond / alone << '\n'
              << "key to effect, ms: median " << percentile(latencies, 0.5) << ", 99 of 100 "
              << percentile(latencies, 0.99) << ", " << latencies.size() << " presses" << std::endl;
    return 0;
}

}  // namespace
}  // namespace featurescope::ui

int main(int argc, char** argv) {
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication application(argc, argv);
    return featurescope::ui::run();
}
