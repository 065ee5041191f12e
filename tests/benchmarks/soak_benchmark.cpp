// What a window takes of the memory while it trains flat out for long, and of what: checkpoints, recorded
// rows, the rest. Prints one row at a time; exit code 1 when the memory at the end is more than 5 MB above
// that at the first quarter.
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
constexpr int kRows = 20;

/// A small network, whose steps are quick: d 20, n 200, m 50.
ExperimentSpec endless() {
    ExperimentSpec spec = scenarioNamed("crisp-clusters");
    auto& clusters = std::get<XorClusters>(spec.data);
    clusters.dimension = 20;
    clusters.trainSamples = 200;
    spec.network.neurons = 50;
    spec.training.steps = 4000000000;
    return spec;
}

/// Somebody who looks back at the run and goes on.
void work(MainWindow& window, std::mt19937& random) {
    SessionPresenter& presenter = window.presenter();
    const std::int64_t trained = presenter.snapshot()->trainedTo;
    for (int i = 0; i < 20; ++i) {
        presenter.send(ShowStep{std::uniform_int_distribution<std::int64_t>(0, trained)(random)});
        runEventsFor(25);
    }
    presenter.send(ShowStep{trained});
    presenter.send(Play{});
}

void printRow(const Snapshot& snapshot, double seconds, double milliseconds) {
    const struct mallinfo2 heap = mallinfo2();
    std::cout << std::fixed << std::setprecision(1) << std::setw(8) << seconds << std::setw(12)
              << static_cast<double>(snapshot.trainedTo) / 1e6 << std::setw(12) << residentMegabytes()
              << std::setw(13) << static_cast<double>(snapshot.memory.checkpointBytes) / kMebibyte
              << std::setw(11) << static_cast<double>(snapshot.memory.recordBytes) / kMebibyte
              << std::setw(12) << static_cast<double>(heap.uordblks + heap.hblkhd) / kMebibyte
              << std::setw(12) << static_cast<double>(heap.fordblks) / kMebibyte << std::setw(10)
              << milliseconds << std::endl;
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
        << " seconds  mio steps  resident MB  checkpoints  recorded  heap in use  heap free  busy ms/100\n";
    std::mt19937 random(1);
    QElapsedTimer clock;
    clock.start();
    double atQuarter = 0;
    for (int row = 1; row <= kRows; ++row) {
        const qint64 until = qint64{1000} * seconds * row / kRows;
        if (!isPlain) work(window, random);
        std::vector<double> frames;
        while (clock.elapsed() < until) {
            const double before = milliseconds(CLOCK_THREAD_CPUTIME_ID);
            runEventsFor(100);
            frames.push_back(milliseconds(CLOCK_THREAD_CPUTIME_ID) - before);
        }
        if (row == kRows / 4) atQuarter = residentMegabytes();
        printRow(*presenter.snapshot(), static_cast<double>(clock.elapsed()) / 1000,
                 frames.empty() ? 0 : percentile(frames, 0.5));
    }
    const double growth = residentMegabytes() - atQuarter;
    std::cout << "growth since the first quarter: " << growth << " MB\n";
    return growth <= kAllowedGrowth ? 0 : 1;
}

}  // namespace
}  // namespace featurescope::ui

int main(int argc, char** argv) {
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication application(argc, argv);
    return featurescope::ui::run(argc > 1 ? std::atoi(argv[1]) : 1200, argc > 2 ? std::atoi(argv[2]) : 16,
                                 argc > 3 && std::string_view(argv[3]) == "plain");
}
