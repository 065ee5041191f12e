#include "ui/page/presentation.h"

#include <QCursor>
#include <QGuiApplication>
#include <QPalette>
#include <QWidget>
#include <algorithm>

namespace featurescope::ui {
namespace {

constexpr double kScaleStep = 0.2;
constexpr double kLinesOfAScreen = 1080;
constexpr double kLeastShare = 0.6, kMostShare = 2;  // of it, below and above which windows are no screens
constexpr double kStrokeScale = 1.7;                 // a 1.5 pixel curve is seen from the last row

}  // namespace

Presentation::Presentation(QWidget& window)
    : QObject(&window), window_(window), blank_(new QWidget(&window)) {
    blank_->setObjectName(QStringLiteral("blankScreen"));
    blank_->setAccessibleName(tr("Blank screen"));
    blank_->setAutoFillBackground(true);
    blank_->setPalette(QPalette(Qt::black));
    blank_->setStyleSheet(QStringLiteral("background: black;"));
    blank_->setCursor(Qt::BlankCursor);
    blank_->hide();
    constexpr int kBetweenLooks = 150;  // milliseconds
    mouse_.setInterval(kBetweenLooks);
    connect(&mouse_, &QTimer::timeout, this, &Presentation::watchMouse);
}

/// Most widgets are not told of a mouse that moves without a button.
void Presentation::watchMouse() {
    constexpr qint64 kControlsStay = 3000;  // milliseconds
    const QPoint mouse = QCursor::pos();
    if (mouse != lastMouse_) sinceMoved_.start();
    lastMouse_ = mouse;
    const bool shows = sinceMoved_.isValid() && sinceMoved_.elapsed() < kControlsStay;
    if (shows == showsControls_) return;
    showsControls_ = shows;
    Q_EMIT controlsChanged();
}

void Presentation::set(bool on) {
    if (on == isOn_) return;
    isOn_ = on;
    showsControls_ = false;
    sinceMoved_.invalidate();
    lastMouse_ = QCursor::pos();
    on ? mouse_.start() : mouse_.stop();
    blank_->hide();
    // Off screen there is no screen to fill: the window keeps the size it was given.
    if (QGuiApplication::platformName() != QStringLiteral("offscreen")) {
        window_.setWindowState(on ? window_.windowState() | Qt::WindowFullScreen
                                  : window_.windowState() & ~Qt::WindowFullScreen);
    }
    Q_EMIT changed();
}

void Presentation::grow(int steps) {
    if (!isOn_) return;
    const double wanted = steps == 0 ? kLeastScale : scale_ + steps * kScaleStep;
    const double scale = std::clamp(wanted, kLeastScale, kMostScale);
    if (scale == scale_) return;
    scale_ = scale;
    Q_EMIT changed();
}

void Presentation::toggleBlank() {
    if (!isOn_) return;
    blank_->setGeometry(window_.rect());
    blank_->raise();
    blank_->setVisible(blank_->isHidden());
}

bool Presentation::isBlank() const { return !blank_->isHidden(); }

Look Presentation::applied(const Look& look) const {
    if (!isOn_) return look;
    Look shown = look;
    // The last row sees a share of the screen, however many pixels that has.
    shown.textScale = scale_ * std::clamp(window_.height() / kLinesOfAScreen, kLeastShare, kMostShare);
    shown.strokeScale *= kStrokeScale;
    return shown;
}

}  // namespace featurescope::ui
