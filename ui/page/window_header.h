#pragma once

#include <QWidget>

#include "core/run/snapshot.h"
#include "ui/look/look.h"

namespace featurescope::ui {

class FileMenu;
class PlaybackBar;
class ReadoutBar;
class ScenarioMenu;
class ViewMenu;

/// The row above the panels: which experiment, its figures, buttons of the run and of the view.
class WindowHeader : public QWidget {
    Q_OBJECT

  public:
    explicit WindowHeader(QWidget* parent = nullptr);

    ScenarioMenu& scenario() { return *scenario_; }
    PlaybackBar& playback() { return *playback_; }
    ViewMenu& view() { return *view_; }
    FileMenu& file() { return *file_; }
    void setLook(const Look& look);
    void showSnapshot(const Snapshot& snapshot);
    /// Without its buttons an audience has nothing to look at but the figures.
    void setControlsVisible(bool visible);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void describeRun();

    ScenarioMenu* scenario_;  // all are owned by this widget
    ReadoutBar* readouts_;
    PlaybackBar* playback_;
    FileMenu* file_;
    ViewMenu* view_;
    Look look_;
    bool hasControls_ = true;
    QString title_, state_, sizes_;  // of the run
};

}  // namespace featurescope::ui
