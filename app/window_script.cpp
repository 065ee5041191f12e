#include "app/window_script.h"

#include <QCoreApplication>
#include <QTimer>
#include <iostream>

#include "core/base/errors.h"
#include "ui/exporting/image_export.h"
#include "ui/main_window.h"
#include "ui/session/session_presenter.h"

namespace featurescope {
namespace {

// Exit codes of the interface.
constexpr int kDone = 0, kBadInput = 2, kBadFile = 3, kDiverged = 4;

}  // namespace

WindowScript::WindowScript(ui::MainWindow& window, ScriptOptions options) : window_(window), options_(std::move(options)) {
    connect(&window_.presenter(), &ui::SessionPresenter::arrived, this, &WindowScript::look);
    if (options_.runTo) {
        window_.setSpeed(std::numeric_limits<double>::infinity());
        window_.presenter().send(RunTo{*options_.runTo});
    }
}

void WindowScript::look() {
    if (done_ || !window_.isUpToDate()) return;
    const Snapshot& snapshot = *window_.presenter().snapshot();
    const bool stopped = snapshot.state == RunState::failed || snapshot.state == RunState::diverged;
    const bool resting = snapshot.state == RunState::paused || snapshot.state == RunState::finished;
    const bool arrived = resting && (!options_.runTo || snapshot.step == *options_.runTo);
    if (!stopped && !arrived) return;
    done_ = true;
    // Other receivers of the snapshot may still have to draw it.
    QTimer::singleShot(0, this, &WindowScript::finish);
}

void WindowScript::finish() {
    const Snapshot& snapshot = *window_.presenter().snapshot();
    int exitCode = kDone;
    if (snapshot.state == RunState::failed) exitCode = kBadInput;
    if (snapshot.state == RunState::diverged) exitCode = kDiverged;
    if (exitCode != kDone) {
        std::cerr << snapshot.message << std::endl;
    } else if (options_.runTo) {
        std::cout << "weights sha256: " << snapshot.weightsSha256 << std::endl;
    }
    if (!options_.screenshot.isEmpty()) {
        try {
            ui::savePng(ui::pictureOf(window_, window_.devicePixelRatioF()), options_.screenshot, snapshot.spec, snapshot.step);
        } catch (const FileError& error) {
            std::cerr << error.what() << std::endl;
            exitCode = kBadFile;
        }
    }
    if (options_.quit) end(exitCode);
}

void WindowScript::end(int exitCode) {
    window_.close();
    QCoreApplication::exit(exitCode);
}

}  // namespace featurescope
