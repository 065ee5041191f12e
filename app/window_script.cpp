#include "app/window_script.h"

#include <QCoreApplication>
#include <QTimer>
#include <iostream>
#include <utility>

#include "app/exit_code.h"
#include "core/base/errors.h"
#include "ui/exporting/figure_file.h"
#include "ui/exporting/image_export.h"
#include "ui/main_window.h"
#include "ui/page/page.h"
#include "ui/page/time_controls.h"
#include "ui/session/pinned_runs.h"
#include "ui/session/session_presenter.h"

namespace featurescope {
WindowScript::WindowScript(ui::MainWindow& window, ScriptOptions options)
    : window_(window), options_(std::move(options)) {
    connect(&window_.presenter(), &ui::SessionPresenter::arrived, this, &WindowScript::look);
    connect(&window_.page(), &ui::Page::settled, this, &WindowScript::look);
    connect(&window_.time().pinned(), &ui::PinnedRuns::changed, this, &WindowScript::look);
}

void WindowScript::look() {
    // Not before: the data of a run may still have to be read.
    const bool isThere = window_.presenter().snapshot() && window_.presenter().snapshot()->scene;
    if (options_.runTo && isThere && !std::exchange(isAsked_, true))
        window_.presenter().send(RunTo{*options_.runTo});
    if (done_ || !window_.isUpToDate() || !window_.time().pinned().isSettled()) return;
    const Snapshot& snapshot = *window_.presenter().snapshot();
    const bool stopped = snapshot.state == RunState::failed || snapshot.state == RunState::diverged;
    const bool resting = snapshot.state == RunState::paused || snapshot.state == RunState::finished;
    const bool arrived = resting && (!options_.runTo || snapshot.step == *options_.runTo);
    if ((!stopped && !arrived) || snapshot.runId == comparedRun_) return;
    if (options_.openNext && !stopped) {
        comparedRun_ = snapshot.runId;
        std::exchange(options_.openNext, nullptr)();
        return;
    }
    done_ = true;
    // Other receivers of the snapshot may still have to draw it.
    QTimer::singleShot(0, this, &WindowScript::finish);
}

void WindowScript::finish() {
    const Snapshot& snapshot = *window_.presenter().snapshot();
    int exitCode = kExitDone;
    if (snapshot.state == RunState::failed) exitCode = kExitBadInput;
    if (snapshot.state == RunState::diverged) exitCode = kExitDiverged;
    if (exitCode != kExitDone) {
        std::cerr << snapshot.message << std::endl;
    } else if (options_.runTo) {
        std::cout << "weights sha256: " << snapshot.weightsSha256 << std::endl;
        if (!snapshot.outputWeightsSha256.empty())
            std::cout << "output weights sha256: " << snapshot.outputWeightsSha256 << std::endl;
        if (!std::cout) {
            std::cerr << "featurescope: Standard output cannot be written." << std::endl;
            exitCode = kExitFileTrouble;
        }
    }
    if (!options_.screenshot.isEmpty()) {
        try {
            ui::writePicture({{.format = PictureFormat::png,
                               .image = ui::pictureOf(window_, window_.devicePixelRatioF()),
                               .recipe = ui::recipeOf(snapshot, {})},
                              options_.screenshot});
        } catch (const FileError& error) {
            std::cerr << error.what() << std::endl;
            exitCode = kExitFileTrouble;
        }
    }
    if (options_.quit) end(exitCode);
}

void WindowScript::end(int exitCode) {
    window_.close();
    QCoreApplication::exit(exitCode);
}

}  // namespace featurescope
