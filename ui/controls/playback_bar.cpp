#include "ui/controls/playback_bar.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QShortcut>
#include <limits>

#include "ui/look/icons.h"

namespace featurescope::ui {
namespace {

constexpr double kUnlimited = std::numeric_limits<double>::infinity();
constexpr double kSpeeds[] = {1, 5, 20, 60, 250, kUnlimited};

}  // namespace

PlaybackBar::PlaybackBar(QWidget* parent)
    : QWidget(parent),
      play_(makeButton(QStringLiteral("play"), QString(), QString())),
      step_(makeButton(QStringLiteral("step"), tr("Step"), tr("Train one step (Right arrow)"))),
      rewind_(makeButton(QStringLiteral("rewind"), tr("Rewind"),
                         tr("Back to step 0 with the same data and weights (Home)"))),
      brightness_(makeButton(QStringLiteral("brightness"), QString(), QString())),
      speed_(new QComboBox(this)) {
    setObjectName(QStringLiteral("playbackBar"));
    play_->setProperty("primary", true);
    speed_->setObjectName(QStringLiteral("speed"));
    speed_->setAccessibleName(tr("Speed"));
    speed_->setToolTip(tr("How fast to train (slower: [, faster: ])"));
    for (const double speed : kSpeeds) {
        speed_->addItem(speed == kUnlimited ? tr("Full speed")
                        : speed == 1        ? tr("1 step/s")
                                            : tr("%1 steps/s").arg(speed),
                        speed);
    }
    setStepsPerSecond(60);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    for (QWidget* widget : std::initializer_list<QWidget*>{play_, step_, rewind_, speed_, brightness_}) {
        layout->addWidget(widget);
    }
    connect(play_, &QPushButton::clicked, this, &PlaybackBar::playToggled);
    connect(step_, &QPushButton::clicked, this, &PlaybackBar::stepWanted);
    connect(rewind_, &QPushButton::clicked, this, &PlaybackBar::rewindWanted);
    connect(brightness_, &QPushButton::clicked, this, &PlaybackBar::brightnessToggled);
    connect(speed_, &QComboBox::currentIndexChanged, this, [this] { Q_EMIT speedChosen(stepsPerSecond()); });
    connect(new QShortcut(Qt::Key_BracketLeft, this), &QShortcut::activated, this,
            [this] { changeSpeed(-1); });
    connect(new QShortcut(Qt::Key_BracketRight, this), &QShortcut::activated, this,
            [this] { changeSpeed(1); });
    refreshTexts();
}

void PlaybackBar::showState(RunState state) {
    if (state == state_) return;
    state_ = state;
    refreshTexts();
}

void PlaybackBar::setLook(const Look& look) {
    look_ = look;
    for (QPushButton* button : {play_, step_, rewind_, brightness_})
        button->setFont(fontFor(TextRole::body, look));
    speed_->setFont(fontFor(TextRole::body, look));
    const Palette& palette = look.palette;
    step_->setIcon(iconFor(Symbol::step, palette.text));
    rewind_->setIcon(iconFor(Symbol::rewind, palette.text));
    const bool dark = palette.brightness == Brightness::dark;
    brightness_->setIcon(iconFor(dark ? Symbol::sun : Symbol::moon, palette.text));
    brightness_->setAccessibleName(dark ? tr("Light colours") : tr("Dark colours"));
    brightness_->setToolTip(dark ? tr("Switch to light colours (Ctrl+D)")
                                 : tr("Switch to dark colours (Ctrl+D)"));
    refreshTexts();
}

void PlaybackBar::setCompact(bool compact) {
    if (compact == compact_) return;
    compact_ = compact;
    refreshTexts();
}

double PlaybackBar::stepsPerSecond() const { return speed_->currentData().toDouble(); }

void PlaybackBar::setStepsPerSecond(double speed) {
    for (int i = 0; i < speed_->count(); ++i) {
        if (speed_->itemData(i).toDouble() == speed) speed_->setCurrentIndex(i);
    }
}

QPushButton* PlaybackBar::makeButton(const QString& name, const QString& text, const QString& toolTip) {
    auto* button = new QPushButton(this);
    button->setObjectName(name);
    button->setAccessibleName(text);
    button->setToolTip(toolTip);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void PlaybackBar::changeSpeed(int by) {
    speed_->setCurrentIndex(std::clamp(speed_->currentIndex() + by, 0, speed_->count() - 1));
}

void PlaybackBar::refreshTexts() {
    const bool running = state_ == RunState::running;
    const QString play = running ? tr("Pause") : tr("Play");
    play_->setAccessibleName(play);
    play_->setToolTip(running ? tr("Pause after this step (Space)")
                              : tr("Train until the last step (Space)"));
    play_->setIcon(iconFor(running ? Symbol::pause : Symbol::play, look_.palette.textOnAccent));
    play_->setText(compact_ ? QString() : play);
    play_->setMinimumWidth(compact_ ? 0 : scaled(86, look_));
    step_->setText(compact_ ? QString() : tr("Step"));
    rewind_->setText(compact_ ? QString() : tr("Rewind"));
    const bool usable = state_ != RunState::failed && state_ != RunState::preparing;
    play_->setEnabled(usable && state_ != RunState::diverged);
    step_->setEnabled(usable && state_ != RunState::diverged);
    rewind_->setEnabled(usable);
}

}  // namespace featurescope::ui
