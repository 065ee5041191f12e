#include "ui/controls/playback_bar.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QShortcut>
#include <QSignalBlocker>
#include <algorithm>
#include <iterator>
#include <limits>

#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace featurescope::ui {
namespace {

constexpr double kUnlimited = std::numeric_limits<double>::infinity();
constexpr double kSecondsPerDecade = 4;

/// Everything the list offers, from slow to fast; what comes after full speed has a pace of its own.
constexpr SetSpeed kSpeeds[] = {
    {.stepsPerSecond = 1},   {.stepsPerSecond = 2},          {.stepsPerSecond = 5},
    {.stepsPerSecond = 10},  {.stepsPerSecond = 20},         {.stepsPerSecond = 60},
    {.stepsPerSecond = 250}, {.stepsPerFrame = 1},           {.stepsPerFrame = 10},
    {.stepsPerFrame = 100},  {.stepsPerSecond = kUnlimited}, {.secondsPerDecade = kSecondsPerDecade},
};

bool isPlain(const SetSpeed& speed) { return speed.secondsPerDecade == 0 && speed.stepsPerFrame == 0; }

bool areSame(const SetSpeed& one, const SetSpeed& other) {
    return one.stepsPerSecond == other.stepsPerSecond && one.secondsPerDecade == other.secondsPerDecade &&
           one.stepsPerFrame == other.stepsPerFrame;
}

QString speedText(const SetSpeed& speed) {
    if (speed.secondsPerDecade > 0) return PlaybackBar::tr("Logarithmic time");
    if (speed.stepsPerFrame == 1) return PlaybackBar::tr("1 step per frame");
    if (speed.stepsPerFrame > 1) return PlaybackBar::tr("%1 steps per frame").arg(speed.stepsPerFrame);
    if (speed.stepsPerSecond == kUnlimited) return PlaybackBar::tr("Full speed");
    return speed.stepsPerSecond == 1 ? PlaybackBar::tr("1 step/s")
                                     : PlaybackBar::tr("%1 steps/s").arg(speed.stepsPerSecond);
}

Symbol symbolOf(Brightness theme) {
    switch (theme) {
        case Brightness::light:
            return Symbol::sun;
        case Brightness::dark:
            return Symbol::moon;
        case Brightness::projector:
            return Symbol::projector;
    }
    return Symbol::sun;
}

}  // namespace

PlaybackBar::PlaybackBar(QWidget* parent)
    : QWidget(parent),
      rewind_(makeButton(QStringLiteral("rewind"), tr("Rewind"),
                         tr("Back to step 0 with the same data and weights (Home)"))),
      back_(makeButton(QStringLiteral("backwards"), QString(), QString())),
      play_(makeButton(QStringLiteral("play"), QString(), QString())),
      step_(makeButton(QStringLiteral("step"), tr("Step"), tr("Train one step (Right arrow)"))),
      brightness_(makeButton(QStringLiteral("brightness"), QString(), QString())),
      speed_(new QComboBox(this)),
      speeds_(std::begin(kSpeeds), std::end(kSpeeds)) {
    setObjectName(QStringLiteral("playbackBar"));
    play_->setProperty("primary", true);
    speed_->setObjectName(QStringLiteral("speed"));
    speed_->setAccessibleName(tr("Speed"));
    speed_->setToolTip(
        tr("How fast to train and to play backwards (slower: [, faster: ]). Logarithmic time gives steps 1 "
           "to 10 as long as steps "
           "10 to 100"));
    for (const SetSpeed& speed : speeds_) speed_->addItem(speedText(speed));
    setSpeed({.stepsPerSecond = 60});
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{rewind_, back_, play_, step_, speed_, brightness_}) {
        layout->addWidget(widget);
    }
    connect(play_, &QPushButton::clicked, this, &PlaybackBar::playToggled);
    connect(back_, &QPushButton::clicked, this, &PlaybackBar::backwardsToggled);
    connect(step_, &QPushButton::clicked, this, &PlaybackBar::stepWanted);
    connect(rewind_, &QPushButton::clicked, this, &PlaybackBar::rewindWanted);
    connect(brightness_, &QPushButton::clicked, this, &PlaybackBar::brightnessToggled);
    connect(speed_, &QComboBox::currentIndexChanged, this, [this] { Q_EMIT speedChosen(speed()); });
    // The keys stay while a presentation hides the bar.
    QWidget* host = parent ? parent : this;
    connect(new QShortcut(Qt::Key_BracketLeft, host), &QShortcut::activated, this,
            [this] { changeSpeed(-1); });
    connect(new QShortcut(Qt::Key_BracketRight, host), &QShortcut::activated, this,
            [this] { changeSpeed(1); });
    refreshTexts();
}

