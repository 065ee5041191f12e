// What a window takes of the memory while it trains flat out for long, and of what: checkpoints, recorded
// rows, the rest. Prints one row at a time; exit code 1 when the memory at the end is more than 5 MB above
// that at the first quarter, or a frame takes more than 1.05 times as long in the last quarter as in the
// second.
//   cmake --build build/release --target featurescope-soak-bench
//   QT_QPA_PLATFORM=offscreen build/release/featurescope-soak-bench [SECONDS=1200 [BUDGET_MIB=16 [plain]]]
// Unless "plain" is said, somebody works meanwhile: scrubs to an earlier step, goes on, changes the step
// size.

#include <malloc.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QStyleFactory>
#include <cstdlib>
#include <iomanip>
#include <iostream>
#include <limits>
#include <random>
#include <string_view>
#include <vector>

#include "core/spec/scenario_table.h"
#include "tests/benchmarks/window_support.h"
#include "ui/look/look.h"
#include "ui/main_window.h"
#include "ui/session/session_presenter.h"

namespace featurescope::ui {
namespace {

constexpr double kMebibyte = 1048576;
constexpr double kAllowedGrowth = 5;  // megabytes
constexpr double kAllowedSlowdown = 1.05;
constexpr int kRows = 20;
constexpr double kStepSize = 0.2;

/// A small network, whose steps are quick: d 20, n 200, m 50.
ExperimentSpec endless() {
    ExperimentSpec spec = scenarioNamed("crisp-clusters");
    auto& clusters = std::get<XorClusters>(spec.data);
    clusters.dimension = 20;
    clusters.trainSamples = 200;
    spec.network.neurons = 50;
    spec.training.steps = 4000000000;
    spec.training.stepSize = kStepSize;
    return spec;
}

/// Somebody who looks back at the run, goes on, and does so with another step size.
void work(MainWindow& window, std::mt19937& random) {
    SessionPresenter& presenter = window.presenter();
    const std::int64_t trained = presenter.snapshot()->trainedTo;
    const double stepSize = stepSizeInForce(presenter.snapshot()->spec.training, trained);
    for (int i = 0; i < 20; ++i) {
        presenter.send(ShowStep{std::uniform_int_distribution<std::int64_t>(0, trained)(random)});
        runEventsFor(25);
    }
    presenter.send(ShowStep{trained});
    presenter.send(SetStepSize{stepSize == kStepSize ? kStepSize / 2 : kStepSize});
    presenter.send(Play{});
}

/// Milliseconds of this thread per snapshot that the window shows, until the clock says so.
double frameTimeUntil(qint64 end, const QElapsedTimer& clock, const SessionPresenter& presenter) {
    int frames = 0;
    const QMetaObject::Connection counting =
        QObject::connect(&presenter, &SessionPresenter::arrived, [&frames] { ++frames; });
    const double before = milliseconds(CLOCK_THREAD_CPUTIME_ID);
    runEventsFor(static_cast<int>(std::max<qint64>(0, end - clock.elapsed())));
    QObject::disconnect(counting);
    return (milliseconds(CLOCK_THREAD_CPUTIME_ID) - before) / std::max(1, frames);
}

void printRow(const Snapshot& snapshot, double seconds, double milliseconds) {
    const struct mallinfo2 heap = mallinfo2();
    std::cout << std::fixed << std::setprecision(1) << std::setw(8) << seconds << std::setw(12)
              << static_cast<double>(snapshot.trainedTo) / 1e6 << std::setw(12) << residentMegabytes()
              << std::setw(13) << static_cast<double>(snapshot.memory.checkpointBytes) / kMebibyte
              << std::setw(11) << static_cast<double>(snapshot.memory.recordBytes) / kMebibyte
              << std::setw(12) << static_cast<double>(heap.uordblks + heap.hblkhd) / kMebibyte
              << std::setw(12) << static_cast<double>(heap.fordblks) / kMebibyte << std::setw(10)
              << std::setprecision(2) << milliseconds << std::endl;
}

int run(int seconds, int mebibytes, bool isPlain) {
    loadFonts();
    MainWindow window{WindowOptions{.session = sessionOptions(), .settings = nullptr}};
    window.resize(1400, 900);
    window.show();
    window.open(endless());
    SessionPresenter& presenter = window.presenter();
    presenter.send(SetMemoryBudget{static_cast<std::uint64_t>(mebibytes) << 20});
    window.setSpeed(std::numeric_limits<double>::infinity());
    presenter.send(Play{});
    runEventsUntil([&] { return presenter.snapshot() && presenter.snapshot()->step > 20; });
    std::cout
        << " seconds  mio steps  resident MB  checkpoints  recorded  heap in use  heap free  ms/frame\n";
    std::mt19937 random(1);
    QElapsedTimer clock;
    clock.start();
    double atQuarter = 0;
    std::vector<double> frames;
    for (int row = 1; row <= kRows; ++row) {
        if (!isPlain) work(window, random);
        frames.push_back(frameTimeUntil(qint64{1000} * seconds * row / kRows, clock, presenter));
        if (row == kRows / 4) atQuarter = residentMegabytes();
        printRow(*presenter.snapshot(), static_cast<double>(clock.elapsed()) / 1000, frames.back());
    }
    const double growth = residentMegabytes() - atQuarter;
    const auto quarter = [&frames](int index) {
        const auto first = frames.begin() + index * kRows / 4;
        return percentile({first, first + kRows / 4}, 0.5);
    };
    const double slowdown = quarter(3) / quarter(1);
    std::cout << "since the first quarter the memory grew by " << growth << " MB; a frame takes " << slowdown
              << " times as long in the last quarter as in the second\n";
    return growth <= kAllowedGrowth && slowdown <= kAllowedSlowdown ? 0 : 1;
}

}  // namespace
}  // namespace featurescope::ui

int main(int argc, char** argv) {
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication application(argc, argv);
    return featurescope::ui::run(argc > 1 ? std::atoi(argv[1]) : 1200, argc > 2 ? std::atoi(argv[2]) : 16,
                                 argc > 3 && std::string_view(argv[3]) == "plain");
}
