#pragma once

#include <QMainWindow>
#include <QSettings>
#include <memory>
#include <optional>
#include <vector>

#include "core/run/training_session.h"
#include "ui/look/look.h"
#include "ui/page/page_layout.h"

class QLabel;

namespace featurescope::ui {

class Banner;
class ContentHub;
class ExperimentForm;
class FirstSteps;
class HelpWindow;
class OfferBar;
class Page;
class Panel;
class Presentation;
class SessionPresenter;
class TimeControls;
class WindowFiles;
class WindowHeader;

/// What a window needs to know when it is made.
struct WindowOptions {
    SessionOptions session;
    std::shared_ptr<QSettings> settings;  ///< remembers layout and colours; null to remember nothing
    Brightness systemBrightness = Brightness::light;  ///< used until somebody switches by hand
    double textScale = 1;
    bool keepsSessions = false;  ///< autosaves, offers what was left behind, asks before closing
    bool welcomes = false;       ///< shows the first steps when nothing is remembered
    bool opensAsLeft = false;    ///< with the page of the last time rather than that of the first experiment
};

/// The window: header with figures and buttons, settings on the left, a page of panels beside them.
class MainWindow : public QMainWindow {
    Q_OBJECT

  public:
    explicit MainWindow(WindowOptions options);
    ~MainWindow() override;

    /// Opens an experiment at step 0, paused.
    void open(const ExperimentSpec& spec, std::shared_ptr<const GivenData> given = nullptr);
    SessionPresenter& presenter() { return *presenter_; }
    ContentHub& hub() { return *hub_; }
    TimeControls& time() { return *time_; }
    WindowFiles& files() { return *files_; }
    Page& page() { return *page_; }
    Presentation& presentation() { return *presentation_; }
    /// Those that can be seen.
    std::vector<Panel*> panels() const;
    /// As it is drawn, so larger in a presentation.
    const Look& look() const { return look_; }
    void setBrightness(Brightness brightness);
    /// Training steps per second; infinity for full speed.
    void setSpeed(double stepsPerSecond);
    /// The system's colours have changed; followed unless somebody has switched by hand.
    void setSystemBrightness(Brightness brightness);
    /// Shows what a scenario says of how it opens; the first time not the page, if one was remembered and the
    /// options say so.
    void follow(const ScenarioPresentation& opening);
    /// Shows a shipped layout as it was shipped; nothing for an unknown id.
    void showLayout(const QString& id);
    /// Says of the number that has the keys what pointing at it says; false when something else has them.
    bool explainFocused();
    /// Opens the help at a page, see HelpWindow.
    void showHelp(const QString& page);
    /// Opens it at the paper of the scenario on screen, or where to start when no scenario has this title.
    void showPaper();
    /// True when the newest snapshot, its field, what theory says of its step and the baselines it is
    /// compared with are on screen.
    bool isUpToDate() const;

  protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    QWidget* makeBody();
    void connectHeader();
    void connectParts();
    void bindWindowKeys();
    void applyLook();
    Look wantedLook() const;
    void chooseFirstSize();
    void changeTextSize(int steps);
    void followPresentation();
    void showControls();
    void showCaption();
    void showFirstSteps(bool shown);
    void arrange(const PageLayout& layout);
    void showMoment(const Snapshot& snapshot, bool everything);
    void chooseBrightness(Brightness brightness);
    void escape();
    void toggleForm();
    void showFormWhereWanted();
    void makeFiles();
    void restoreMemory();
    void rememberAll();

    WindowOptions options_;
    Look restLook_;  // without presentation
    Look look_;
    std::unique_ptr<SessionPresenter> presenter_;
    WindowHeader* header_ = nullptr;  // all widgets are owned by this window
    Banner* banner_ = nullptr;
    OfferBar* offers_ = nullptr;
    FirstSteps* firstSteps_ = nullptr;
    QLabel* caption_ = nullptr;  // the scenario's sentence, for an audience
    ExperimentForm* form_ = nullptr;
    Page* page_ = nullptr;
    Presentation* presentation_ = nullptr;
    std::optional<PageLayout> pageAtRest_;  // while presenting: as it will be again
    ContentHub* hub_ = nullptr;
    TimeControls* time_ = nullptr;
    HelpWindow* help_ = nullptr;  // made when first asked for
    QString layoutId_;
    std::optional<ExperimentSpec> specInForm_;
    std::shared_ptr<const Snapshot> shown_;
    bool brightnessChosen_ = false, isPageRemembered_ = false;
    bool formHidden_ = false, formShownInPresentation_ = false, showsFirstSteps_ = false;
    std::unique_ptr<WindowFiles> files_;
};

}  // namespace featurescope::ui