void PlaybackBar::showState(RunState state) {
    if (state == state_) return;
    state_ = state;
    refreshTexts();
}

void PlaybackBar::showBackwards(bool playing) {
    if (playing == backwards_) return;
    backwards_ = playing;
    refreshTexts();
    Q_EMIT backwardsShown();
}

void PlaybackBar::setLook(const Look& look) {
    look_ = look;
    for (QPushButton* button : {play_, back_, step_, rewind_, brightness_}) {
        button->setFont(fontFor(TextRole::body, look));
        button->setIconSize(QSize(scaled(16, look), scaled(16, look)));
    }
    speed_->setFont(fontFor(TextRole::body, look));
    const Palette& palette = look.palette;
    step_->setIcon(iconFor(Symbol::step, palette.text));
    rewind_->setIcon(iconFor(Symbol::rewind, palette.text));
    const Brightness next = nextTheme(palette.brightness);
    brightness_->setIcon(iconFor(symbolOf(next), palette.text));
    brightness_->setAccessibleName(themeTitle(next));
    brightness_->setToolTip(tr("Change to: %1 (Ctrl+D)").arg(themeTitle(next)));
    refreshTexts();
}

void PlaybackBar::setCompact(bool compact) {
    if (compact == compact_) return;
    compact_ = compact;
    refreshTexts();
}

SetSpeed PlaybackBar::speed() const { return speeds_[static_cast<std::size_t>(speed_->currentIndex())]; }

void PlaybackBar::setSpeed(const SetSpeed& speed) {
    auto place = std::ranges::find_if(speeds_, [&](const SetSpeed& one) { return areSame(one, speed); });
    if (place == speeds_.end()) {
        // Among those that are as simple, from slow to fast.
        place = std::ranges::find_if(speeds_, [&](const SetSpeed& one) {
            return !isPlain(one) || one.stepsPerSecond > speed.stepsPerSecond;
        });
        place = speeds_.insert(place, speed);
        const QSignalBlocker quiet(speed_);
        speed_->insertItem(static_cast<int>(place - speeds_.begin()), speedText(speed));
    }
    speed_->setCurrentIndex(static_cast<int>(place - speeds_.begin()));
}

SetSpeed speedOf(const OpeningSpeed& speed) {
    if (speed.kind == OpeningSpeed::Kind::steady) return {.stepsPerSecond = speed.stepsPerSecond};
    if (speed.kind == OpeningSpeed::Kind::full) return {.stepsPerSecond = kUnlimited};
    return {.secondsPerDecade = kSecondsPerDecade};
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
    const bool running = state_ == RunState::running || backwards_;
    const QString play = running ? tr("Pause") : tr("Play");
    play_->setAccessibleName(play);
    play_->setToolTip(running ? tr("Pause after this step (Space)")
                              : tr("Train until the last step (Space)"));
    const QString back = backwards_ ? tr("Pause playing backwards") : tr("Play backwards");
    back_->setAccessibleName(back);
    back_->setToolTip(backwards_ ? tr("Stay at this step (Shift+Space)")
                                 : tr("Show earlier and earlier steps at this speed (Shift+Space)"));
    back_->setIcon(iconFor(backwards_ ? Symbol::pause : Symbol::backwards, look_.palette.text));
    play_->setIcon(iconFor(running ? Symbol::pause : Symbol::play, look_.palette.textOnAccent));
    play_->setText(compact_ ? QString() : play);
    play_->setMinimumWidth(compact_ ? 0 : scaled(86, look_));
    step_->setText(compact_ ? QString() : tr("Step"));
    rewind_->setText(compact_ ? QString() : tr("Rewind"));
    const bool usable = state_ != RunState::failed && state_ != RunState::preparing;
    play_->setEnabled(usable && state_ != RunState::diverged);
    step_->setEnabled(usable && state_ != RunState::diverged);
    rewind_->setEnabled(usable);
    back_->setEnabled(usable);
}

}  // namespace featurescope::ui
