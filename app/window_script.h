#pragma once

#include <QObject>
#include <QString>
#include <cstdint>
#include <functional>
#include <optional>

namespace featurescope::ui {
class MainWindow;
}

namespace featurescope {

/// What the command line asks the window to do by itself.
struct ScriptOptions {
    std::optional<std::int64_t> runTo;  ///< train to exactly this step
    /// Opens the experiment to show, once the one to compare it with has come to `runTo`; none without.
    std::function<void()> openNext{};
    QString screenshot;  ///< path of a picture to write once that is on screen; empty for none
    bool quit = false;   ///< end the program afterwards
};

/// Runs the script of a window: trains to a step, prints the weights' hash, saves a picture, quits with an
/// exit code.
class WindowScript : public QObject {
    Q_OBJECT

  public:
    /// `window` must outlive the script.
    WindowScript(ui::MainWindow& window, ScriptOptions options);

  private:
    void look();
    void finish();
    void end(int exitCode);

    ui::MainWindow& window_;
    ScriptOptions options_;
    bool isAsked_ = false, done_ = false;
    std::uint64_t comparedRun_ = 0;  ///< runId of what is compared with; 0 while it is not yet there
};

}  // namespace featurescope
