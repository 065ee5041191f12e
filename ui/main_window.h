#pragma once

#include <QMainWindow>
#include <QSettings>
#include <memory>
#include <optional>
#include <vector>

#include "core/run/training_session.h"
#include "ui/exporting/image_export.h"
#include "ui/look/look.h"

class QSplitter;

namespace featurescope::ui {

class Banner;
class ExperimentForm;
class Panel;
class PlaybackBar;
class ReadoutBar;
class ScenarioMenu;
class SessionPresenter;

/// What a window needs to know when it is made.
struct WindowOptions {
    SessionOptions session;
    std::shared_ptr<QSettings> settings;  ///< remembers sizes and colours; null to remember nothing
    Brightness systemBrightness = Brightness::light;  ///< used until somebody switches by hand
    double textScale = 1;
};

/// The window: settings on the left, panels in the middle and on the right, header with figures and buttons.
class MainWindow : public QMainWindow {
    Q_OBJECT

  public:
    explicit MainWindow(WindowOptions options);
    ~MainWindow() override;

    /// Opens an experiment at step 0, paused.
    void open(const ExperimentSpec& spec, std::shared_ptr<const GivenData> given = nullptr);
    SessionPresenter& presenter() { return *presenter_; }
    const std::vector<Panel*>& panels() const { return panels_; }
    const Look& look() const { return look_; }
    void setBrightness(Brightness brightness);
    /// Training steps per second; infinity for full speed.
    void setSpeed(double stepsPerSecond);
    /// The system's colours have changed; followed unless somebody has switched by hand.
    void setSystemBrightness(Brightness brightness);
    /// True when the newest snapshot and its field are on screen.
    bool isUpToDate() const;

  protected:
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    QWidget* makeHeader();
    QWidget* makeBody();
    void connectParts();
    void addShortcuts();
    ViewRequest viewOfPanels() const;
    void applyLook();
    void showSnapshot(const Snapshot& snapshot, bool everything);
    void chooseBrightness(Brightness brightness);
    void saveImage();
    void restoreLayout();
    void rememberLayout();

    WindowOptions options_;
    Look look_;
    std::unique_ptr<SessionPresenter> presenter_;
    ScenarioMenu* scenario_ = nullptr;  // all widgets are owned by this window
    ReadoutBar* readouts_ = nullptr;
    PlaybackBar* playback_ = nullptr;
    Banner* banner_ = nullptr;
    ExperimentForm* form_ = nullptr;
    std::vector<Panel*> panels_;
    std::vector<QSplitter*> splitters_;
    std::optional<ExperimentSpec> specInForm_;
    std::shared_ptr<const Snapshot> shown_;
    bool brightnessChosen_ = false;
    PictureSaver saver_;
};

}  // namespace featurescope::ui
