// A window that trains flat out, saves its session again and again and autosaves every second, until it is
// killed: for tests/checks/kill_window.py. It says when it begins to write, so that a kill can be aimed at
// that.
//   featurescope-saving-window SESSION.fscope        goes on with the session when there is one
//   featurescope-saving-window SESSION.fscope once   saves once, reads what killed windows left behind, and
//   ends

#include <QApplication>
#include <QFileInfo>
#include <QStandardPaths>
#include <QStyleFactory>
#include <cstdlib>
#include <iostream>
#include <limits>

#include "core/spec/scenario_table.h"
#include "tests/benchmarks/window_support.h"
#include "ui/files/window_files.h"
#include "ui/look/look.h"
#include "ui/main_window.h"
#include "ui/session/session_presenter.h"

namespace featurescope::ui {
namespace {

constexpr int kAutosaveInterval = 1000, kSaveInterval = 700;  // milliseconds
constexpr std::uint64_t kBudget = std::uint64_t{4} << 20;     // bytes of checkpoints in a session

void say(const std::string& what) { std::cout << what << std::endl; }

/// What a user would be asked about: none of it may happen here.
void endOnTrouble(SessionKeeper& keeper) {
    const auto end = [](const QString& problem) {
        std::cerr << problem.toStdString() << '\n';
        std::exit(1);
    };
    QObject::connect(&keeper, &SessionKeeper::failed, end);
    QObject::connect(&keeper, &SessionKeeper::autosaveFailed, end);
    QObject::connect(&keeper, &SessionKeeper::isTaken, end);
}

void openOrStart(MainWindow& window, const QString& path) {
    if (!QFileInfo::exists(path)) {
        ExperimentSpec spec = scenarioNamed(kDefaultScenario);
        spec.training.steps = 4000000000;
        window.open(spec);
    } else {
        window.files().open(path);
        runEventsUntil([&] { return window.files().keeper().path() == path; });
    }
    runEventsUntil([&] { return window.presenter().snapshot() && window.presenter().snapshot()->scene; });
    window.presenter().send(SetMemoryBudget{kBudget});
    window.setSpeed(std::numeric_limits<double>::infinity());
}

[[noreturn]] void saveForEver(MainWindow& window, const QString& path) {
    SessionKeeper& keeper = window.files().keeper();
    QObject::connect(&keeper, &SessionKeeper::saved, [] { say("saved"); });
    QObject::connect(&keeper, &SessionKeeper::autosaved, [] { say("autosaved"); });
    window.presenter().send(Play{});
    QTimer saving, autosaving;
    QObject::connect(&saving, &QTimer::timeout, [&] {
        if (keeper.isSaving()) return;
        say("saving");
        keeper.save(path);
    });
    QObject::connect(&autosaving, &QTimer::timeout, [&] {
        if (keeper.isSaving()) return;
        say("autosaving");
        keeper.autosave();
    });
    saving.start(kSaveInterval);
    autosaving.start(kAutosaveInterval);
    for (;;) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

int saveOnce(MainWindow& window, const QString& path) {
    SessionKeeper& keeper = window.files().keeper();
    window.presenter().send(StepBy{3});
    runEventsFor(500);
    keeper.autosave();
    runEventsUntil([&] { return !keeper.isSaving(); });
    keeper.save(path);
    runEventsUntil([&] { return !keeper.isSaving(); });
    const auto left = slotsLeftBehind(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) +
                                      QStringLiteral("/autosave"));
    for (const auto& slot : left) {
        if (slot->read()) continue;
        std::cerr << slot->path().toStdString() << " holds no session\n";
        return 1;
    }
    say(std::to_string(left.size()) + " sessions were left behind");
    window.close();
    return 0;
}

int run(const QString& path, bool once) {
    QApplication::setApplicationName(QStringLiteral("Featurescope"));
    loadFonts();
    MainWindow window{WindowOptions{.session = sessionOptions(), .settings = nullptr, .keepsSessions = true}};
    window.show();
    endOnTrouble(window.files().keeper());
    openOrStart(window, path);
    if (once) return saveOnce(window, path);
    saveForEver(window, path);
}

}  // namespace
}  // namespace featurescope::ui

int main(int argc, char** argv) {
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication application(argc, argv);
    if (argc < 2) return 2;
    return featurescope::ui::run(QString::fromLocal8Bit(argv[1]), argc > 2);
}
