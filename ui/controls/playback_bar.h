#pragma once

#include <QWidget>
#include <vector>

#include "core/run/training_session.h"
#include "ui/look/look.h"

class QComboBox;
class QPushButton;

namespace featurescope::ui {

/// Play or pause, backwards, step, rewind, speed, colours. Emits wishes; changes nothing by itself.
class PlaybackBar : public QWidget {
    Q_OBJECT

  public:
    explicit PlaybackBar(QWidget* parent = nullptr);

    void showState(RunState state);
    /// Whether the run is being played backwards, whatever its state is between two steps.
    void showBackwards(bool playing);
    bool showsBackwards() const { return backwards_; }
    void setLook(const Look& look);
    /// Buttons show their icon only; for narrow windows.
    void setCompact(bool compact);
    /// How fast playing goes.
    SetSpeed speed() const;
    /// Chooses a speed, which joins the list if it is not there.
    void setSpeed(const SetSpeed& speed);

  Q_SIGNALS:
    void playToggled();
    void backwardsToggled();
    /// showsBackwards() has changed.
    void backwardsShown();
    void stepWanted();
    void rewindWanted();
    void speedChosen(const featurescope::SetSpeed& speed);
    void brightnessToggled();

  private:
    QPushButton* makeButton(const QString& name, const QString& text, const QString& toolTip);
    void changeSpeed(int by);
    void refreshTexts();

    QPushButton *rewind_, *back_, *play_, *step_, *brightness_;  // in their order on screen
    QComboBox* speed_;
    std::vector<SetSpeed> speeds_;  // what the list offers, in its order
    RunState state_ = RunState::preparing;
    bool compact_ = false, backwards_ = false;
    Look look_;
};

/// The speed of a scenario.
SetSpeed speedOf(const OpeningSpeed& speed);

}  // namespace featurescope::ui
